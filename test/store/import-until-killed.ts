// Run as a child of sqlite.test.ts: imports into the store at argv[2] until it is killed, and says after each step what is done.
import { setTimeout as sleep } from 'node:timers/promises';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { buildArticle } from '../build-article.ts';

const [, , path = '', mode] = process.argv;
const store = await createSqliteStore({ path, now: () => 0 });

async function* batch(name: string, size: number) {
  for (let index = 0; index < size; index++)
    yield buildArticle({
      title: `${name}第${index}篇`,
      body: `${name}${index}，正文。`.repeat(100),
      hashtags: [name],
    });
}

/** Never ends: the transaction stays open with all that it has written. */
async function* endless() {
  yield* batch('半途', 300);
  process.stdout.write('in the middle\n');
  for (;;) await sleep(1000);
}

if (mode === 'in the middle') await store.importArticles({ source: 'endless', articles: endless() });
for (let number = 0; ; number++) {
  await store.importArticles({ source: `${number}.txt`, articles: batch(`批${number}`, 20) });
  process.stdout.write(`stored ${number}\n`);
}

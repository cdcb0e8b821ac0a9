import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { Article } from '../../src/core/model/article.ts';
import { type Store, StoreError } from '../../src/core/ports/store.ts';
import { findMatches, toToken } from '../../src/store/sqlite/article-index.ts';
import { listStatements } from '../../src/store/sqlite/article-lists.ts';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { createDocumentFrequencies } from '../../src/store/sqlite/document-frequencies.ts';
import { importArticles } from '../../src/store/sqlite/import-articles.ts';
import { openDatabase } from '../../src/store/sqlite/open-database.ts';
import { recogniseStatements } from '../../src/store/sqlite/recognise-articles.ts';
import { ARTICLE_SCHEMA } from '../../src/store/sqlite/schemas.ts';
import { topicStatements } from '../../src/store/sqlite/topics.ts';
import { createWriter } from '../../src/store/sqlite/writer.ts';
import { buildArticle } from '../build-article.ts';
import { describeRevisionContract } from './revision-contract.ts';
import { describeStoreContract } from './store-contract.ts';

const now = () => Date.parse('2022-03-06T00:00:00Z');

describeStoreContract('the SQLite store', () => createSqliteStore({ path: ':memory:', now }));
describeRevisionContract('the SQLite store', (clock) => createSqliteStore({ path: ':memory:', now: clock }));

describe('the file of the SQLite store', () => {
  let folder: string;
  let files = 0;
  const newPath = () => join(folder, `${files++}`, 'store.db');
  const openStore = (path: string) => createSqliteStore({ path, now, lockTimeout: 100 });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jianbao-test-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** A closed store with so many articles. */
  async function writeStore(articles: Article[]): Promise<string> {
    const path = newPath();
    const store = await openStore(path);
    await store.importArticles({ source: 'test.txt', articles });
    await store.close();
    return path;
  }

  const someArticles = (size: number) =>
    Array.from({ length: size }, (_, index) =>
      buildArticle({ title: `第${index}篇`, body: `秘密${index}。`.repeat(200) }),
    );

  async function assertRefused(attempt: Promise<unknown>, remedy: StoreError['remedy']): Promise<void> {
    await assert.rejects(attempt, (error) => {
      assert.ok(error instanceof StoreError, String(error));
      assert.equal(error.remedy, remedy, error.message);
      assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /秘密/);
      return true;
    });
  }

  it('is kept, with its folder made, and holds the same after it was closed and opened', async () => {
    const article = buildArticle();
    const path = await writeStore([article]);
    const store = await openStore(path);
    assert.deepEqual(await store.findArticles([article.id]), [article]);
    await store.close();
  });

  it('records each migration once, also where processes open it for the first time together', async () => {
    const path = newPath();
    const script = fileURLToPath(new URL('open-store.ts', import.meta.url));
    const children = Array.from({ length: 3 }, () =>
      spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] }),
    );
    assert.deepEqual(await Promise.all(children.map(({ stdout }) => text(stdout))), [
      'opened',
      'opened',
      'opened',
    ]);
    const database = new Database(path);
    const applied_at = '1970-01-01T00:00:00.000Z';
    assert.deepEqual(
      database.prepare('SELECT version, name, applied_at FROM migrations').all(),
      ARTICLE_SCHEMA.migrations.map(({ version, name }) => ({ version, name, applied_at })),
    );
    database.close();
  });

  it('is refused where a newer version of the program wrote it, and left as it is', async () => {
    const path = await writeStore([buildArticle()]);
    const database = new Database(path);
    database.pragma('user_version = 999');
    database.close();
    const bytes = await readFile(path);
    await assertRefused(openStore(path), 'newer-version');
    assert.deepEqual(await readFile(path), bytes);
  });

  it('is refused where it is a database of another program, and left as it is', async () => {
    const path = newPath();
    await (await openStore(path)).close();
    for (const sql of ['PRAGMA user_version = 1', 'CREATE TABLE notes (text TEXT)']) {
      await rm(path);
      const database = new Database(path);
      database.exec(sql);
      database.close();
      await assertRefused(openStore(path), 'unknown');
      const untouched = new Database(path);
      assert.equal(untouched.pragma('application_id', { simple: true }), 0);
      untouched.close();
    }
  });

  it('is refused as damaged where it is no database or cut short', async () => {
    const path = await writeStore(someArticles(50));
    await truncate(path, Math.floor((await stat(path)).size / 8192) * 4096);
    await assertRefused(openStore(path), 'damaged');
    await writeFile(path, '秘密 is what this file says, and it is no database.'.repeat(100));
    await assertRefused(openStore(path), 'damaged');
  });

  it('is refused where its path is a folder, or goes through a file', async () => {
    await assertRefused(openStore(folder), 'unknown');
    const path = await writeStore([]);
    await assertRefused(openStore(join(path, 'store.db')), 'unknown');
  });

  it('is found damaged by a check where pages in its middle are', async () => {
    const path = await writeStore(someArticles(50));
    const file = await open(path, 'r+');
    const pages = Math.floor((await file.stat()).size / 4096);
    // Every fourth page, but neither the schema at the beginning nor the rows at the end.
    for (let page = 24; page < pages - 8; page += 4)
      await file.write(Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
    await file.close();
    await assertRefused(
      openStore(path).then((store) => store.check().finally(() => store.close())),
      'damaged',
    );
  });

  it('is damaged where a row is no article', async () => {
    const article = buildArticle();
    const path = await writeStore([article]);
    const database = new Database(path);
    database.prepare('UPDATE articles SET paragraphs = ?').run('秘密');
    database.close();
    const store = await openStore(path);
    await assertRefused(store.findArticles([article.id]), 'damaged');
    await store.close();
  });

  it('is refused as read-only where it or its folder may not be written', async (t) => {
    const path = await writeStore([buildArticle()]);
    const asUser = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const script = fileURLToPath(new URL('open-store.ts', import.meta.url));
    const outcome = () => spawnSync(process.execPath, [script, path], { ...asUser, encoding: 'utf8' });
    await chmod(folder, 0o755);
    await chmod(join(path, '..'), 0o777);
    await chmod(path, 0o666);
    // Root may write everything, so it is tried as nobody, who must be able to run this at all.
    if (asUser.uid !== undefined) await chown(join(path, '..'), 65_534, 65_534);
    if (process.platform === 'win32' || outcome().stdout !== 'opened') {
      t.skip('no user at hand who may read the program but not write the store');
      return;
    }
    await rm(`${path}-wal`, { force: true });
    await rm(`${path}-shm`, { force: true });
    await chmod(path, 0o444);
    assert.equal(outcome().stdout, 'read-only');
    await chmod(path, 0o666);
    await chmod(join(path, '..'), 0o555);
    assert.equal(outcome().stdout, 'read-only');
  });

  it('is opened and read while another process writes; a write waits for it, and is refused as locked after a while', async () => {
    const path = await writeStore([buildArticle()]);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const store = await openStore(path);
    const refused = assertRefused(store.importArticles({ source: 'x', articles: someArticles(1) }), 'locked');
    assert.equal(await store.countArticles(), 1);
    await refused;
    const waiting = store.importArticles({ source: 'x', articles: someArticles(1) });
    // By then the lock has been asked for, and refused, once.
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
    assert.equal(await store.countArticles(), 1);
    other.exec('ROLLBACK');
    assert.equal((await waiting).stored.length, 1);
    other.close();
    await store.close();
  });

  it('is as it was where the disk is full in the middle of an import', async () => {
    const path = await writeStore([buildArticle()]);
    const {
      reader,
      writer: connection,
      close,
    } = await openDatabase({ path, schema: ARTICLE_SCHEMA, now, lockTimeout: 100 });
    const pages = Number(connection.pragma('page_count', { simple: true }));
    connection.pragma(`max_page_count = ${pages + 20}`);
    const writer = createWriter(connection, 100);
    const articles = someArticles(100);
    await assertRefused(
      writer.write('import', (database) => importArticles(database, { source: 'x', articles }, now)),
      'disk-full',
    );
    assert.equal(reader.prepare('SELECT count(*) FROM articles').pluck().get(), 1);
    connection.pragma('max_page_count = 1000000');
    const { stored } = await writer.write('import', (database) =>
      importArticles(database, { source: 'x', articles }, now),
    );
    assert.equal(stored.length, 100);
    await close();
    await (await openStore(path)).close();
  });

  describe('after kill -9', () => {
    const script = fileURLToPath(new URL('import-until-killed.ts', import.meta.url));

    async function killWhen(child: ChildProcess, line: string): Promise<void> {
      assert.ok(child.stdout);
      for await (const said of createInterface({ input: child.stdout })) {
        if (said === line) child.kill('SIGKILL');
      }
      if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
      assert.equal(child.signalCode, 'SIGKILL');
    }

    async function assertWorks(store: Store): Promise<void> {
      await store.check();
      const { stored } = await store.importArticles({ source: 'x', articles: someArticles(3) });
      assert.equal(stored.length, 3);
      await store.close();
    }

    it('holds nothing of an import that was in its middle', async () => {
      const path = await writeStore([buildArticle()]);
      await killWhen(
        spawn(process.execPath, [script, path, 'in the middle'], { stdio: ['ignore', 'pipe', 'inherit'] }),
        'in the middle',
      );
      const store = await openStore(path);
      assert.equal(await store.countArticles(), 1);
      assert.equal((await store.listLatest({ topic: '半途', offset: 0, limit: 10 })).length, 0);
      await assertWorks(store);
    });

    it('holds every import that was reported as done, and no part of another', async () => {
      const path = newPath();
      await killWhen(
        spawn(process.execPath, [script, path, 'again and again'], { stdio: ['ignore', 'pipe', 'inherit'] }),
        'stored 4',
      );
      const store = await openStore(path);
      const articles = await store.countArticles();
      assert.ok(articles >= 100, `${articles} articles`);
      assert.equal(articles % 20, 0);
      for (let batch = 0; batch < 5; batch++)
        assert.equal((await store.listLatest({ topic: `批${batch}`, offset: 0, limit: 100 })).length, 20);
      await assertWorks(store);
    });
  });

  describe('and its queries', () => {
    let database: Database.Database;
    let close: () => Promise<void>;
    before(async () => {
      const opened = await openDatabase({ path: ':memory:', schema: ARTICLE_SCHEMA, now, lockTimeout: 100 });
      database = opened.writer;
      close = opened.close;
    });
    after(() => close());

    const span = { from: 0, to: 0, dayFrom: 0, dayTo: 0, seenAfter: 0, seenUpTo: 0 };
    const parameters = { limit: 1, offset: 0, folded: '', phrase: '', ...span };
    const planOf = (sql: string) =>
      database
        .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(parameters)
        .map(({ detail }) => detail);

    for (const [statement, sql] of Object.entries({
      ...listStatements,
      isOutside: topicStatements.isOutside,
    })) {
      it(`read an index for ${statement}, no row with its body, and sort nothing`, () => {
        const plan = planOf(sql);
        for (const detail of plan.filter((line) => /\b(?:articles|article_topics|topics)\b/.test(line)))
          assert.match(detail, /USING (?:COVERING INDEX|PRIMARY KEY|INDEX sqlite_autoindex_topics_1)/);
        assert.doesNotMatch(plan.join('\n'), /FOR ORDER BY/);
      });
    }

    it('read the range of a window for its list and its counts', () => {
      for (const sql of [
        listStatements.window,
        listStatements.matchingOfWindow,
        listStatements.countWindow,
        topicStatements.window,
      ])
        assert.match(planOf(sql).join('\n'), /SEARCH .* COVERING INDEX .*belongs_at>\? AND belongs_at<\?/);
      for (const sql of [listStatements.windowOfTopic, listStatements.countWindowOfTopic])
        assert.match(planOf(sql).join('\n'), /PRIMARY KEY \(topic=\? AND belongs_at>\? AND belongs_at<\?\)/);
      assert.match(planOf(topicStatements.all).join('\n'), /USING INDEX topics_most_articles/);
    });

    it('find the articles of an address and of an id by an index', () => {
      for (const sql of Object.values(recogniseStatements)) {
        const plan = database
          .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
          .all({ id: '', url: '', publisher: '', source: '' })
          .map(({ detail }) => detail);
        assert.match(
          plan.join('\n'),
          /SEARCH articles USING INDEX (?:articles_of_page|sqlite_autoindex_articles_1)/,
        );
        assert.doesNotMatch(plan.join('\n'), /SCAN articles/);
      }
    });

    it('keep a term one token, whatever it holds', () => {
      const ascii = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
      const terms = [
        ...ascii,
        `a${ascii.join('')}b`,
        '疫情',
        'c++',
        '34_6',
        'naïve',
        'カタカナ',
        '🎉',
        'e\u0301',
        '\u200d',
        '\u3000',
        'x\u0085y',
      ];
      const insert = database.prepare('INSERT INTO article_index (rowid, title, body) VALUES (?, ?, ?)');
      terms.forEach((term, index) => {
        insert.run(index + 1, `${toToken(term)} x${index}`, '');
      });
      const tokens = database.prepare('SELECT term FROM article_index_terms').pluck().all();
      assert.deepEqual(
        new Set(tokens),
        new Set([...terms.map(toToken), ...terms.map((_, index) => `x${index}`)]),
      );
      const find = database
        .prepare<[string], number>('SELECT rowid FROM article_index WHERE article_index MATCH ?')
        .pluck();
      terms.forEach((term, index) => {
        assert.ok(find.all(`"${toToken(term).replaceAll('"', '""')}"`).includes(index + 1), term);
      });
    });
  });

  it('counts a common term anew when it has grown', async () => {
    const store = await createSqliteStore({ path: ':memory:', now });
    const grow = (name: string, size: number) =>
      store.importArticles({
        source: name,
        articles: Array.from({ length: size }, (_, index) =>
          buildArticle({ title: `${name}${index}`, body: '人' }),
        ),
      });
    const count = async () => (await store.countTerms(['人'])).frequencies.get('人');
    await grow('先', 500);
    assert.equal(await count(), 500);
    await grow('后', 20);
    assert.equal(await count(), 520);
    await store.close();
  });

  it('ranks without the most common terms where all are too many, and lists the newest where each is', async () => {
    const { writer: database, close } = await openDatabase({
      path: ':memory:',
      schema: ARTICLE_SCHEMA,
      now,
      lockTimeout: 100,
    });
    const articles = Array.from({ length: 60 }, (_, index) =>
      buildArticle({
        id: `${index}`,
        title: '',
        body: `${index % 2 ? '天' : '地'} ${index === 5 ? '铁' : '木'} 人 ${index}`,
      }),
    );
    await createWriter(database, 100).write('import', (connection) =>
      importArticles(connection, { source: 'x', articles }, now),
    );
    const find = (terms: string[], rankedEntries: number) =>
      findMatches(database, createDocumentFrequencies(), { terms, limit: 3, rankedEntries }).map(
        ({ number }) => number,
      );
    assert.deepEqual(find(['人', '天', '铁'], 1000)[0], 6);
    assert.deepEqual(find(['人', '天', '铁'], 1), [6]);
    assert.deepEqual(find(['人', '天'], 29), [60, 58, 56]);
    assert.deepEqual(find(['人'], 29), [60, 59, 58]);
    await close();
  });
});

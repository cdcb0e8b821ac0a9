import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openSources } from '../../src/app/open-sources.ts';
import { runSources } from '../../src/app/run-sources.ts';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { buildSource } from '../build-source.ts';
import { send, startWebServer } from '../servers/web/start-web-server.ts';

describe('runSources', () => {
  let store: Awaited<ReturnType<typeof createSqliteStore>>;
  beforeEach(async () => {
    store = await createSqliteStore({ path: ':memory:', now: Date.now });
    mock.timers.enable({ apis: ['setInterval'] });
  });
  afterEach(async () => {
    mock.timers.reset();
    await store.close();
  });

  /** How often what fetches was opened, and the running of the sources. */
  function run() {
    const opened: ReturnType<typeof openSources>[] = [];
    const files: string[] = [];
    const nothing = (): void => {};
    const running = runSources({
      sources: store.sources,
      async open() {
        const made = openSources({
          environment: {
            FETCH_ALLOW: ['127.0.0.1'],
            FETCH_CONTACT: undefined,
            RSSHUB_URL: 'https://rsshub.app',
          },
          sources: store.sources,
          takeIn: async () => 0,
          takeInOne: async () => null,
          async takeInFile(path) {
            files.push(path);
            return { kind: 'taken', articles: 1 };
          },
          findArticles: async () => [],
          onDue: () => {},
          now: Date.now,
        });
        opened.push(made);
        return made;
      },
      now: Date.now,
      log: { info: nothing, warn: nothing, error: (_details, message) => assert.fail(message) },
    });
    return {
      opened,
      files,
      wake: running.wake,
      async stop() {
        await running.stop();
        await Promise.all(opened.map((made) => made.close()));
      },
    };
  }
  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise(setImmediate);
  }

  it('opens nothing while there is no source, and asks the first that is added', async (t) => {
    const server = await startWebServer({ '/feed': send('no feed') });
    t.after(() => server.close());
    const running = run();
    for (let minute = 0; minute < 3; minute += 1) {
      mock.timers.tick(60_000);
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    }
    assert.equal(running.opened.length, 0);
    await store.sources.add(buildSource({ id: 'a', url: `${server.origin}/feed` }));
    mock.timers.tick(60_000);
    await until(async () => (await store.sources.find('a'))?.failures === 1);
    assert.equal(running.opened.length, 1);
    assert.equal(server.requests.length, 1);
    assert.match(
      server.requests[0]?.headers['user-agent'] ?? '',
      /^jianbao\/\d\S* \(self-hosted news digest\)$/,
    );
    await running.stop();
  });

  it('asks the first source at once when it is woken', async (t) => {
    const server = await startWebServer({ '/feed': send('no feed') });
    t.after(() => server.close());
    const running = run();
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    await store.sources.add(buildSource({ id: 'a', url: `${server.origin}/feed` }));
    running.wake();
    await until(() => server.requests.length === 1);
    await store.sources.add(buildSource({ id: 'b', url: `${server.origin}/feed?b` }));
    running.wake();
    await until(() => server.requests.length === 2);
    await running.stop();
  });

  it('looks into folders', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'jianbao-news-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'one.txt');
    writeFileSync(file, 'one');
    utimesSync(file, 1_760_000_000, 1_760_000_000);
    await store.sources.add(buildSource({ id: 'a', kind: 'folder', url: pathToFileURL(folder).href }));
    const running = run();
    await until(async () => (await store.sources.find('a'))?.succeededAt != null);
    assert.deepEqual(running.files, [file]);
    await running.stop();
  });

  it('asks what is due at once, and leaves it due where it is stopped before the answer', async (t) => {
    const server = await startWebServer({ '/feed': () => {} });
    t.after(() => server.close());
    await store.sources.add(buildSource({ id: 'a', url: `${server.origin}/feed`, nextAt: 5 }));
    const running = run();
    await until(() => server.requests.length === 1);
    await running.stop();
    const source = await store.sources.find('a');
    assert.deepEqual([source?.nextAt, source?.failures], [5, 0]);
  });
});

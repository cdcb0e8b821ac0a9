import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createIntake } from '../../../src/app/create-intake.ts';
import { createFileTaker } from '../../../src/app/take-in-file.ts';
import type { Source } from '../../../src/core/sources/source.ts';
import { createFolderPoll, type FolderPoll } from '../../../src/ingest/poll/poll-folder.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildSource } from '../../build-source.ts';

const START = Date.UTC(2026, 10, 23, 4);
const MINUTE = 60_000;

describe('a folder that is a source', () => {
  let store: Awaited<ReturnType<typeof createSqliteStore>>;
  let root: string;
  let folder: string;
  let time: number;
  let source: Source;
  let folders: FolderPoll;
  let read: string[];

  /** As a start of the program finds it: nothing in memory. */
  function open(): FolderPoll {
    const { ingest } = createIntake({
      ...{ store, now: () => time },
      openAddress: () => assert.fail('nothing is fetched'),
    });
    const takeInFile = createFileTaker(ingest);
    return createFolderPoll({
      sources: store.sources,
      now: () => time,
      takeInFile(path, signal) {
        read.push(path.slice(folder.length + 1));
        return takeInFile(path, signal);
      },
    });
  }

  beforeEach(async () => {
    ({ time, read } = { time: START, read: [] });
    root = mkdtempSync(join(tmpdir(), 'jianbao-folder-'));
    folder = join(root, 'news');
    mkdirSync(folder);
    store = await createSqliteStore({ path: ':memory:', now: () => time });
    source = buildSource({ id: 'a', kind: 'folder', url: pathToFileURL(folder).href });
    await store.sources.add(source);
    folders = open();
  });
  afterEach(async () => {
    await store.close();
    rmSync(root, { recursive: true, force: true });
  });

  /** A file as it was written so many milliseconds ago. */
  function write(name: string, text: string, ago = MINUTE): void {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    utimesSync(path, (time - ago) / 1000, (time - ago) / 1000);
  }
  const line = (title: string) => `${JSON.stringify({ title, text: `${title} on Monday, in the rain.` })}\n`;
  const titles = async () => {
    const found: string[] = [];
    for await (const { title } of store.listAll()) found.push(title);
    return found;
  };
  async function look(signal?: AbortSignal) {
    const { outcome, waiting } = await folders.look(source, signal);
    assert.ok(outcome.kind === 'read');
    return { news: outcome.news, waiting, againAt: outcome.againAt };
  }

  it('has every kind of file taken in, at any depth, and left where it is', async () => {
    write('lines.jsonl', line('The ferry sails') + line('The ferry waits'));
    write('deep/er/note.md', '# The lighthouse burns\n\nThe lighthouse burnt down on Monday night.\n');
    write(
      'feed.xml',
      '<rss version="2.0"><channel><title>Post</title><item><title>The pier opens</title></item></channel></rss>',
    );
    write('picture.png', '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR\u0000\u0000\u0001');
    write('.hidden.jsonl', line('Nobody sees this'));
    assert.deepEqual(await look(), { news: 4, waiting: 0, againAt: undefined });
    assert.deepEqual((await titles()).toSorted(), [
      'The ferry sails',
      'The ferry waits',
      'The lighthouse burns',
      'The pier opens',
    ]);
    assert.deepEqual(
      (await store.sources.listFiles('a')).map(({ path, problem }) => [path, problem]),
      [
        ['deep/er/note.md', null],
        ['feed.xml', null],
        ['lines.jsonl', null],
        ['picture.png', null],
      ],
    );
  });

  it('has no file read twice that is as it was, also after a start; one that has changed is', async () => {
    write('one.jsonl', line('The ferry sails'));
    write('two.jsonl', line('The pier opens'));
    await look();
    folders = open();
    read = [];
    assert.equal((await look()).news, 0);
    assert.deepEqual(read, []);
    write('two.jsonl', line('The pier opens') + line('The pier closes'));
    assert.equal((await look()).news, 1);
    assert.deepEqual(read, ['two.jsonl']);
    rmSync(join(folder, 'one.jsonl'));
    await look();
    assert.deepEqual(
      (await store.sources.listFiles('a')).map(({ path }) => path),
      ['two.jsonl'],
    );
  });

  it('has a file that is being written wait until nobody writes to it any more', async () => {
    write('one.jsonl', line('The ferry sails'), 2000);
    assert.deepEqual(await look(), { news: 0, waiting: 1, againAt: time + 12_000 });
    time += 12_000;
    write('one.jsonl', line('The ferry sails') + line('The ferry waits'), 1000);
    assert.deepEqual(await look(), { news: 0, waiting: 1, againAt: time + 12_000 });
    assert.deepEqual(await titles(), []);
    time += 12_000;
    assert.deepEqual(await look(), { news: 2, waiting: 0, againAt: undefined });
  });

  it('has a file of another clock taken in once it stays as it is', async () => {
    write('one.jsonl', line('The ferry sails'), -60 * MINUTE);
    assert.equal((await look()).waiting, 1);
    time += 12_000;
    assert.equal((await look()).news, 1);
  });

  it('has the other files taken in beside a bad one, which is remembered with why until it is mended', async () => {
    write('a-bad.jsonl', 'no json\n');
    write('b-good.jsonl', line('The ferry sails'));
    assert.equal((await look()).news, 1);
    const bad = async () => (await store.sources.listFiles('a')).filter(({ problem }) => problem !== null);
    assert.deepEqual(
      (await bad()).map(({ path, problem }) => [path, problem]),
      [['a-bad.jsonl', 'malformed']],
    );
    read = [];
    await look();
    assert.deepEqual([read, (await bad()).length], [[], 1]);
    write('a-bad.jsonl', line('The pier opens'), MINUTE / 2);
    assert.equal((await look()).news, 1);
    assert.deepEqual(await bad(), []);
  });

  it('leads no link out of itself, and none around in a circle', async () => {
    writeFileSync(join(root, 'secret.jsonl'), line('The secret'));
    mkdirSync(join(root, 'news-of-others'));
    writeFileSync(join(root, 'news-of-others', 'secret.jsonl'), line('The other secret'));
    symlinkSync(join(root, 'secret.jsonl'), join(folder, 'link.jsonl'));
    symlinkSync(join(root, 'news-of-others'), join(folder, 'others'));
    symlinkSync(folder, join(folder, 'again'));
    write('real/one.jsonl', line('The ferry sails'));
    symlinkSync(join(folder, 'real', 'one.jsonl'), join(folder, 'inside.jsonl'));
    await look();
    assert.deepEqual(await titles(), ['The ferry sails']);
    assert.deepEqual(read, ['inside.jsonl', 'real/one.jsonl']);
  });

  it('is a failure where it is away, and goes on where it is back', async () => {
    write('one.jsonl', line('The ferry sails'));
    renameSync(folder, `${folder}-away`);
    const away = await folders.look(source);
    assert.ok(away.outcome.kind === 'failed');
    assert.deepEqual([away.outcome.problem.kind, away.outcome.problem.retryable], ['no-folder', true]);
    writeFileSync(folder, 'a file in its place');
    assert.equal((await folders.look(source)).outcome.kind, 'failed');
    rmSync(folder);
    renameSync(`${folder}-away`, folder);
    assert.equal((await look()).news, 1);
  });

  it('stops with the signal, and has what is left the next time', async () => {
    write('one.jsonl', line('The ferry sails'));
    await assert.rejects(look(AbortSignal.abort(new Error('enough'))), /enough/);
    assert.equal((await look()).news, 1);
  });
});

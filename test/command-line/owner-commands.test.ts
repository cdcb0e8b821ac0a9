import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import type { IngestSource } from '../../src/commands/services.ts';
import { describeProblem } from '../../src/core/sources/source-problem.ts';
import { createFakeOwnerServices, fakeArticles } from '../fakes/fake-services.ts';
import { runCommandLine } from './run-command-line.ts';

describe('ingest', () => {
  it('passes on files, folders and stdin, and says what became of them', async () => {
    let given: readonly IngestSource[] = [];
    const owner = createFakeOwnerServices();
    const { ingest } = owner;
    const { code, stdout } = await runCommandLine(['ingest', 'a.txt', '-'], {
      owner: {
        ...owner,
        ingest: (sources, options) => {
          given = sources;
          return ingest(sources, options);
        },
      },
    });
    assert.equal(code, 0);
    assert.deepEqual(
      given.map(({ kind }) => kind),
      ['path', 'stream'],
    );
    assert.match(stdout, /1 article taken in, 1 was there already\nLeft out: 1 teaser/);
    assert.match(stdout, /aaa111 {2}志愿者走进老街社区/);
  });

  it('says how many were changed since, and lists them too', async () => {
    const owner = createFakeOwnerServices();
    const { ingest } = owner;
    const { stdout } = await runCommandLine(['ingest', 'a.txt'], {
      owner: {
        ...owner,
        async ingest(sources, options) {
          const { output, failures } = await ingest(sources, options);
          return { output: { ...output, articles: [], revised: output.articles }, failures };
        },
      },
    });
    assert.match(stdout, /0 articles taken in, 1 changed since, 1 was there already/);
    assert.match(stdout, /aaa111 {2}志愿者走进老街社区/);
  });

  it('says in words why an address could not be fetched', async () => {
    const owner = createFakeOwnerServices();
    const { ingest } = owner;
    const { code, stderr } = await runCommandLine(['ingest', 'https://example.org/a'], {
      owner: {
        ...owner,
        ingest: async (sources, options) => ({
          ...(await ingest(sources, options)),
          failures: [
            {
              ...{ source: 'https://example.org/a', reason: 'unfetched', detail: 'ENOTFOUND' },
              problem: describeProblem('dns', 'ENOTFOUND'),
            },
          ],
        }),
      },
    });
    assert.equal(code, 1);
    assert.match(stderr, /https:\/\/example\.org\/a was not fetched\. The name of the site is not known\./);
  });

  it('exits with 1 where a source fails, and still tells what the others brought', async () => {
    const owner = createFakeOwnerServices();
    const { ingest } = owner;
    const { code, stdout, stderr } = await runCommandLine(['ingest', 'a.txt', 'b.bin'], {
      owner: {
        ...owner,
        ingest: async (sources, options) => ({
          ...(await ingest(sources, options)),
          failures: [{ source: 'b\u001B[2J.bin', reason: 'binary', detail: null }],
        }),
      },
    });
    assert.equal(code, 1);
    assert.match(stdout, /1 article taken in/);
    assert.match(stderr, /b\[2J\.bin is not a text file/);
  });

  it('shows a bar on a terminal’s stderr only', async () => {
    const error = Object.assign(new PassThrough(), {
      isTTY: true,
      columns: 80,
      cursorTo: () => {},
      clearLine: () => {},
    });
    let shown = '';
    error.on('data', (chunk: Buffer) => {
      shown += chunk.toString();
    });
    const { stdout } = await runCommandLine(['ingest', 'a.txt', '--json'], { error });
    assert.match(shown, /100%/);
    assert.doesNotThrow(() => JSON.parse(stdout));
    assert.equal((await runCommandLine(['ingest', 'a.txt', '--json'])).stderr, '');
  });
});

describe('export and import', () => {
  it('give back every article as it was', async () => {
    const exported = await runCommandLine(['export']);
    assert.equal(exported.code, 0);
    const owner = createFakeOwnerServices([]);
    const imported = await runCommandLine(['import', '-'], { owner, stdin: exported.stdout });
    assert.equal(imported.code, 0);
    assert.deepEqual(owner.imported, fakeArticles);
  });

  it('write lines that ingest takes too', async () => {
    const [line] = (await runCommandLine(['export'])).stdout.split('\n');
    const { id, title, text, url, published_at, publisher } = JSON.parse(line ?? '');
    assert.deepEqual(
      [id, title, text, url, published_at, publisher],
      [
        'aaa111',
        '志愿者走进老街社区',
        fakeArticles[0]?.body,
        'https://example.org/street',
        '2026-11-23T01:30:00Z',
        '河畔晚报',
      ],
    );
  });

  it('take nothing where a line is wrong, and say which', async () => {
    const { stdout } = await runCommandLine(['export']);
    const lines = stdout.trimEnd().split('\n');
    const moved = JSON.parse(lines[1] ?? '');
    moved.stored.paragraphs = [{ start: 0, end: 99_999, kind: 'text' }];
    for (const bad of [
      'nonsense',
      '{"id":"x","title":"t","text":"only what ingest needs"}',
      JSON.stringify(moved),
      JSON.stringify({ ...JSON.parse(lines[1] ?? ''), published_at: '2022-13-05T08:30Z' }),
    ]) {
      const owner = createFakeOwnerServices([]);
      const ran = await runCommandLine(['import', '-'], { owner, stdin: `${lines[0]}\n${bad}\n` });
      assert.equal(ran.code, 1);
      assert.match(ran.stderr, /Line 2 is not an article that export wrote/);
      assert.deepEqual(owner.imported, []);
    }
  });

  it('say that there is no such file', async () => {
    const { code, stderr } = await runCommandLine(['import', '/nowhere/at/all.jsonl']);
    assert.equal(code, 1);
    assert.match(stderr, /There is no \/nowhere/);
  });
});

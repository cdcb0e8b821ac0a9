import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { createFakeServices, fakeArticles } from '../fakes/fake-services.ts';
import { runCommandLine } from './run-command-line.ts';

const read = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));

describe('a batch', () => {
  it('gives one result a line with its id, in order', async () => {
    const stdin = [
      { id: 'a', question: '周末共有多少人' },
      { id: 2, question: 'tea' },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n');
    const { code, stdout, stderr } = await runCommandLine(['ask', '--batch', '-'], { stdin });
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.deepEqual(
      read(stdout).map(({ id, answered, question }) => [id, answered, question]),
      [
        ['a', true, '周末共有多少人'],
        [2, false, 'tea'],
      ],
    );
  });

  it('comes from a file, for search with the count for every line', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'jianbao-batch-')), 'queries.jsonl');
    await writeFile(file, '\uFEFF{"id":1,"query":"面积"}\r\n\r\n{"id":2,"query":"nothing"}\r\n');
    const services = createFakeServices();
    const { code, stdout } = await runCommandLine(['search', '--batch', file, '--count', '7'], { services });
    assert.equal(code, 0);
    assert.deepEqual(
      read(stdout).map(({ id, hits }) => [id, Array.isArray(hits) && hits.length]),
      [
        [1, 1],
        [2, 0],
      ],
    );
    assert.deepEqual(services.calls[0]?.query, { query: '面积', offset: 0, limit: 7 });
  });

  it('says what is wrong with a line, goes on, and exits with 1', async () => {
    const stdin = [
      'nonsense',
      '[1]',
      '{"question":"x"}',
      '{"id":"q"}',
      '{"id":"e","question":" "}',
      '{"id":"ok","question":"x"}',
    ].join('\n');
    const { code, stdout } = await runCommandLine(['ask', '--batch', '-'], { stdin });
    assert.equal(code, 1);
    assert.deepEqual(
      read(stdout).map(({ line, id, error, answered }) => [line ?? id, typeof error, answered]),
      [
        [1, 'string', undefined],
        [2, 'string', undefined],
        [3, 'string', undefined],
        ['q', 'string', undefined],
        ['e', 'string', undefined],
        ['ok', 'undefined', false],
      ],
    );
  });

  it('goes on after a failure, and exits with 1', async () => {
    const services = createFakeServices(fakeArticles, {
      search: async (query) => {
        if (query === 'bad') throw new Error('cause');
        return { hits: [], hasMore: false };
      },
    });
    const stdin = '{"id":1,"query":"bad"}\n{"id":2,"query":"good"}\n';
    const { code, stdout, errors } = await runCommandLine(['search', '--batch', '-'], { stdin, services });
    assert.equal(code, 1);
    assert.deepEqual(
      read(stdout).map(({ id, error, hits }) => [id, typeof error, hits]),
      [
        [1, 'string', undefined],
        [2, 'undefined', []],
      ],
    );
    assert.equal(errors.length, 1);
  });

  it('reads no further than it can write', async () => {
    const asked: string[] = [];
    const services = createFakeServices(fakeArticles, {
      search: async (query) => {
        asked.push(query);
        return { hits: [], hasMore: false };
      },
    });
    const output = new PassThrough({ highWaterMark: 1 });
    const stdin = Array.from({ length: 50 }, (_, id) => `{"id":${id},"query":"q${id}"}\n`).join('');
    const running = runCommandLine(['search', '--batch', '-'], { stdin, services, output });
    // Only what was taken out makes room for the next answer.
    output.pause();
    const [first] = await Promise.race([
      new Promise<[number]>((resolve) => {
        const look = (): void => {
          if (asked.length > 0) resolve([asked.length]);
          else setImmediate(look);
        };
        look();
      }),
    ]);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    assert.ok(asked.length <= first + 2, `${asked.length} asked`);
    output.resume();
    assert.equal((await running).code, 0);
    assert.equal(asked.length, 50);
  });

  it('is refused beside a question, or with wrong options, or from no file', async () => {
    const beside = await runCommandLine(['ask', 'why?', '--batch', '-']);
    assert.equal(beside.code, 2);
    const wrong = await runCommandLine(['search', '--batch', '-', '--count', 'x'], {
      stdin: '{"id":1,"query":"q"}\n',
    });
    assert.equal(wrong.code, 2);
    assert.equal(wrong.stdout, '');
    const missing = await runCommandLine(['ask', '--batch', '/nowhere/at/all.jsonl']);
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /There is no \/nowhere\/at\/all\.jsonl/);
  });

  it('is only of questions and queries', async () => {
    const { code, stderr } = await runCommandLine(['latest', '--batch', '-']);
    assert.equal(code, 2);
    assert.match(stderr, /no option “--batch”/);
  });
});

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { runProgram } from './servers/program-process.ts';

let dataDirectory = '';
const run = (words: string[], input = '') => runProgram('src/cli.ts', words, { dataDirectory, input });

before(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'jianbao-cli-'));
  await run(['ingest', 'data/samples']);
});
after(() => rmSync(dataDirectory, { recursive: true, force: true }));

function validates(schema: string, value: unknown): void {
  const text = readFileSync(new URL(`../docs/schemas/${schema}.schema.json`, import.meta.url), 'utf8');
  const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { 'date-time': true } });
  assert.ok(ajv.validate(JSON.parse(text), value), ajv.errorsText());
}

/** Runs with `--json`, and holds stdout to one JSON value of the schema and citations to the stored bodies. */
async function runJson<T>(schema: string, words: string[], input = ''): Promise<T> {
  const { code, stdout, stderr } = await run([...words, '--json'], input);
  assert.equal(code, 0, stderr);
  const value = JSON.parse(stdout);
  validates(schema, value);
  return value;
}

describe('the command line', () => {
  it('answers a question with the sentence that holds the figure, cited from the stored body', async () => {
    const answer = await runJson<{
      answered: boolean;
      sentences: {
        text: string;
        citations: { articleId: string; start: number; end: number; quote: string }[];
      }[];
    }>('ask', ['ask', '唐山有多少名党员干部下沉到社区?']);
    assert.equal(answer.answered, true);
    assert.ok(answer.sentences.some(({ text }) => text.includes('59026名')));
    for (const { articleId, start, end, quote } of answer.sentences.flatMap(({ citations }) => citations)) {
      const { article } = await runJson<{ article: { body: string } }>('article', ['article', articleId]);
      assert.equal(article.body.slice(start, end), quote);
    }
  });

  it('says so where no article bears on the question', async () => {
    const answer = await runJson<{ answered: boolean; sentences: unknown[] }>('ask', [
      'ask',
      '火星上有几座灯塔?',
    ]);
    assert.equal(answer.answered, false);
    assert.deepEqual(answer.sentences, []);
  });

  it('finds Traditional by Simplified and marks the words in the original text', async () => {
    const { hits } = await runJson<{
      hits: { title: string; snippet: string; highlights: { start: number; end: number }[] }[];
    }>('search', ['search', '集成电路 稀有金属']);
    assert.ok(hits.some(({ title }) => title.startsWith('陝西四個')));
    for (const { snippet, highlights } of hits)
      for (const { start, end } of highlights) assert.ok(snippet.slice(start, end).length > 0);
  });

  it('gives every command’s JSON by its schema', async () => {
    const { stories } = await runJson<{ stories: { id: string }[] }>('latest', ['latest', '--count', '3']);
    assert.equal(stories.length, 3);
    const digest = await runJson<{ sections: unknown[]; coverage: { articles: number } }>('digest', [
      'digest',
      'all',
    ]);
    assert.equal(digest.coverage.articles, 7);
    const { topics } = await runJson<{ topics: unknown[] }>('topics', ['topics', 'all']);
    assert.ok(topics.length > 3);
    await runJson('article', ['article', stories[0]?.id ?? '']);
  });

  it('takes the same files in once', async () => {
    const again = await runJson<{ articles: unknown[]; duplicates: number; skipped: { reason: string }[] }>(
      'ingest',
      ['ingest', 'data/samples'],
    );
    assert.deepEqual([again.articles.length, again.duplicates], [0, 7]);
    assert.equal(again.skipped.filter(({ reason }) => reason === 'teaser').length, 7);
  });

  it('takes JSON Lines from a pipe and keeps the given id and the text to the letter', async () => {
    const text = '第一行。\n  第二行,有 3200 户。\n';
    const line = JSON.stringify({ id: 'given:1', title: '给定编号', text, published_at: '2026-03-05' });
    const { articles } = await runJson<{ articles: { id: string; publishedAt: string }[] }>(
      'ingest',
      ['ingest', '-'],
      `${line}\n`,
    );
    assert.deepEqual(
      articles.map(({ id, publishedAt }) => [id, publishedAt]),
      [['given:1', '2026-03-05']],
    );
    const { article } = await runJson<{ article: { body: string } }>('article', ['article', 'given:1']);
    assert.equal(article.body, text);
  });

  it('keeps what an article said before its file was changed, and says what is new', async () => {
    const file = join(dataDirectory, 'changing.jsonl');
    const take = (text: string) => {
      writeFileSync(file, `${JSON.stringify({ id: 'changing', title: '河堤加固', text })}\n`);
      return runJson<{ articles: unknown[]; revised: { id: string }[] }>('ingest', ['ingest', file]);
    };
    await take('河堤加固工程周一开工，全长三公里，预计六月完成。\n工地在北岸。');
    const { articles, revised } = await take(
      '河堤加固工程周一开工，全长三公里，预计六月完成。\n首日浇筑了两百米。',
    );
    assert.deepEqual([articles, revised.map(({ id }) => id)], [[], ['changing']]);
    const { revisions } = await runJson<{ revisions: { change: object }[] }>('article', [
      'article',
      'changing',
    ]);
    assert.deepEqual(
      revisions.map(({ change }) => change),
      [{ added: ['首日浇筑了两百米。'], removed: ['工地在北岸。'], omitted: 0 }],
    );
  });

  it('answers a batch line by line with the ids given, bad lines too', async () => {
    const batch = join(dataDirectory, 'questions.jsonl');
    writeFileSync(
      batch,
      '{"id":"a","question":"孵化器总基地有多大?"}\nnot json\n{"id":"b","question":"火星上有几座灯塔?"}\n',
    );
    const { code, stdout } = await run(['ask', '--batch', batch, '--json']);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(code, 1);
    assert.deepEqual(
      lines.map(({ id, answered }) => [id, answered]).filter(([id]) => id !== undefined),
      [
        ['a', true],
        ['b', false],
      ],
    );
    assert.equal(lines.filter(({ error }) => error !== undefined).length, 1);
  });

  it('ends with 2 and the nearest right word for bad usage, its code as the one JSON value', async () => {
    const { code, stdout, stderr } = await run(['digset', '--json']);
    assert.deepEqual([code, JSON.parse(stdout)], [2, { error: { code: 'bad-usage' } }]);
    assert.match(stderr, /digest/);
  });

  it('takes a word out of a search by a dash', async () => {
    const { hits } = await runJson<{ hits: { title: string }[] }>('search', ['search', '孵化器', '-无人机']);
    assert.ok(hits.length > 0);
    const whole = await runJson<{ hits: unknown[] }>('search', ['search', '孵化器']);
    assert.ok(hits.length < whole.hits.length);
    assert.equal((await run(['search', '孵化器', '--nope'])).code, 2);
  });

  it('ends with 1 and says why where a file is not there', async () => {
    const { code, stderr } = await run(['ingest', join(dataDirectory, 'nothing.txt')]);
    assert.equal(code, 1);
    assert.match(stderr, /nothing\.txt/);
  });

  it('gives back by import what export wrote', async () => {
    const exported = await run(['export']);
    const other = mkdtempSync(join(tmpdir(), 'jianbao-import-'));
    try {
      const file = join(other, 'all.jsonl');
      writeFileSync(file, exported.stdout);
      const imported = await runProgram('src/cli.ts', ['import', file], { dataDirectory: other });
      assert.equal(imported.code, 0, imported.stderr);
      const again = await runProgram('src/cli.ts', ['export'], { dataDirectory: other });
      assert.equal(again.stdout, exported.stdout);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  it('lists every wrong value of the configuration and starts nothing', async () => {
    const { code, stdout, stderr } = await runProgram('src/cli.ts', ['latest', '--json'], {
      dataDirectory,
      environment: { DIGEST_TIMEZONE: 'Mars', HTTP_PORT: 'x' },
    });
    assert.deepEqual([code, JSON.parse(stdout)], [1, { error: { code: 'configuration' } }]);
    assert.match(stderr, /DIGEST_TIMEZONE.*HTTP_PORT/s);
  });
});

describe('the seed page', () => {
  it('gives three articles with their publishers and leaves the teasers out', async (t) => {
    const seed = new URL('../../shared/seed', import.meta.url).pathname;
    if (!existsSync(seed)) return t.skip('the shared data is not beside this copy');
    const folder = mkdtempSync(join(tmpdir(), 'jianbao-seed-'));
    try {
      const { code, stdout, stderr } = await runProgram('src/cli.ts', ['ingest', seed, '--json'], {
        dataDirectory: folder,
      });
      assert.equal(code, 0, stderr);
      const { articles, skipped } = JSON.parse(stdout);
      assert.deepEqual(
        articles.map(({ publisher, truncated }: { publisher: string; truncated: boolean }) => [
          publisher,
          truncated,
        ]),
        [
          ['唐山文明网', false],
          ['三秦都市报', false],
          [null, true],
        ],
      );
      assert.equal(skipped.filter(({ reason }: { reason: string }) => reason === 'teaser').length, 20);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

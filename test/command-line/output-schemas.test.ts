import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { listJsonSchemas } from '../../src/command-line/output-schemas.ts';
import { describeProblem } from '../../src/core/sources/source-problem.ts';
import type { SourceServices } from '../../src/core/sources/source-services.ts';
import { buildSource } from '../build-source.ts';
import { createFakeServices, fakeArticles } from '../fakes/fake-services.ts';
import { createMemorySources } from '../fakes/memory-sources.ts';
import { runCommandLine } from './run-command-line.ts';

const folder = new URL('../../docs/schemas/', import.meta.url);
const readSchema = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8'));

describe('the JSON schemas in docs/schemas', () => {
  it('are those of the code (node src/command-line/write-schemas.ts writes them)', () => {
    const schemas = listJsonSchemas();
    assert.deepEqual(
      readdirSync(folder).sort(),
      [...schemas.keys()].map((name) => `${name}.schema.json`).sort(),
    );
    for (const [name, schema] of schemas) assert.deepEqual(readSchema(name), schema, name);
  });

  it('hold for what each command prints', async () => {
    const outputs: Record<string, string[][]> = {
      ingest: [
        ['ingest', 'a.txt'],
        ['ingest', 'https://example.org/a'],
      ],
      latest: [['latest'], ['latest', '#none']],
      digest: [
        ['digest', 'all'],
        ['digest', '2026-01-01'],
      ],
      ask: [
        ['ask', '周末共'],
        ['ask', 'tea'],
      ],
      search: [
        ['search', '面积'],
        ['search', 'nothing'],
      ],
      topics: [['topics']],
      article: [['article', 'bbb333']],
      status: [['status']],
    };
    for (const [name, runs] of Object.entries(outputs)) {
      const validate = new Ajv2020({ strict: true, allErrors: true }).compile(readSchema(name));
      for (const argv of runs) {
        const { stdout } = await runCommandLine([...argv, '--json']);
        assert.ok(validate(JSON.parse(stdout)), `${argv.join(' ')}: ${JSON.stringify(validate.errors)}`);
      }
    }
  });

  it('hold for what is done with sources', async () => {
    const problem = describeProblem('status', 'HTTP 410', { status: 410 });
    const given = [
      buildSource({ id: 'aaaa', hints: { ttl: 5, skipDays: [0] }, pace: { since: 1, count: 2 } }),
      buildSource({ id: 'bbbb', state: 'gone', nextAt: null, problem }),
    ];
    const imported = { added: 1, known: 0, refused: [{ address: 'x', problem }] };
    const sources = { ...createMemorySources(given), importOpml: async () => imported };
    const article = createMemorySources([], () => ({ kind: 'article', id: 'aaa111', title: 'x' }));
    const known = createMemorySources([], () => ({ kind: 'known', source: buildSource() }));
    const runs: [string[], SourceServices][] = [
      [['list'], sources],
      [['show', 'aaaa'], sources],
      [['change', 'aaaa', '--shortest', '5m'], sources],
      [['add', 'https://example.org/'], sources],
      [['add', 'https://example.org/'], article],
      [['add', 'https://example.org/'], known],
      [['pause', 'aaaa'], sources],
      [['resume', 'aaaa'], sources],
      [['remove', 'aaaa'], sources],
      [['import', '-'], sources],
    ];
    for (const [words, over] of runs) {
      const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
        readSchema(`sources-${words[0]}`),
      );
      const services = createFakeServices(fakeArticles, { sources: async () => over });
      const { stdout } = await runCommandLine(['sources', ...words, '--json'], { services });
      assert.ok(validate(JSON.parse(stdout)), `${words.join(' ')}: ${JSON.stringify(validate.errors)}`);
    }
  });

  it('let other fields stand beside, but none be missing', () => {
    const validate = new Ajv2020().compile(readSchema('ask'));
    const answer = {
      question: 'q',
      answered: false,
      sentences: [],
      articles: [],
      generator: 'extractive',
      nearestTopics: [],
    };
    assert.ok(validate({ ...answer, newField: 1 }));
    assert.ok(validate({ ...answer, generator: 'openai:model' }));
    assert.ok(!validate({ ...answer, generator: 'someone' }));
    assert.ok(!validate({ ...answer, answered: undefined }));
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { listJsonSchemas } from '../../src/command-line/output-schemas.ts';
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

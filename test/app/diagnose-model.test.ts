import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { diagnoseModel } from '../../src/app/diagnose-model.ts';
import { createTranslator } from '../../src/commands/create-translator.ts';
import { environmentSchema } from '../../src/config/environment-schema.ts';
import { createOpenaiServer } from '../servers/openai/create-openai-server.ts';

const translate = createTranslator('en');
const diagnose = (variables: Record<string, string>) =>
  diagnoseModel(environmentSchema.parse(variables), translate);

it('doctor says nothing of a language model where none is configured', async () => {
  assert.deepEqual(await diagnose({}), []);
});

it('doctor asks whether the model is there, without a request to it, and says what to do', async () => {
  const server = await createOpenaiServer(() => ({ kind: 'refusal' }));
  const own = { OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'test-model' };
  const [good] = await diagnose(own);
  assert.equal(good?.state, 'good');
  assert.match(good.found, /^test-model \(127\.0\.0\.1:\d+, chat\)$/);
  const [unlisted] = await diagnose({ ...own, OPENAI_MODEL: 'other' });
  assert.equal(unlisted?.state, 'warning');
  assert.match(unlisted.remedy ?? '', /OPENAI_MODEL/);
  server.missing.add('/v1/models');
  assert.match((await diagnose(own))[0]?.remedy ?? '', /does not answer as it should/);
  assert.equal(server.requests.length, 0);
  await server.close();
  const [down] = await diagnose(own);
  assert.equal(down?.state, 'warning');
  assert.match(down.remedy ?? '', /OPENAI_BASE_URL/);
});

it('doctor names a template that can not be used', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jianbao-test-'));
  await writeFile(join(folder, 'answer.md'), '## Instructions\n\nx\n');
  const [found] = await diagnose({ OPENAI_API_KEY: 'sk-test', PROMPTS_DIR: folder });
  assert.equal(found?.state, 'failed');
  assert.match(found.found, /answer\.md has no part "## Input"/);
  await rm(folder, { recursive: true });
});

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { createSqliteStore } from '../src/store/sqlite/create-sqlite-store.ts';
import { createOpenaiServer } from './servers/openai/create-openai-server.ts';
import { createWritingModel, honest } from './servers/openai/write-answers.ts';
import { runProgram, takeInSamples } from './servers/program-process.ts';

describe('the command line with a language model', () => {
  let dataDirectory = '';
  let server: Awaited<ReturnType<typeof createOpenaiServer>>;
  before(async () => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'jianbao-cli-'));
    server = await createOpenaiServer(createWritingModel(honest));
    await takeInSamples(dataDirectory);
  });
  after(async () => {
    await server.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  });
  const run = (words: string[], more: Record<string, string> = {}) =>
    runProgram('src/cli.ts', words, {
      dataDirectory,
      environment: { OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'test-model', ...more },
    });

  it('writes a digest once: what was written is there for the next process', async () => {
    const first = await run(['digest', 'all', '--json']);
    assert.equal(first.code, 0, first.stderr);
    const digest = JSON.parse(first.stdout);
    assert.equal(digest.edition.generator, 'openai:test-model');
    const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { 'date-time': true } });
    const schema = readFileSync(new URL('../docs/schemas/digest.schema.json', import.meta.url), 'utf8');
    assert.ok(ajv.validate(JSON.parse(schema), digest), ajv.errorsText());
    const asked = server.requests.length;
    assert.ok(asked > 0 && server.requests.every(({ api }) => api === 'chat'));
    assert.deepEqual(JSON.parse((await run(['digest', 'all', '--json'])).stdout), digest);
    assert.equal(server.requests.length, asked);
  });

  it('answers a question, and tells what that cost', async () => {
    const { stdout } = await run(['ask', '唐山有多少名党员干部下沉到社区?', '--json']);
    assert.equal(JSON.parse(stdout).generator, 'openai:test-model');
    assert.match((await run(['status'])).stdout, /test-model[\s\S]*1,000,000/u);
  });

  it('keeps to the tokens of a day however many processes ask at once', async () => {
    const store = await createSqliteStore({ path: join(dataDirectory, 'jianbao.db'), now: Date.now });
    const spent = async () => (await store.model.readDay(new Date().toISOString().slice(0, 10), null)).tokens;
    const limit = (await spent()) + 9000;
    let most = 0;
    const counting = await createOpenaiServer(async (seen) => {
      most = Math.max(most, await spent());
      return createWritingModel(honest)(seen);
    });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        run(['ask', '唐山有多少名党员干部下沉到社区?', '--json'], {
          ...{ OPENAI_BASE_URL: counting.baseUrl, LLM_DAILY_TOKENS: String(limit) },
        }),
      ),
    );
    await counting.close();
    assert.ok(answers.every(({ code }) => code === 0));
    assert.ok(counting.requests.length > 0);
    assert.ok(most <= limit && (await spent()) <= limit, `${most} of ${limit}`);
    await store.close();
  });

  it('goes on in the articles’ own sentences where the server is gone, and exits with 0', async () => {
    const gone = await createOpenaiServer(() => ({ kind: 'refusal' }));
    await gone.close();
    const { code, stdout } = await run(['ask', '唐山有多少名党员干部下沉到社区?', '--json'], {
      OPENAI_BASE_URL: gone.baseUrl,
    });
    assert.equal(code, 0);
    const answer = JSON.parse(stdout);
    assert.equal(answer.generator, 'extractive');
    assert.match(JSON.stringify(answer.sentences), /59026/u);
  });

  it('does nothing, and says why, with a template that can not be used', async () => {
    const { code, stderr } = await run(['latest'], { PROMPTS_DIR: join(dataDirectory, 'nowhere') });
    assert.equal(code, 1);
    assert.match(stderr, /PROMPTS_DIR/u);
  });
});

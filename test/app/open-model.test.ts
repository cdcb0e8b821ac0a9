import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openModel, readModelSettings } from '../../src/app/open-model.ts';
import { environmentSchema } from '../../src/config/environment-schema.ts';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';

const read = (variables: Record<string, string>) => environmentSchema.parse(variables);

it('without a key and an address there is no model, and nothing is kept of one', async () => {
  const now = () => 0;
  const store = await createSqliteStore({ path: ':memory:', now });
  const { editor, services } = await openModel({
    ...{ environment: read({}), ledger: store.model, now, log: { warn: () => {} } },
  });
  assert.equal(editor, null);
  assert.equal(services.name, null);
  assert.equal(await services.status(null), null);
  await store.close();
});

it('a key alone means OpenAI’s cheapest by responses, another address its own model by chat', () => {
  const openai = readModelSettings(read({ OPENAI_API_KEY: 'sk-x' }));
  assert.deepEqual(
    [openai?.model, openai?.api, openai?.isOpenai, openai?.baseUrl],
    ['gpt-6-luna', 'responses', true, undefined],
  );
  const own = { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'qwen3:8b' };
  const local = readModelSettings(read(own));
  assert.deepEqual([local?.model, local?.api, local?.isOpenai], ['qwen3:8b', 'chat', false]);
  assert.equal(readModelSettings(read({ ...own, OPENAI_API: 'responses' }))?.api, 'responses');
});

it('what a day cost is told where prices are configured', async () => {
  const now = () => Date.parse('2026-11-23T03:00:00Z');
  const store = await createSqliteStore({ path: ':memory:', now });
  const spending = { day: '2026-11-23', chat: null, tokens: 2_000_000 };
  await store.model.reserve(spending, { day: 1e9, chat: 1e9 });
  await store.model.settle(spending, {
    tokens: 1_500_000,
    input: 1_000_000,
    cached: 400_000,
    output: 500_000,
  });
  const open = async (variables: Record<string, string>) => {
    const environment = read({ OPENAI_API_KEY: 'sk-x', ...variables });
    const opened = await openModel({ environment, ledger: store.model, now, log: { warn: () => {} } });
    return (await opened.services.status(null))?.cost;
  };
  assert.equal(await open({}), null);
  assert.equal(await open({ LLM_PRICES: '0.10,0.01,0.50' }), 0.06 + 0.004 + 0.25);
  await store.close();
});

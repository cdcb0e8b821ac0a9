import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import type { ModelRequest } from '../../src/core/ports/model.ts';
import { createEmbedder } from '../../src/llm/create-embedder.ts';
import { createModel } from '../../src/llm/create-model.ts';
import { loadPrompts } from '../../src/llm/load-prompts.ts';
import { createModelMeter } from '../../src/llm/model-meter.ts';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { type Behaviour, createOpenaiServer } from '../servers/openai/create-openai-server.ts';

const answer = z.object({ sentences: z.array(z.object({ text: z.string(), sources: z.array(z.int()) })) });
const request: ModelRequest<z.infer<typeof answer>> = {
  task: 'article-summary',
  values: { language: 'English', sentences: '2', length: '200', title: 't', published: 'p', text: '[1] a' },
  ...{ answer, longestAnswer: 300, chat: null, within: 5000 },
};

describe('the meter of the models', () => {
  it('counts by task how requests ended and what their answers cost, also of those that could not be used', async (t) => {
    let behaviour: Behaviour = { kind: 'text', text: '{"sentences":[]}' };
    const server = await createOpenaiServer(() => behaviour);
    const store = await createSqliteStore({ path: ':memory:', now: Date.now });
    t.after(() => Promise.all([server.close(), store.close()]));
    const meter = createModelMeter();
    const shared = { ledger: store.model, now: Date.now, log: { warn() {} }, meter };
    const settings = {
      ...{ key: 'k', baseUrl: server.baseUrl, isOpenai: false, model: 'm', api: 'responses' as const },
      ...{ limits: { day: 100_000, chat: 100_000 }, concurrency: 1 },
    };
    const model = createModel({ settings, prompts: await loadPrompts(), ...shared });
    assert.deepEqual(meter.read(), []);
    const first = await model.ask(request);
    assert.ok(first.ok);
    assert.deepEqual(meter.read(), [
      { task: 'article-summary', ended: { answered: 1 }, again: 0, ...first.usage },
    ]);
    behaviour = { kind: 'text', text: 'no JSON' };
    await model.ask({ ...request, again: { refused: 'r' } });
    behaviour = { kind: 'error', status: 401 };
    await model.ask(request);
    const [second] = meter.read();
    assert.deepEqual(second?.ended, { answered: 1, schema: 1, down: 1 });
    assert.equal(second.again, 1);
    assert.ok(second.input > first.usage.input && second.output > first.usage.output);

    const texts = ['one', 'two'];
    await createEmbedder({ settings, ...shared }).embed(texts, { within: 5000, background: false });
    const embedding = meter.read().find(({ task }) => task === 'embedding');
    assert.deepEqual([embedding?.ended, embedding?.output], [{ answered: 1 }, 0]);
    assert.ok((embedding?.input ?? 0) > 0);
  });
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { z } from 'zod';
import type { ModelRequest } from '../../src/core/ports/model.ts';
import { createModel, type ModelSettings } from '../../src/llm/create-model.ts';
import { loadPrompts } from '../../src/llm/load-prompts.ts';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import {
  type Behaviour,
  createOpenaiServer,
  type ModelRequestSeen,
} from '../servers/openai/create-openai-server.ts';

const answer = z.object({ sentences: z.array(z.object({ text: z.string(), sources: z.array(z.int()) })) });
const value = {
  sentences: [
    { text: '图书角开放。', sources: [1] },
    { text: '"]}{ \\" 第二句', sources: [] },
  ],
};
const text = JSON.stringify(value);
const said: Behaviour = { kind: 'text', text };
const request: ModelRequest<z.infer<typeof answer>> = {
  task: 'article-summary',
  values: { language: 'English', sentences: '2', length: '200', title: 't', published: 'p', text: '[1] a' },
  ...{ answer, longestAnswer: 300, chat: 'telegram:1', within: 5000 },
};

let clock: number;
let behave: (seen: ModelRequestSeen) => Behaviour | Promise<Behaviour>;
let server: Awaited<ReturnType<typeof createOpenaiServer>>;
let store: Awaited<ReturnType<typeof createSqliteStore>>;
let warnings: object[];
const prompts = await loadPrompts();

beforeEach(async () => {
  clock = Date.parse('2026-11-23T10:00:00Z');
  behave = () => said;
  warnings = [];
  server = await createOpenaiServer((seen) => behave(seen));
  store = await createSqliteStore({ path: ':memory:', now: () => clock });
});
afterEach(async () => {
  await server.close();
  await store.close();
});

const open = (settings: Partial<ModelSettings> = {}) =>
  createModel({
    settings: {
      ...{ key: 'sk-secret', baseUrl: server.baseUrl, model: 'test-model', api: 'responses' as const },
      isOpenai: false,
      ...{ limits: { day: 1_000_000, chat: 500_000 }, concurrency: 2 },
      ...settings,
    },
    ...{ prompts, ledger: store.model, now: () => clock, log: { warn: (details) => warnings.push(details) } },
  });
const day = () => store.model.readDay('2026-11-23', 'telegram:1');
/** What is settled is written before this. */
const settled = () => store.model.count('2026-11-23', {});

for (const api of ['responses', 'chat'] as const)
  describe(`a model asked by ${api}`, () => {
    it('gives an answer of the schema and what it cost, and keeps to the template', async () => {
      const result = await open({ api }).ask(request);
      assert.ok(result.ok);
      assert.deepEqual(result.value, value);
      const [seen] = server.requests;
      assert.equal(seen?.api, api);
      assert.equal(seen.task, 'article_summary');
      assert.equal(seen.authorization, 'Bearer sk-secret');
      assert.match(seen.instructions, /in English/u);
      assert.match(seen.input, /(=+[0-9a-f]{24}=+)\nHeadline[^\n]*: t\nPublished: p\n\[1\] a\n\1/u);
      await settled();
      const { tokens, chatTokens, input, output, cachedInput } = await day();
      assert.equal(tokens, result.usage.input + result.usage.output);
      assert.deepEqual([tokens, input, cachedInput], [chatTokens, result.usage.input, 10]);
      assert.equal(output, Math.ceil(text.length / 2));
    });

    it('gives each object of the list away while the answer is streamed, whatever stands in its strings', async () => {
      const items: unknown[] = [];
      const result = await open({ api }).ask({ ...request, onItem: (item) => items.push(item) });
      assert.ok(result.ok);
      assert.deepEqual(items, value.sentences);
      assert.equal(server.requests[0]?.streamed, true);
      await settled();
      assert.equal((await day()).tokens, result.usage.input + result.usage.output);
    });

    for (const streamed of [false, true])
      it(`tells a refusal, an answer cut short and what is no answer apart${streamed ? ', streamed' : ''}`, async () => {
        const model = open({ api });
        const outcomes: Record<string, Behaviour> = {
          refusal: { kind: 'refusal' },
          truncated: { kind: 'truncated', text: text.slice(0, 20) },
          schema: { kind: 'text', text: '{"sentences": [{"text": 1}]}' },
        };
        for (const [failed, behaviour] of Object.entries(outcomes)) {
          behave = () => behaviour;
          const asked = { ...request, ...(streamed ? { onItem: () => {} } : {}) };
          assert.deepEqual(await model.ask(asked), { ok: false, failed, retryAfter: null });
        }
        behave = () => ({ kind: 'text', text: text.slice(0, 30) });
        const half = await model.ask(request);
        assert.equal(!half.ok && half.failed, 'schema');
        // What was said was charged.
        await settled();
        assert.ok((await day()).tokens > 0);
        assert.equal(model.circuit.isOpen(), false);
      });

    it('is down where a stream stops, and keeps what may be charged', async () => {
      behave = () => ({ kind: 'stops', text, after: 60 });
      const items: unknown[] = [];
      const result = await open({ api }).ask({ ...request, onItem: (item) => items.push(item) });
      assert.equal(!result.ok && result.failed, 'down');
      assert.deepEqual(items, value.sentences.slice(0, 1));
      assert.equal(server.requests.length, 1);
      await settled();
      assert.ok((await day()).tokens > 300);
    });

    it('gives up at its deadline where nothing is said, or a stream stalls', async () => {
      for (const behaviour of [{ kind: 'silence' }, { kind: 'stalls', text, after: 20 }] as const) {
        behave = () => behaviour;
        const result = await open({ api }).ask({ ...request, within: 150, onItem: () => {} });
        assert.deepEqual(result, { ok: false, failed: 'time-out', retryAfter: null });
      }
    });
  });

describe('a model', () => {
  it('reads an answer with thoughts or a fence around it', async () => {
    behave = () => ({ kind: 'text', text: `<think>{hm}</think>\n\`\`\`json\n${text}\n\`\`\`` });
    const result = await open().ask(request);
    assert.deepEqual(result.ok && result.value, value);
  });

  it('takes an answer whose text is none for a failure, never for an exception', async () => {
    for (const content of [5, {}, [{ type: 'text', text }], null]) {
      const message = { role: 'assistant', content };
      behave = () => ({ kind: 'body', body: { choices: [{ index: 0, finish_reason: 'stop', message }] } });
      const result = await open({ api: 'chat' }).ask(request);
      assert.deepEqual(result, { ok: false, failed: 'schema', retryAfter: null });
    }
  });

  it('keeps what it set aside where the service counts what can not be', async () => {
    const prompts = [-1_000_000, 1.5, 1e300, '12', null, undefined];
    for (const [index, prompt_tokens] of prompts.entries()) {
      const usage = { prompt_tokens, completion_tokens: 3 };
      const message = { role: 'assistant', content: text };
      behave = () => ({ kind: 'body', body: { choices: [{ index: 0, message }], usage } });
      const before = (await day()).tokens;
      assert.equal((await open({ api: 'chat' }).ask(request)).ok, true);
      await settled();
      assert.ok((await day()).tokens - before > 1000, `${index}`);
    }
    assert.deepEqual(warnings, []);
  });

  it('refuses a text that the service will not read, which costs nothing and is no failure of the service', async () => {
    const model = open();
    const codes = ['invalid_prompt', 'context_length_exceeded', 'exceed_context_size_error'];
    for (const code of [...codes, 'too_large']) {
      behave = () => ({ kind: 'error', status: code === 'too_large' ? 413 : 400, code });
      assert.deepEqual(await model.ask(request), { ok: false, failed: 'refusal', retryAfter: null });
    }
    assert.equal(server.requests.length, 4);
    assert.equal(model.circuit.isOpen(), false);
    await settled();
    assert.equal((await day()).tokens, 0);
  });

  it('is asked again after a server error, and not after one of ours', async () => {
    const failures: Behaviour[] = [{ kind: 'error', status: 503 }];
    behave = () => failures.shift() ?? said;
    assert.equal((await open().ask(request)).ok, true);
    assert.equal(server.requests.length, 2);
    failures.push({ kind: 'error', status: 400 });
    const refused = await open().ask(request);
    assert.equal(!refused.ok && refused.failed, 'down');
    assert.equal(server.requests.length, 3);
    await settled();
  });

  it('waits as long as a 429 says where there is time, and leaves the service alone for as long where there is none', async () => {
    const told = (seconds: string): Behaviour => ({
      ...{ kind: 'error', status: 429, code: 'rate_limit_exceeded' },
      headers: { 'retry-after': seconds },
    });
    const failures = [told('0.01')];
    behave = () => failures.shift() ?? said;
    const model = open();
    assert.equal((await model.ask(request)).ok, true);
    failures.push(told('40'));
    assert.deepEqual(await model.ask(request), { ok: false, failed: 'rate', retryAfter: 40_000 });
    assert.deepEqual(await model.ask(request), { ok: false, failed: 'circuit', retryAfter: 40_000 });
    clock += 40_001;
    assert.equal((await model.ask(request)).ok, true);
    assert.equal(server.requests.length, 4);
  });

  it('is not tried again where the account is empty, and costs nothing', async () => {
    behave = () => ({ kind: 'error', status: 429, code: 'insufficient_quota' });
    const model = open();
    const failed = await model.ask(request);
    assert.equal(!failed.ok && failed.failed, 'quota');
    const next = await model.ask(request);
    assert.equal(!next.ok && next.failed, 'circuit');
    assert.equal(server.requests.length, 1);
    await settled();
    assert.equal((await day()).tokens, 0);
  });

  describe('after three failures in a row', () => {
    /** The service is left alone, the pause is over, and one request tries. */
    async function openInTrial(settings: Partial<ModelSettings> = {}) {
      behave = () => ({ kind: 'error', status: 400 });
      const model = open(settings);
      for (let index = 0; index < 3; index += 1) await model.ask(request);
      assert.equal(model.circuit.isOpen(), true);
      const closed = await model.ask(request);
      assert.equal(!closed.ok && closed.failed, 'circuit');
      assert.equal(server.requests.length, 3);
      clock += 60_001;
      const answered = Promise.withResolvers<Behaviour>();
      behave = () => answered.promise;
      const trial = model.ask(request);
      while (server.requests.length < 4) await new Promise(setImmediate);
      return { model, trial, answerTrial: answered.resolve };
    }

    it('one request tries, and those that come meanwhile are answered as soon as that is', async () => {
      const { model, trial, answerTrial } = await openInTrial({ concurrency: 8 });
      const others = Array.from({ length: 6 }, () => model.ask(request));
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
      assert.equal(server.requests.length, 4);
      behave = () => said;
      answerTrial(said);
      for (const { ok } of await Promise.all([trial, ...others])) assert.equal(ok, true);
      assert.equal(server.requests.length, 10);
    });

    it('those that came meanwhile are not sent where the service is still down', async () => {
      const { model, trial, answerTrial } = await openInTrial({ concurrency: 8 });
      const others = Array.from({ length: 3 }, () => model.ask(request));
      answerTrial({ kind: 'error', status: 400 });
      await trial;
      for (const other of await Promise.all(others))
        assert.deepEqual(other, { ok: false, failed: 'circuit', retryAfter: 60_000 });
      assert.equal(server.requests.length, 4);
    });

    it('another tries where the first is given up by who asked', async () => {
      behave = () => ({ kind: 'error', status: 400 });
      const model = open({ concurrency: 8 });
      for (let index = 0; index < 3; index += 1) await model.ask(request);
      clock += 60_001;
      behave = () => ({ kind: 'silence' });
      const leaving = new AbortController();
      const trial = model.ask({ ...request, signal: leaving.signal });
      while (server.requests.length < 4) await new Promise(setImmediate);
      const others = [model.ask(request), model.ask(request)];
      behave = () => said;
      leaving.abort(new Error('left'));
      await assert.rejects(trial, /left/u);
      for (const { ok } of await Promise.all(others)) assert.equal(ok, true);
    });

    it('nobody waits for longer than half of the time that they have', async () => {
      const { model, trial, answerTrial } = await openInTrial();
      const other = await model.ask({ ...request, within: 100 });
      assert.equal(!other.ok && other.failed, 'circuit');
      assert.equal(server.requests.length, 4);
      answerTrial(said);
      assert.equal((await trial).ok, true);
    });
  });

  it('is asked by chat completions where the server has no responses', async () => {
    server.missing.add('/v1/responses');
    const model = open();
    assert.equal((await model.ask(request)).ok, true);
    assert.equal((await model.ask(request)).ok, true);
    assert.deepEqual(
      server.requests.map(({ api }) => api),
      ['chat', 'chat'],
    );
    assert.ok('max_tokens' in (server.requests[0]?.body ?? {}));
  });

  it('is down, at once and for a while, where there is no such thing at the address', async () => {
    server.missing.add('/v1/responses').add('/v1/chat/completions');
    const model = open();
    const failed = await model.ask(request);
    assert.equal(!failed.ok && failed.failed, 'down');
    assert.equal(model.circuit.isOpen(), true);
  });

  it('is down where nobody listens', async () => {
    const gone = await createOpenaiServer(() => said);
    await gone.close();
    const result = await open({ baseUrl: gone.baseUrl }).ask({ ...request, within: 700 });
    assert.equal(!result.ok && result.failed, 'down');
    assert.match(JSON.stringify(warnings), /ECONNREFUSED/u);
  });

  it('is not asked beyond the budget of the day or of a chat', async () => {
    const overChat = await open({ limits: { day: 1_000_000, chat: 100 } }).ask(request);
    assert.deepEqual(overChat, { ok: false, failed: 'budget', retryAfter: 14 * 3_600_000 });
    const overDay = await open({ limits: { day: 100, chat: 1_000_000 } }).ask({ ...request, chat: null });
    assert.equal(!overDay.ok && overDay.failed, 'budget');
    assert.equal(server.requests.length, 0);
  });

  it('pays for a try that broke off as for the next, and makes none that the budget does not have', async () => {
    let aside = 0;
    behave = async () => {
      if (aside > 0) return said;
      aside = (await day()).tokens;
      return { kind: 'stops', text, after: 5 };
    };
    const again = await open().ask(request);
    assert.ok(again.ok);
    await settled();
    assert.ok((await day()).tokens >= aside + again.usage.input + again.usage.output);
    clock += 86_400_000;
    behave = () => ({ kind: 'stops', text, after: 5 });
    const requests = server.requests.length;
    const once = Math.floor(aside * 1.5);
    const refused = await open({ limits: { day: once, chat: once } }).ask(request);
    assert.equal(!refused.ok && refused.failed, 'down');
    assert.equal(server.requests.length, requests + 1);
  });

  it('sets aside more than a call costs', async () => {
    let aside = 0;
    behave = async () => {
      aside = (await day()).tokens;
      return said;
    };
    const result = await open().ask({
      ...request,
      values: { ...request.values, text: '唐山市的党员干部😀'.repeat(200) },
    });
    assert.ok(result.ok && aside > result.usage.input + result.usage.output, `${aside}`);
  });

  it('answers as many at a time as it may, the others after them', async () => {
    behave = async () => {
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      return said;
    };
    const model = open();
    const results = await Promise.all(Array.from({ length: 6 }, () => model.ask(request)));
    assert.ok(results.every(({ ok }) => ok));
    assert.ok(server.mostAtOnce() <= 2, `${server.mostAtOnce()}`);
  });

  it('ends with the reason of the signal, and that is no failure of the service', async () => {
    behave = () => ({ kind: 'silence' });
    const model = open();
    const ending = new AbortController();
    const asked = model.ask({ ...request, signal: ending.signal });
    const rejected = assert.rejects(asked, /enough/u);
    while (server.requests.length === 0) await new Promise(setImmediate);
    ending.abort(new Error('enough'));
    await rejected;
    assert.equal(model.circuit.isOpen(), false);
  });

  it('writes neither its key nor a text into the log', async () => {
    behave = () => ({ kind: 'error', status: 401, code: 'invalid_api_key' });
    await open().ask({ ...request, values: { ...request.values, text: '秘密' } });
    assert.equal(warnings.length, 1);
    assert.doesNotMatch(JSON.stringify(warnings), /sk-secret|秘密|test wishes/u);
    assert.match(JSON.stringify(warnings), /HTTP 401 invalid_api_key/u);
  });
});

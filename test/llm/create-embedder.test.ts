import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { inspect } from 'node:util';
import type { ModelLedger } from '../../src/core/ports/model-ledger.ts';
import { StoreError } from '../../src/core/ports/store.ts';
import { createEmbedder, type EmbedderSettings } from '../../src/llm/create-embedder.ts';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { createOpenaiServer } from '../servers/openai/create-openai-server.ts';

let clock: number;
let server: Awaited<ReturnType<typeof createOpenaiServer>>;
let store: Awaited<ReturnType<typeof createSqliteStore>>;
let warnings: object[];

beforeEach(async () => {
  clock = Date.parse('2026-11-23T10:00:00Z');
  warnings = [];
  server = await createOpenaiServer(() => ({ kind: 'refusal' }));
  store = await createSqliteStore({ path: ':memory:', now: () => clock });
});
afterEach(async () => {
  await server.close();
  await store.close();
});

const open = (
  settings: Partial<EmbedderSettings> = {},
  ledger: Pick<ModelLedger, 'reserve' | 'settle'> = store.model,
) =>
  createEmbedder({
    settings: {
      ...{ key: 'sk-secret', baseUrl: server.baseUrl, isOpenai: false, model: 'test-embedding' },
      ...{ limits: { day: 100_000, chat: 1000 }, ...settings },
    },
    ...{ ledger, now: () => clock, log: { warn: (details) => warnings.push(details) } },
  });
const soon = { within: 5000, background: false };
/** What is settled is written before this. */
async function spent(): Promise<number> {
  await store.model.count('2026-11-23', {});
  return (await store.model.readDay('2026-11-23', null)).tokens;
}
const cosine = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

describe('an embedder', () => {
  it('gives a vector of length 1 for each text in its order, asked for as floats', async () => {
    const made = await open().embed(['青石大桥通车', 'A bridge opens', '足球比赛'], soon);
    assert.ok(made.ok);
    const [bridge, english, football] = made.vectors;
    assert.ok(bridge && english && football);
    for (const vector of made.vectors) assert.ok(Math.abs(cosine(vector, vector) - 1) < 1e-6);
    assert.ok(cosine(bridge, english) > 0.8 && cosine(bridge, football) < 0.5);
    const [seen] = server.embeddings.requests;
    assert.deepEqual(
      [seen?.model, seen?.encoding_format, seen?.dimensions],
      ['test-embedding', 'float', undefined],
    );
  });

  it('asks OpenAI’s third generation for short vectors', async () => {
    await open({ isOpenai: true, model: 'text-embedding-3-small' }).embed(['x'], soon);
    assert.equal(server.embeddings.requests[0]?.dimensions, 512);
  });

  it('parts many or long texts into requests', async () => {
    const texts = Array.from({ length: 150 }, (_, index) => `第${index}篇${'文'.repeat(400)}`);
    const made = await open().embed(texts, soon);
    assert.equal(made.ok && made.vectors.length, 150);
    const sizes = server.embeddings.requests.map(({ input }) => input.length);
    assert.deepEqual(
      server.embeddings.requests.flatMap(({ input }) => input),
      texts,
    );
    assert.ok(Math.max(...sizes) <= 64 && sizes.length >= 3);
  });

  it('settles what the service counted, in the common purse and not as the writing model’s', async () => {
    const made = await open().embed(['图书馆开放'], soon);
    assert.ok(made.ok);
    assert.equal(await spent(), 3);
    assert.equal((await store.model.readDay('2026-11-23', null)).input, 0);
  });

  it('leaves half of the day’s tokens to what somebody waits for', async () => {
    const embedder = open();
    await store.model.reserve({ day: '2026-11-23', chat: null, tokens: 50_000 }, { day: 100_000, chat: 0 });
    const background = await embedder.embed(['a'], { ...soon, background: true });
    assert.equal(!background.ok && background.failed, 'budget');
    assert.equal(!background.ok && background.retryAfter, 14 * 3_600_000);
    assert.ok((await embedder.embed(['a'], soon)).ok);
    assert.deepEqual(warnings, []);
  });

  it('logs why the store sets no tokens aside or settles none, also in the background', async () => {
    const broken = async () => Promise.reject(new StoreError('The disk is full.', 'disk-full'));
    const background = { ...soon, background: true };
    const unkept = open({}, { reserve: broken, settle: broken });
    const made = await unkept.embed(['秘密'], background);
    assert.equal(!made.ok && made.failed, 'down');
    const unsettled = open({}, { reserve: async () => ({ over: null }), settle: broken });
    assert.ok((await unsettled.embed(['秘密'], background)).ok);
    await spent();
    assert.equal(warnings.length, 2);
    for (const warning of warnings) assert.match(inspect(warning), /The disk is full/u);
    assert.doesNotMatch(inspect(warnings), /sk-secret|秘密/u);
  });

  it('tries again where the service is down for a moment, and gives up within its time', async () => {
    let times = 0;
    server.embeddings.behave = () => {
      times += 1;
      return times === 1 ? { kind: 'error', status: 503, headers: { 'retry-after-ms': '1' } } : null;
    };
    assert.ok((await open().embed(['a'], soon)).ok);
    server.embeddings.behave = () => ({ kind: 'silence' });
    const late = await open().embed(['a'], { within: 50, background: false });
    assert.equal(!late.ok && late.failed, 'time-out');
  });

  it('leaves a service alone that fails three times in a row, and asks again after a minute', async () => {
    const embedder = open();
    server.embeddings.behave = () => ({ kind: 'silence' });
    for (let time = 0; time < 3; time += 1) await embedder.embed(['a'], { within: 20, background: false });
    server.embeddings.behave = () => null;
    const resting = await embedder.embed(['a'], soon);
    assert.deepEqual([!resting.ok && resting.failed, !resting.ok && resting.retryAfter], ['circuit', 60_000]);
    clock += 60_000;
    assert.ok((await embedder.embed(['a'], soon)).ok);
  });

  it('tells a text that the service does not take from a service that is down, and charges nothing', async () => {
    for (const status of [400, 413, 422]) {
      server.embeddings.behave = () => ({ kind: 'error', status });
      const refused = await open().embed(['a'], soon);
      assert.equal(!refused.ok && refused.failed, 'refusal');
    }
    server.embeddings.behave = () => ({ kind: 'error', status: 404 });
    const missing = await open().embed(['a'], soon);
    assert.equal(!missing.ok && missing.failed, 'down');
    assert.equal(await spent(), 0);
  });

  it('writes neither its key nor a text into the log', async () => {
    server.embeddings.behave = () => ({ kind: 'error', status: 401, code: 'invalid_api_key' });
    await open().embed(['秘密'], soon);
    assert.equal(warnings.length, 1);
    assert.match(JSON.stringify(warnings), /HTTP 401 invalid_api_key/u);
    assert.doesNotMatch(JSON.stringify(warnings), /sk-secret|秘密|test wishes/u);
  });

  it('takes no answer for one that lacks a vector, or has one without direction or of another dimension', async () => {
    const item = (index: number, embedding: unknown) => ({ object: 'embedding', index, embedding });
    const answers = [
      [item(0, [1, 0])],
      [item(0, [1, 0]), item(0, [0, 1])],
      [item(0, [1, 0]), item(1, [0, 0])],
      [item(0, [1, 0]), item(1, [1, 0, 0])],
      [item(0, [1, 0]), item(1, 'AAAA')],
      [item(0, [1, 0]), item(1, [null, 1])],
      'nothing',
    ];
    for (const data of answers) {
      server.embeddings.behave = () => ({ kind: 'vectors', data });
      const made = await open().embed(['a', 'b'], soon);
      assert.equal(!made.ok && made.failed, 'schema', JSON.stringify(data));
    }
  });

  it('rejects with the signal’s reason, and holds nothing against the service', async () => {
    const embedder = open();
    server.embeddings.behave = () => ({ kind: 'silence' });
    for (let time = 0; time < 4; time += 1) {
      const stopping = new AbortController();
      const asked = embedder.embed(['a'], { ...soon, signal: stopping.signal });
      setImmediate(() => stopping.abort(new Error('enough')));
      await assert.rejects(asked, /enough/);
    }
    server.embeddings.behave = () => null;
    assert.ok((await embedder.embed(['a'], soon)).ok);
    assert.deepEqual(warnings, []);
  });
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import { createEmbeddingWork } from '../../../src/core/embeddings/embed-waiting.ts';
import { CUTTING } from '../../../src/core/embeddings/text-to-embed.ts';
import { createEmbedder } from '../../../src/llm/create-embedder.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildArticle } from '../../build-article.ts';
import { createOpenaiServer } from '../../servers/openai/create-openai-server.ts';

const now = (): number => Date.parse('2026-11-23T10:00:00Z');
const { signal } = new AbortController();
let server: Awaited<ReturnType<typeof createOpenaiServer>>;
let store: Awaited<ReturnType<typeof createSqliteStore>>;

beforeEach(async () => {
  server = await createOpenaiServer(() => ({ kind: 'refusal' }));
  store = await createSqliteStore({ path: ':memory:', now });
  await store.importArticles({
    source: 'test',
    articles: [
      buildArticle({ id: 'bridge', title: '青石大桥通车', body: '青石大桥今天开放。' }),
      buildArticle({ id: 'silent', title: '', body: ' ' }),
      buildArticle({ id: 'library', title: 'Library opens', body: 'The library opened on Monday.' }),
    ],
  });
});
afterEach(async () => {
  await server.close();
  await store.close();
});

const open = (model = 'test-embedding') =>
  createEmbeddingWork({
    embedder: createEmbedder({
      settings: {
        ...{ key: 'x', baseUrl: server.baseUrl, isOpenai: false, model },
        limits: { day: 100_000, chat: 0 },
      },
      ...{ ledger: store.model, now, log: { warn() {} } },
    }),
    ...{ embeddings: store.embeddings, batch: 2 },
  });
const counted = (model = 'test-embedding') => store.embeddings.count({ model, cutting: CUTTING });

it('gives each article its vector, batch after batch, and asks nothing for one that says nothing', async () => {
  const work = open();
  assert.deepEqual(await work(signal), { ok: true, articles: 2 });
  assert.deepEqual(await work(signal), { ok: true, articles: 1 });
  assert.deepEqual(await work(signal), { ok: true, articles: 0 });
  assert.deepEqual(await counted(), { embedded: 3, waiting: 0 });
  assert.deepEqual(
    server.embeddings.requests.map(({ input }) => input),
    [['简报'], ['Library opens\nThe library opened on Monday.'], ['青石大桥通车\n青石大桥今天开放。']],
  );
});

it('makes all anew with another model, and where the same gives vectors of another dimension', async () => {
  const work = open();
  while (await more(work)) assert.ok(true);
  const other = open('other-embedding');
  while (await more(other)) assert.ok(true);
  assert.deepEqual(await counted('other-embedding'), { embedded: 3, waiting: 0 });
  const { embed } = server.embeddings;
  server.embeddings.embed = (text) => [...embed(text), 1];
  const restarted = open('other-embedding');
  while (await more(restarted)) assert.ok(true);
  const space = { model: 'other-embedding', dimension: embed('').length + 1 };
  assert.equal((await store.embeddings.listNewest({ space, before: null, limit: 5 })).length, 2);
  assert.deepEqual(await counted('other-embedding'), { embedded: 3, waiting: 0 });
});

it('a text that the service refuses keeps none of the others waiting', async () => {
  server.embeddings.behave = ({ input }) =>
    input.some((text) => text.includes('Library')) ? { kind: 'error', status: 400 } : null;
  const work = open();
  while (await more(work)) assert.ok(true);
  assert.deepEqual(await counted(), { embedded: 3, waiting: 0 });
  const space = { model: 'test-embedding', dimension: server.embeddings.embed('').length };
  assert.equal((await store.embeddings.listNewest({ space, before: null, limit: 5 })).length, 1);
});

it('gives a long article a vector for each passage, and those that are taken where one is refused', async () => {
  const long = buildArticle({ id: 'long', title: '长文', body: '大家都在等候消息。'.repeat(400) });
  await store.importArticles({ source: 'test', articles: [long] });
  const dimension = server.embeddings.embed('').length;
  const lengths = async () => {
    const space = { model: 'test-embedding', dimension };
    const stored = await store.embeddings.listNewest({ space, before: null, limit: 5 });
    return stored.map(({ vectors }) => vectors.length / dimension);
  };
  const work = open();
  while (await more(work)) assert.ok(true);
  assert.deepEqual(await lengths(), [4, 1, 1]);
  await store.importArticles({
    source: 'test',
    articles: [{ ...long, body: `${long.body}完。`, contentHash: 'x' }],
  });
  let refusals = 0;
  server.embeddings.behave = ({ input }) => {
    const isRefused = input.length > 1 || refusals++ === 1;
    return isRefused ? { kind: 'error', status: 400 } : null;
  };
  while (await more(work)) assert.ok(true);
  assert.deepEqual(await lengths(), [3, 1, 1]);
});

it('a service that refuses everything, or is down, leaves all waiting', async () => {
  for (const status of [400, 404, 500]) {
    server.embeddings.behave = () => ({ kind: 'error', status });
    const step = await open()(signal);
    assert.equal(step.ok, false);
  }
  assert.deepEqual(await counted(), { embedded: 0, waiting: 3 });
});

async function more(work: ReturnType<typeof open>): Promise<boolean> {
  const step = await work(signal);
  assert.ok(step.ok);
  return step.articles > 0;
}

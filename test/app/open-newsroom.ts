import { createEmbeddingWork } from '../../src/core/embeddings/embed-waiting.ts';
import type { Article } from '../../src/core/model/article.ts';
import { createNewsroom } from '../../src/core/newsroom/create-newsroom.ts';
import { createNearestArticles } from '../../src/core/retrieval/nearest-articles.ts';
import type { BilingualWords } from '../../src/core/text/bilingual-words.ts';
import { createEditor } from '../../src/core/writing/create-editor.ts';
import { createEmbedder } from '../../src/llm/create-embedder.ts';
import { createModel, type ModelSettings } from '../../src/llm/create-model.ts';
import { loadPrompts } from '../../src/llm/load-prompts.ts';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import {
  type Behaviour,
  createOpenaiServer,
  type ModelRequestSeen,
} from '../servers/openai/create-openai-server.ts';

const prompts = await loadPrompts();

/** A newsroom on a store of its own with a model whose service is a server of the test's. */
export async function openNewsroom({
  articles = [],
  now = () => Date.parse('2026-11-23T03:00:00Z'),
  limits = { day: 1_000_000, chat: 500_000 },
  hourlyAnswers = 100,
  embeds = false,
  writes = true,
  openBilingualWords,
}: {
  articles?: readonly Article[];
  now?: () => number;
  limits?: ModelSettings['limits'];
  hourlyAnswers?: number;
  /** Articles are found by what they mean too. */
  embeds?: boolean;
  /** A model writes. */
  writes?: boolean;
  /** The dictionary for what is written in another language than its source. */
  openBilingualWords?: () => Promise<BilingualWords | null>;
} = {}) {
  let behave: (seen: ModelRequestSeen) => Behaviour | Promise<Behaviour> = () => ({
    kind: 'error',
    status: 400,
  });
  const server = await createOpenaiServer((seen) => behave(seen));
  const store = await createSqliteStore({ path: ':memory:', now });
  const warnings: object[] = [];
  const model = createModel({
    settings: {
      ...{ key: 'sk-test', baseUrl: server.baseUrl, isOpenai: false, model: 'test-model', api: 'responses' },
      ...{ limits, concurrency: 8 },
    },
    ...{ prompts, ledger: store.model, now, log: { warn: (details) => warnings.push(details) } },
  });
  const embedder = createEmbedder({
    settings: { key: 'sk-test', baseUrl: server.baseUrl, isOpenai: false, model: 'test-embedding', limits },
    ...{ ledger: store.model, now, log: { warn: (details) => warnings.push(details) } },
  });
  const nearest = createNearestArticles({
    ...{ embedder, embeddings: store.embeddings, onFailure: (error) => warnings.push(error) },
  });
  const unsaved: unknown[] = [];
  const createOne = () =>
    createNewsroom({
      ...{ store, clock: { now }, onUnsaved: (error) => unsaved.push(error) },
      editor: writes
        ? createEditor({
            ...{ model, ledger: store.model, hourlyAnswers, now },
            ...(openBilingualWords === undefined ? {} : { openBilingualWords }),
          })
        : null,
      nearest: embeds ? nearest : null,
    });
  const newsroom = createOne();
  await store.importArticles({ source: 'test', articles });
  if (embeds) {
    const work = createEmbeddingWork({ embedder, embeddings: store.embeddings, batch: 64 });
    for (let step = await work(new AbortController().signal); step.ok && step.articles > 0; )
      step = await work(new AbortController().signal);
  }
  return {
    ...{ store, newsroom, model, requests: server.requests, warnings, unsaved },
    embeddings: server.embeddings,
    /** Another one on the same store and service, as after a restart. */
    createOne,
    behave(how: typeof behave): void {
      behave = how;
    },
    async close(): Promise<void> {
      await newsroom.settle();
      await store.close();
      await server.close();
    },
  };
}

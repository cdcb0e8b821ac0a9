import type { Article } from '../../src/core/model/article.ts';
import { createNewsroom } from '../../src/core/newsroom/create-newsroom.ts';
import { createEditor } from '../../src/core/writing/create-editor.ts';
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
}: {
  articles?: readonly Article[];
  now?: () => number;
  limits?: ModelSettings['limits'];
  hourlyAnswers?: number;
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
  const unsaved: unknown[] = [];
  const createOne = () =>
    createNewsroom({
      ...{ store, clock: { now }, onUnsaved: (error) => unsaved.push(error) },
      editor: createEditor({ model, ledger: store.model, hourlyAnswers, now }),
    });
  const newsroom = createOne();
  await store.importArticles({ source: 'test', articles });
  return {
    ...{ store, newsroom, model, requests: server.requests, warnings, unsaved },
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

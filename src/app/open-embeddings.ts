import type { EmbeddingServices } from '../commands/services.ts';
import type { Environment } from '../config/environment-schema.ts';
import type { EmbeddingStep } from '../core/embeddings/embed-waiting.ts';
import { CUTTING } from '../core/embeddings/text-to-embed.ts';
import type { EmbeddingStore } from '../core/ports/embedding-store.ts';
import type { ModelLedger } from '../core/ports/model-ledger.ts';
import type { NearestArticles } from '../core/retrieval/nearest-articles.ts';
import type { EmbedderSettings } from '../llm/create-embedder.ts';
import type { ModelMeter } from '../llm/model-meter.ts';
import { readModelSettings } from './open-model.ts';

/** Articles at a time, with up to four passages each: what a processor of one's own makes vectors of in some seconds. */
const BATCH = { openai: 32, own: 8 };

/** What finds articles by what they mean, and what makes their vectors. */
export interface Embeddings {
  nearest: NearestArticles;
  services: EmbeddingServices;
  /** Gives a batch of articles their vectors. */
  work(signal: AbortSignal): Promise<EmbeddingStep>;
}

/** The embedding model that the configuration names; null where it names none. */
export function readEmbedderSettings(environment: Environment): EmbedderSettings | null {
  const { OPENAI_EMBEDDING_MODEL: model } = environment;
  const settings = readModelSettings(environment);
  return settings === null || model === undefined ? null : { ...settings, model };
}

/** Null where no embedding model is configured. */
export async function openEmbeddings({
  environment,
  embeddings,
  ledger,
  now,
  log,
  meter,
}: {
  environment: Environment;
  embeddings: EmbeddingStore;
  ledger: ModelLedger;
  now: () => number;
  log: { warn(details: object, message: string): void };
  meter?: ModelMeter;
}): Promise<Embeddings | null> {
  const settings = readEmbedderSettings(environment);
  if (settings === null) return null;
  // Loaded when asked for: a start without a model goes without the SDK.
  const [{ createEmbedder }, { createEmbeddingWork }, { createNearestArticles }] = await Promise.all([
    import('../llm/create-embedder.ts'),
    import('../core/embeddings/embed-waiting.ts'),
    import('../core/retrieval/nearest-articles.ts'),
  ]);
  const embedder = createEmbedder({ settings, ledger, now, log, meter });
  const batch = settings.isOpenai ? BATCH.openai : BATCH.own;
  return {
    nearest: createNearestArticles({
      ...{ embedder, embeddings },
      onFailure: (error) => log.warn({ err: error }, 'what means something near could not be looked up'),
    }),
    services: {
      name: settings.model,
      count: () => embeddings.count({ model: settings.model, cutting: CUTTING }),
    },
    work: createEmbeddingWork({ embedder, embeddings, batch }),
  };
}

import type { Embedder, Embedding } from '../ports/embedder.ts';
import type { EmbeddingSpace, EmbeddingStore } from '../ports/embedding-store.ts';
import { CUTTING, passagesToEmbed } from './text-to-embed.ts';

type Failure = Extract<Embedding, { ok: false }>;

export type EmbeddingStep =
  /** None waited where it is 0. */
  { ok: true; articles: number } | Failure;

/** Milliseconds for a batch: a small machine of one's own takes its time. */
const WITHIN = 60_000;
/** Its vector says how many dimensions there are. */
const ANY_TEXT = '简报';

/**
 * Gives articles their vectors, a batch at each call: those that are new, that were changed, and that have one of another model.
 * Throws a StoreError, or the signal's reason.
 */
export function createEmbeddingWork({
  embedder,
  embeddings,
  batch,
}: {
  embedder: Embedder;
  embeddings: Pick<EmbeddingStore, 'listWaiting' | 'save'>;
  /** Articles at a time. */
  batch: number;
}): (signal: AbortSignal) => Promise<EmbeddingStep> {
  let space: EmbeddingSpace | null = null;

  return async (signal) => {
    const embed = (texts: readonly string[]): Promise<Embedding> =>
      embedder.embed(texts, { within: WITHIN, background: true, signal });
    if (space === null) {
      // Also tells a service that takes no text at all from one that refuses an article's.
      const tried = await embed([ANY_TEXT]);
      if (!tried.ok) return tried;
      space = spaceOf(embedder, tried.vectors);
      if (space === null) return { ok: false, failed: 'schema', retryAfter: null };
    }
    const waiting = await embeddings.listWaiting({ space, cutting: CUTTING, limit: batch });
    const texts = waiting.map((article) => passagesToEmbed(article).map(({ text }) => text));
    const found = await embedOrPart(texts.flat(), embed);
    if ('ok' in found) return found;
    // A service that gives other vectors under the same name since: all are made anew.
    space =
      spaceOf(
        embedder,
        found.filter((vector) => vector !== null),
      ) ?? space;
    const articles = waiting.map(({ id, contentHash }, index) => ({
      ...{ articleId: id, contentHash },
      vectors: found.splice(0, texts[index]?.length ?? 0).filter((vector) => vector !== null),
    }));
    await embeddings.save({ space, cutting: CUTTING, articles });
    return { ok: true, articles: waiting.length };
  };
}

/**
 * A vector for each text, null where the service takes it not. Where it refuses them together each is tried alone: one text must not
 * keep the others waiting.
 */
async function embedOrPart(
  texts: readonly string[],
  embed: (texts: readonly string[]) => Promise<Embedding>,
): Promise<(Float32Array | null)[] | Failure> {
  if (texts.length === 0) return [];
  const whole = await embed(texts);
  if (whole.ok) return whole.vectors;
  if (whole.failed !== 'refusal') return whole;
  const found: (Float32Array | null)[] = [];
  for (const text of texts) {
    const alone = texts.length === 1 ? whole : await embed([text]);
    if (!alone.ok && alone.failed !== 'refusal') return alone;
    found.push(alone.ok ? (alone.vectors[0] ?? null) : null);
  }
  return found;
}

function spaceOf({ model }: Embedder, [first]: readonly Float32Array[]): EmbeddingSpace | null {
  return first === undefined ? null : { model, dimension: first.length };
}

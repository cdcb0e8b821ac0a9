import type { Embedder, Embedding } from '../ports/embedder.ts';
import type { EmbeddingSpace, EmbeddingStore, WaitingArticle } from '../ports/embedding-store.ts';
import { textToEmbed } from './text-to-embed.ts';

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
    const waiting = await embeddings.listWaiting({ space, limit: batch });
    const said = waiting.map((article) => ({ article, text: textToEmbed(article) }));
    const silent = said.filter(({ text }) => text === '').map(({ article }) => toSaved(article, null));
    const speaking = said.filter(({ text }) => text !== '');
    const found = speaking.length === 0 ? [] : await embedOrPart(speaking, embed);
    if ('ok' in found) return found;
    // A service that gives other vectors under the same name since: all are made anew.
    const made = found.flatMap(({ vector }) => vector ?? []);
    space = spaceOf(embedder, made) ?? space;
    await embeddings.save({ space, vectors: [...silent, ...found] });
    return { ok: true, articles: waiting.length };
  };
}

/** Where the service refuses them together each is tried alone: one text must not keep the others waiting. */
async function embedOrPart(
  waiting: readonly { article: WaitingArticle; text: string }[],
  embed: (texts: readonly string[]) => Promise<Embedding>,
): Promise<ReturnType<typeof toSaved>[] | Failure> {
  const whole = await embed(waiting.map(({ text }) => text));
  if (whole.ok) return waiting.map(({ article }, index) => toSaved(article, whole.vectors[index] ?? null));
  if (whole.failed !== 'refusal') return whole;
  const saved: ReturnType<typeof toSaved>[] = [];
  for (const { article, text } of waiting) {
    const alone = waiting.length === 1 ? whole : await embed([text]);
    if (!alone.ok && alone.failed !== 'refusal') return alone;
    saved.push(toSaved(article, alone.ok ? (alone.vectors[0] ?? null) : null));
  }
  return saved;
}

function toSaved({ id, contentHash }: WaitingArticle, vector: Float32Array | null) {
  return { articleId: id, contentHash, vector };
}

function spaceOf({ model }: Embedder, [first]: readonly Float32Array[]): EmbeddingSpace | null {
  return first === undefined ? null : { model, dimension: first.length };
}

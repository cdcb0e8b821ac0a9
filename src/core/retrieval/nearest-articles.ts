import { passagesToEmbed, questionToEmbed } from '../embeddings/text-to-embed.ts';
import type { Article } from '../model/article.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { EmbeddingStore } from '../ports/embedding-store.ts';
import { StoreError, type Window } from '../ports/store.ts';
import type { Span } from '../text/sentences.ts';
import { createVectorIndex } from './vector-index.ts';

/** An article that means something near, whatever its words and its language. */
export interface NearArticle {
  article: Article;
  /** The passage of its body that is nearest. */
  passage: Span;
  /** Of that passage's vector with the query's, in [-1, 1]. */
  cosine: number;
}

export interface NearestArticles {
  /**
   * Those that stand out among all, nearest first; none where that can't be had in time: the index of words serves alone then.
   * Rejects with the signal's reason alone.
   */
  find(
    text: string,
    options: { window?: Window | null | undefined; signal?: AbortSignal | undefined },
  ): Promise<NearArticle[]>;
}

/** Milliseconds for a query's vector: somebody waits. */
const WITHIN = 2000;
const MOST_NEAR = 20;
/** Queries whose vectors are remembered: pages of the same search, a time that is looked for and then none. */
const REMEMBERED = 50;

/** `onFailure` takes what the store failed with. */
export function createNearestArticles({
  embedder,
  embeddings,
  onFailure,
}: {
  embedder: Embedder;
  embeddings: Pick<EmbeddingStore, 'listNewest' | 'findLastSaved' | 'listSavedAfter' | 'readArticles'>;
  onFailure: (error: StoreError) => void;
}): NearestArticles {
  const remembered = new Map<string, Float32Array>();
  /** Of the space of the last query: another one's takes its place. */
  let held: { dimension: number; index: ReturnType<typeof createVectorIndex> } | null = null;

  async function embed(text: string, signal: AbortSignal | undefined): Promise<Float32Array | null> {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const made = await embedder.embed([text], { within: WITHIN, background: false, signal });
    const vector = made.ok ? made.vectors[0] : undefined;
    if (vector === undefined) return null;
    remembered.set(text, vector);
    const [oldest = ''] = remembered.keys();
    if (remembered.size > REMEMBERED) remembered.delete(oldest);
    return vector;
  }

  return {
    async find(text, { window = null, signal }) {
      const question = questionToEmbed(text);
      if (!/[\p{L}\p{N}]/u.test(question)) return [];
      const vector = await embed(question, signal);
      if (vector === null) return [];
      const space = { model: embedder.model, dimension: vector.length };
      if (held?.dimension !== space.dimension)
        held = { dimension: space.dimension, index: createVectorIndex({ embeddings, space }) };
      try {
        const near = await held.index.findNearest(vector, { window, limit: MOST_NEAR, signal });
        const articles = await embeddings.readArticles(near.map(({ number }) => number));
        return articles.map((article, index) => ({
          article,
          passage: findPassage(article, near[index]?.passage ?? 0),
          cosine: near[index]?.cosine ?? 0,
        }));
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        onFailure(error);
        return [];
      }
    },
  };
}

/** The whole where it was cut another way when its vectors were made. */
function findPassage(article: Article, index: number): Span {
  const { start, end } = passagesToEmbed(article)[index] ?? { start: 0, end: article.body.length };
  return { start, end };
}

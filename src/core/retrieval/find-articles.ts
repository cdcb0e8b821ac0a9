import type { Article } from '../model/article.ts';
import type { Store } from '../ports/store.ts';
import { analyseQuery } from './analyse-query.ts';
import { rankArticles } from './rank-articles.ts';

/**
 * The articles that bear most on a query, best first. `score` is comparable within one query.
 * The index gives candidates by BM25, and these are compared with the query word by word, pair by pair and passage by passage.
 */
export async function findArticles(
  { store }: { store: Pick<Store, 'countTerms' | 'findCandidates'> },
  query: string,
  { limit }: { limit: number },
): Promise<{ article: Article; score: number }[]> {
  const ranked = await rankArticles(store, await analyseQuery(store, query), {
    leastCandidates: limit,
  });
  return ranked.slice(0, limit).map(({ article, score }) => ({ article, score }));
}

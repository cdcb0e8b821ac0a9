import type { Article } from '../../src/core/model/article.ts';
import type { Candidate, Store } from '../../src/core/ports/store.ts';
import { toIndexTerms } from '../../src/core/retrieval/index-terms.ts';

/**
 * The two retrieval methods of the store in memory: BM25 as SQLite's FTS5 counts it (k1 1.2, b 0.75, idf at least 1e-6)
 * over the terms of title and body together.
 */
export function createMemoryArticleIndex(
  articles: readonly Article[],
  toTerms: (text: string) => string[] = toIndexTerms,
): Pick<Store, 'findCandidates' | 'countTerms'> {
  const postings = new Map<string, { article: number; count: number }[]>();
  const lengths = articles.map((article, index) => {
    const terms = toTerms(`${article.title}\n${article.body}`);
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts) {
      const list = postings.get(term);
      if (list) list.push({ article: index, count });
      else postings.set(term, [{ article: index, count }]);
    }
    return terms.length;
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, articles.length);

  return {
    async findCandidates({ terms, limit }) {
      const scores = new Map<number, number>();
      for (const term of new Set(terms)) {
        const list = postings.get(term) ?? [];
        const idf = Math.max(1e-6, Math.log((articles.length - list.length + 0.5) / (list.length + 0.5)));
        for (const { article, count } of list) {
          const norm = 1.2 * (0.25 + (0.75 * (lengths[article] ?? 0)) / average);
          scores.set(article, (scores.get(article) ?? 0) + (idf * count * 2.2) / (count + norm));
        }
      }
      return [...scores]
        .sort((a, b) => b[1] - a[1] || a[0] - b[0])
        .slice(0, limit)
        .flatMap(([index, score]): Candidate[] => {
          const article = articles[index];
          return article ? [{ article, score }] : [];
        });
    },
    async countTerms(terms) {
      return {
        articles: articles.length,
        frequencies: new Map(terms.map((term) => [term, postings.get(term)?.length ?? 0])),
      };
    },
  };
}

import type { Database } from 'better-sqlite3';
import { prepareOnce } from './prepare-once.ts';

export interface DocumentFrequencies {
  /** How many articles there are, and in how many of them each token of the index stands. */
  count(database: Database, tokens: Iterable<string>): { articles: number; counts: Map<string, number> };
}

/** Counting a token walks through all its entries, some 40 ns each: tokens beyond so many articles are remembered for longer. */
const commonFrom = 500;
const mostRemembered = 20_000;

/**
 * Counts tokens, remembering the common ones, which are few and part of most queries. A remembered count is kept until
 * a hundredth of the articles came or changed: it serves to weigh terms, and weighs the same. One of a rare token says
 * whether it is found at all, and is kept only until an article comes or changes.
 */
export function createDocumentFrequencies(): DocumentFrequencies {
  const remembered = new Map<string, { count: number; articles: number; at: number }>();
  const rare = new Map<string, number>();
  let rareAt = -1;
  return {
    count(database, tokens) {
      // Articles are never removed, so the newest number is their count, and costs one look in place of a walk.
      const articles =
        prepareOnce<[], number | null>(database, 'SELECT max(number) FROM articles').pluck().get() ?? 0;
      const revisions =
        prepareOnce<[], number | null>(database, 'SELECT max(number) FROM revisions').pluck().get() ?? 0;
      const changes = articles + revisions;
      const countToken = prepareOnce<[string], number>(
        database,
        'SELECT doc FROM article_index_terms WHERE term = ?',
      ).pluck();
      if (changes !== rareAt || rare.size >= mostRemembered) rare.clear();
      rareAt = changes;
      const counts = new Map<string, number>();
      for (const token of tokens) {
        const known = remembered.get(token);
        if (known !== undefined && changes >= known.at && changes - known.at <= known.articles * 0.01) {
          counts.set(token, known.count);
          continue;
        }
        const count = rare.get(token) ?? countToken.get(token) ?? 0;
        counts.set(token, count);
        if (count < commonFrom) {
          rare.set(token, count);
          continue;
        }
        if (remembered.size >= mostRemembered) remembered.clear();
        remembered.set(token, { count, articles, at: changes });
      }
      return { articles, counts };
    },
  };
}

import type { SearchOutput } from '../model/output.ts';
import type { Store } from '../ports/store.ts';

/** Articles for a query, best first, each with a snippet of its original text around the words found. */
export async function searchArticles(
  _dependencies: { store: Store },
  _query: string,
  _options: { offset: number; limit: number },
): Promise<SearchOutput> {
  return { hits: [] };
}

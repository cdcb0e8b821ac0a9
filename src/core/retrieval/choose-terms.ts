import type { Query } from './analyse-query.ts';

const mostTerms = 16;
/** These are looked up however common they are; two articles with the same rare word still need telling apart. */
const leastTerms = 2;

/**
 * The terms to ask the index for, those that say most first. The index's work grows with the articles that hold a
 * term, so common ones are left out once the rare ones have given enough: on D_qa terms held together by a fifth of the
 * articles find as many right ones among the first 40 as all terms do.
 */
export function chooseTerms(query: Query): string[] {
  const most = Math.min(4000, 100 + query.articles / 2);
  const chosen: string[] = [];
  let held = 0;
  for (const { term, articles, idf } of query.terms) {
    if (articles === 0 || idf <= 0) continue;
    if (chosen.length >= mostTerms) break;
    if (chosen.length >= leastTerms && held + articles > most) break;
    held += articles;
    chosen.push(term);
  }
  return chosen;
}

import type { Article } from '../model/article.ts';
import type { ArticlePage, SeenSpan, Store, Window } from '../ports/store.ts';
import { toIndexTerms } from '../retrieval/index-terms.ts';
import { foldText } from '../text/fold.ts';
import { findSection } from './sections.ts';

/** Nobody's word is longer, in UTF-16 units; the rest of one that is isn't looked for. */
const LONGEST_WORD = 200;

/** A topic as the store filters by it: without the `#`, folded; a section's name in any language becomes its key. */
export function normaliseTopic(topic: string): string {
  const bare = topic.trim().replace(/^[#＃]+|[#＃]+$/gu, '');
  return findSection(bare, foldText) ?? foldText(bare);
}

/**
 * The newest articles of a window on a topic (null for all). A word that is nobody's topic stands for the articles
 * that say it, so that a reader need not know which words are topics.
 */
export async function findTopicArticles(
  { store }: { store: Store },
  window: Window,
  { topic, seen = null, limit }: { topic: string | null; seen?: SeenSpan | null; limit: number },
): Promise<ArticlePage> {
  const wanted = topic === null ? null : normaliseTopic(topic);
  if (wanted !== null && !(await isTopic(store, wanted)))
    return store.listMatching({ terms: toTerms(wanted), window, seen, offset: 0, limit });
  const [articles, counts] = await Promise.all([
    store.listWindow(window, { topic: wanted, seen, limit }),
    store.countWindow(window, { topic: wanted, seen }),
  ]);
  return { articles, count: counts.articles, sources: counts.sources };
}

/** The newest articles on a topic, whenever they are from; as above, a word that is no topic stands for those that say it. */
export async function listTopicArticles(
  { store }: { store: Store },
  { topic, offset, limit }: { topic: string | null; offset: number; limit: number },
): Promise<Article[]> {
  const wanted = topic === null ? null : normaliseTopic(topic);
  if (wanted === null || (await isTopic(store, wanted)))
    return store.listLatest({ topic: wanted, offset, limit });
  return (await store.listMatching({ terms: toTerms(wanted), window: null, offset, limit })).articles;
}

/**
 * An article says a word where it has the word's index terms one after the other. In Chinese that is the word itself,
 * for every character comes with the pair that it makes; in English its other endings too, and no part of a longer word.
 */
function toTerms(word: string): string[] {
  return toIndexTerms(word.slice(0, LONGEST_WORD));
}

async function isTopic(store: Store, topic: string): Promise<boolean> {
  return (await store.listLatest({ topic, offset: 0, limit: 1 })).length > 0;
}

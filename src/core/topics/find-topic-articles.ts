import { dayOfArticle } from '../articles/day-of-article.ts';
import type { Article } from '../model/article.ts';
import type { Store, Window } from '../ports/store.ts';
import { findArticles } from '../retrieval/find-articles.ts';
import { foldText } from '../text/fold.ts';
import { findSection } from './sections.ts';

/** How many articles a word that is no topic is looked for in. */
const WORD_ARTICLES = 200;

/** A topic as the store filters by it: without the `#`, folded; a section's name in any language becomes its key. */
export function normaliseTopic(topic: string): string {
  const bare = topic.trim().replace(/^[#＃]+|[#＃]+$/gu, '');
  return findSection(bare, foldText) ?? foldText(bare);
}

/** Articles of a topic with how many there are in all, and from how many sources. */
export interface TopicArticles {
  articles: Article[];
  count: number;
  sources: number;
}

/**
 * The newest articles of a window on a topic (null for all). A word that is nobody's topic stands for the articles
 * that say it, so that a reader need not know which words are topics.
 */
export async function findTopicArticles(
  { store }: { store: Store },
  window: Window,
  { topic, zone, limit }: { topic: string | null; zone: string; limit: number },
): Promise<TopicArticles> {
  const wanted = topic === null ? null : normaliseTopic(topic);
  if (wanted === null || (await isTopic(store, wanted))) {
    const [articles, counts] = await Promise.all([
      store.listWindow(window, { topic: wanted, limit }),
      store.countWindow(window, { topic: wanted }),
    ]);
    return { articles, count: counts.articles, sources: counts.sources };
  }
  const said = (await findSaying({ store }, wanted)).filter((article) => {
    const day = dayOfArticle(article, zone);
    return day >= window.fromDay && day < window.toDay;
  });
  const sources = new Set(said.map(({ provenance }) => provenance.source)).size;
  return { articles: said.slice(0, limit), count: said.length, sources };
}

/** The newest articles on a topic, whenever they are from; as above, a word that is no topic stands for those that say it. */
export async function listTopicArticles(
  { store }: { store: Store },
  { topic, offset, limit }: { topic: string | null; offset: number; limit: number },
): Promise<Article[]> {
  const wanted = topic === null ? null : normaliseTopic(topic);
  if (wanted === null || (await isTopic(store, wanted)))
    return store.listLatest({ topic: wanted, offset, limit });
  return (await findSaying({ store }, wanted)).slice(offset, offset + limit);
}

async function isTopic(store: Store, topic: string): Promise<boolean> {
  return (await store.listLatest({ topic, offset: 0, limit: 1 })).length > 0;
}

async function findSaying({ store }: { store: Store }, word: string): Promise<Article[]> {
  const found = await findArticles({ store }, word, { limit: WORD_ARTICLES });
  return found
    .map(({ article }) => article)
    .filter(({ title, body }) => foldText(`${title}\n${body}`).includes(word))
    .sort((one, other) => other.firstSeenAt.localeCompare(one.firstSeenAt));
}

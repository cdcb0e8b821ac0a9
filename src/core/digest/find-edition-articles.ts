import type { Article } from '../model/article.ts';
import type { ArticlePage, Store, Window } from '../ports/store.ts';
import { foldText } from '../text/fold.ts';
import { findTopicArticles, normaliseTopic } from '../topics/find-topic-articles.ts';

/** How many articles of a window are looked at for each topic, newest first: the bound of an edition's cost. */
const WINDOW_ARTICLES = 400;

export interface ArticleWish {
  window: Window;
  /** Any of them; none for everything. */
  topics: readonly string[];
  /** Articles that have one as a topic, or say it, are left out. */
  muted: readonly string[];
  /** Only what was first seen in `(after, upTo]`, epoch milliseconds; null for whatever is there. */
  seen: { after: number; upTo: number } | null;
}

/** The articles of a wish, newest first, and how many there are of how many sources. */
export async function findEditionArticles(
  { store }: { store: Store },
  { window, topics, muted, seen }: ArticleWish,
): Promise<ArticlePage> {
  const pages = await Promise.all(
    (topics.length === 0 ? [null] : topics).map((topic) =>
      findTopicArticles({ store }, window, { topic, limit: WINDOW_ARTICLES }),
    ),
  );
  const [page] = pages;
  if (page !== undefined && pages.length === 1 && muted.length === 0 && seen === null) return page;
  const isMuted = createMuting(muted);
  const found = new Map<string, Article>();
  for (const article of pages.flatMap(({ articles }) => articles))
    if (isSeen(article, seen) && !isMuted(article)) found.set(article.id, article);
  const articles = [...found.values()].sort(byNewest);
  return {
    articles,
    count: articles.length,
    sources: new Set(articles.map(({ provenance }) => provenance.source)).size,
  };
}

/** Whether an article is left out because of a muted word. */
export function createMuting(muted: readonly string[]): (article: Article) => boolean {
  const words = muted
    .map((word) => ({ folded: foldText(word.replace(/^[#＃]/u, '')), topic: normaliseTopic(word) }))
    .filter(({ folded }) => folded !== '');
  if (words.length === 0) return () => false;
  return ({ title, body, hashtags, section }) => {
    const text = foldText(`${title}\n${body}`);
    const topics = new Set([section, ...hashtags.map(foldText)]);
    return words.some(({ folded, topic }) => topics.has(topic) || says(text, folded));
  };
}

/** Words in letters that have spaces between them are whole words; Chinese has none. */
function says(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + word.length);
    const isInside =
      (SPACED.test(word.charAt(0)) && SPACED.test(before)) ||
      (SPACED.test(word.charAt(word.length - 1)) && SPACED.test(after));
    if (!isInside) return true;
  }
  return false;
}

const SPACED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u;

function isSeen({ firstSeenAt }: Article, seen: ArticleWish['seen']): boolean {
  if (seen === null) return true;
  const at = Date.parse(firstSeenAt);
  return at > seen.after && at <= seen.upTo;
}

function byNewest(one: Article, other: Article): number {
  const at = ({ publishedAt, firstSeenAt }: Article): number => {
    const published = publishedAt === null ? Number.NaN : Date.parse(publishedAt);
    return Number.isNaN(published) ? Date.parse(firstSeenAt) : published;
  };
  return at(other) - at(one);
}

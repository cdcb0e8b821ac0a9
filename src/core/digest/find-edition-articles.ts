import type { Article } from '../model/article.ts';
import type { ArticlePage, SeenSpan, Store, Window } from '../ports/store.ts';
import { foldText } from '../text/fold.ts';
import { findTopicArticles, normaliseTopic } from '../topics/find-topic-articles.ts';

/**
 * How many articles of a window are looked at for each topic, newest first: the bound of an edition's cost. All of them are
 * counted, also where one is of several topics beyond this or is muted there: there the count is the most that it can be.
 */
const WINDOW_ARTICLES = 400;

export interface ArticleWish {
  window: Window;
  /** Any of them; none for everything. */
  topics: readonly string[];
  /** Articles that have one as a topic, or say it, are left out. */
  muted: readonly string[];
  /** Null for whatever is there. */
  seen: SeenSpan | null;
}

/** The articles of a wish, newest first, and how many there are of how many sources. */
export async function findEditionArticles(
  { store }: { store: Store },
  { window, topics, muted, seen }: ArticleWish,
): Promise<ArticlePage> {
  const pages = await Promise.all(
    (topics.length === 0 ? [null] : topics).map((topic) =>
      findTopicArticles({ store }, window, { topic, seen, limit: WINDOW_ARTICLES }),
    ),
  );
  const [page] = pages;
  if (page !== undefined && pages.length === 1 && muted.length === 0) return page;
  const isMuted = createMuting(muted);
  const looked = pages.flatMap(({ articles }) => articles);
  const found = new Map<string, Article>();
  for (const article of looked) if (!isMuted(article)) found.set(article.id, article);
  const articles = [...found.values()].sort(byNewest);
  const unlooked = pages.reduce((sum, { count }) => sum + count, 0) - looked.length;
  const sources = new Set(articles.map(({ provenance }) => provenance.source)).size;
  return {
    articles,
    count: articles.length + unlooked,
    sources: unlooked === 0 ? sources : Math.max(sources, ...pages.map((each) => each.sources)),
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

function byNewest(one: Article, other: Article): number {
  const at = ({ publishedAt, firstSeenAt }: Article): number => {
    const published = publishedAt === null ? Number.NaN : Date.parse(publishedAt);
    return Number.isNaN(published) ? Date.parse(firstSeenAt) : published;
  };
  return at(other) - at(one);
}

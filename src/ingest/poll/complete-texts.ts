import type { Article, ArticleDraft } from '../../core/model/article.ts';
import { shareText } from '../../core/revisions/share-text.ts';
import type { Source } from '../../core/sources/source.ts';
import { type PageDependencies, readArticleAt } from './read-article-at.ts';

/** Pages of one poll, as many as a new feed brings articles; and milliseconds for all of them. */
const MOST_PAGES = 20;
const TIMEOUT = 45_000;
/** A page that shares less with its teaser is about something else: a login form, a notice, another article. */
const SAME_ARTICLE = 0.25;
/** A stored text that is so many times as long is no teaser. */
const MUCH_LONGER = 1.5;

export interface NewItem {
  draft: ArticleDraft;
  isTeaser: boolean;
}

/**
 * What is taken in of a source's new items: the text of a teaser's page in place of the teaser where it can be had, and no
 * teaser of an article that is stored with more. Throws the signal's reason and what the store throws.
 */
export type CompleteTexts = (
  source: Pick<Source, 'fullText'>,
  items: readonly NewItem[],
  signal?: AbortSignal,
) => Promise<ArticleDraft[]>;

export interface TextDependencies extends PageDependencies {
  findArticles(ids: readonly string[]): Promise<Pick<Article, 'id' | 'body'>[]>;
  /** Milliseconds for the pages of one poll. */
  timeout?: number;
}

export function createTextCompleter({
  findArticles,
  timeout = TIMEOUT,
  ...pages
}: TextDependencies): CompleteTexts {
  /** The teaser with its page's text; null where that can't be had. */
  async function complete(teaser: ArticleDraft, signal: AbortSignal): Promise<ArticleDraft | null> {
    const { url } = teaser;
    const page = url === null ? 'none' : await readArticleAt(pages, url, signal);
    return typeof page !== 'string' && isWhole(page, teaser) ? joinWith(teaser, page) : null;
  }

  /** Which of the teasers are of articles that are stored with more than they say. */
  async function findStored(teasers: readonly ArticleDraft[]): Promise<Set<ArticleDraft>> {
    const ids = teasers.flatMap(({ givenId }) => givenId ?? []);
    const stored = new Map((await findArticles(ids)).map(({ id, body }) => [id, body.length]));
    return new Set(
      teasers.filter(({ givenId, body }) => (stored.get(givenId ?? '') ?? 0) > body.length * MUCH_LONGER),
    );
  }

  return async ({ fullText }, items, signal) => {
    const teasers = items.flatMap(({ draft, isTeaser }) => (isTeaser ? [draft] : []));
    if (teasers.length === 0) return items.map(({ draft }) => draft);
    const ending = AbortSignal.any([AbortSignal.timeout(timeout), ...(signal === undefined ? [] : [signal])]);
    const asked = fullText ? teasers.slice(0, MOST_PAGES) : [];
    const found = await Promise.all(
      asked.map(async (teaser) => [teaser, await complete(teaser, ending)] as const),
    );
    signal?.throwIfAborted();
    const wholes = new Map(found);
    const kept = await findStored(teasers.filter((teaser) => (wholes.get(teaser) ?? null) === null));
    return items.flatMap(({ draft }) => (kept.has(draft) ? [] : [wholes.get(draft) ?? draft]));
  };
}

/** A page that says more than its teaser, of the same thing. */
function isWhole(page: ArticleDraft, teaser: ArticleDraft): boolean {
  return page.body.length > teaser.body.length && shareText(page, teaser) >= SAME_ARTICLE;
}

/** What the feed says of an article holds: it is what the entry is known by. */
function joinWith(teaser: ArticleDraft, page: ArticleDraft): ArticleDraft {
  const { body, paragraphs, truncated } = page;
  return {
    ...teaser,
    ...{ body, paragraphs, truncated },
    publishedAt: teaser.publishedAt ?? page.publishedAt,
    hashtags: [...new Set([...teaser.hashtags, ...page.hashtags])],
  };
}

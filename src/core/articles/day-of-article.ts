import { dayOf } from '../digest/resolve-window.ts';
import type { Article } from '../model/article.ts';

/**
 * The day (`YYYY-MM-DD`) that an article belongs to for a reader in `zone`: the one it was published on, or, where the
 * text does not tell that whole day, the one it was first seen on.
 */
export function dayOfArticle(article: Pick<Article, 'publishedAt' | 'firstSeenAt'>, zone: string): string {
  const { publishedAt, firstSeenAt } = article;
  if (publishedAt !== null && /(?:Z|[+-]\d{2}:\d{2})$/.test(publishedAt))
    return dayOf(Date.parse(publishedAt), zone);
  const day = /^\d{4}-\d{2}-\d{2}/.exec(publishedAt ?? '')?.[0];
  return day ?? dayOf(Date.parse(firstSeenAt), zone);
}

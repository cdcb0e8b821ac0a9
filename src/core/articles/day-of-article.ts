import { dayOf } from '../digest/resolve-window.ts';
import type { Article } from '../model/article.ts';
import { findBelonging } from './belonging.ts';

/** The day (`YYYY-MM-DD`) that an article belongs to for a reader in `zone`: the one whose window the store has it in. */
export function dayOfArticle(article: Pick<Article, 'publishedAt' | 'firstSeenAt'>, zone: string): string {
  const { at, wholeDay } = findBelonging(article);
  return wholeDay ? dayOf(at, 'UTC') : dayOf(at, zone);
}

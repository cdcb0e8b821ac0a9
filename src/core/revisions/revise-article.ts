import { findBelonging } from '../articles/belonging.ts';
import type { Article } from '../model/article.ts';

const DAY = 86_400_000;

/**
 * A stored article with the text that its source has for it now. It stays the article that it was: its id, and when it was
 * first seen. `at`: epoch milliseconds of the change.
 */
export function reviseArticle(stored: Article, incoming: Article, at: number): Article {
  return {
    ...incoming,
    id: stored.id,
    firstSeenAt: stored.firstSeenAt,
    publisher: incoming.publisher ?? stored.publisher,
    url: incoming.url ?? stored.url,
    publishedAt: choosePublishedAt(stored.publishedAt, incoming.publishedAt, at),
  };
}

/**
 * What a publisher says now of when an article came out counts: the date stands beside the text that it was given with, and
 * the earlier one is kept with the earlier text. Not so a date that can't be true (more than a day ahead of now), or one that
 * says less than the earlier: none, one without its day, the day alone of a time that is known.
 */
export function choosePublishedAt(before: string | null, now: string | null, at: number): string | null {
  if (now === null || before === null) return before ?? now;
  const [earlier, later] = [findDay(before), findDay(now)];
  if (later === null || later.at > at + DAY) return before;
  const isSameDay = earlier !== null && before.slice(0, 10) === now.slice(0, 10);
  return isSameDay && !earlier.wholeDay && later.wholeDay ? before : now;
}

/** Null where a text does not name its day. */
function findDay(publishedAt: string): { at: number; wholeDay: boolean } | null {
  const never = new Date(0).toISOString();
  const belonging = findBelonging({ publishedAt, firstSeenAt: never });
  return belonging.at === 0 && !belonging.wholeDay ? null : belonging;
}

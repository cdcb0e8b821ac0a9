import { createHash } from 'node:crypto';
import type { Feed, FeedEntry } from './feed.ts';

/** 80 bits in hexadecimal: short enough to be typed and to stand in a button. */
const LENGTH = 20;

/**
 * The ids of a feed's entries, in their order: the same entry has the same one whenever the feed is read, and never that of
 * another feed's entry, since the feed's own address (or what it says that it is) goes into it. Where several entries say
 * that they have one id, it tells nothing, and their link must; null where an entry has neither.
 */
export function idsOfEntries(feed: Feed, address: string | null): (string | null)[] {
  const scope = address ?? feed.selfLink ?? feed.id ?? feed.link ?? feed.title ?? '';
  const given = countEach(feed.entries.map(({ id }) => id));
  const keys = feed.entries.map((entry) => keyOf(entry, given));
  const counts = countEach(keys);
  return keys.map((key) => (key === null || counts.get(key) !== 1 ? null : hash(`${scope}\n${key}`)));
}

function keyOf({ id, link }: FeedEntry, counts: ReadonlyMap<string, number>): string | null {
  if (id !== null && counts.get(id) === 1) return id;
  return link === null ? null : `${id ?? ''}\n${link}`;
}

function countEach(values: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function hash(text: string): string {
  return createHash('sha256').update(text.toWellFormed()).digest('hex').slice(0, LENGTH);
}

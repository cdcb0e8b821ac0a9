import { createHash } from 'node:crypto';
import type { ArticleDraft } from '../../core/model/article.ts';
import type { ItemMark } from '../../core/ports/source-store.ts';

const HASH_BYTES = 12;

/** What names an item (its own id, else its link, else its title) and what it says, hashed: an edited item keeps its key. */
export function markItem({
  givenId,
  url,
  title,
  body,
}: Pick<ArticleDraft, 'givenId' | 'url' | 'title' | 'body'>): ItemMark {
  return { key: hash(['key', givenId ?? url ?? title]), version: hash(['version', title, body]) };
}

/** When an item was published, epoch milliseconds; null where it does not say so to the minute with its zone. */
export function instantOf({ publishedAt }: Pick<ArticleDraft, 'publishedAt'>): number | null {
  if (publishedAt === null || !/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(publishedAt)) return null;
  const instant = Date.parse(publishedAt);
  return Number.isNaN(instant) ? null : instant;
}

/** The newest of a feed by their times, in the feed's order; without times the feed's first. A time to come counts as none. */
export function chooseNewest<Item extends { draft: ArticleDraft }>(
  items: readonly Item[],
  most: number,
  now: number,
): Item[] {
  const ranked = items.map((item, index) => {
    const instant = instantOf(item.draft);
    return { item, index, instant: instant !== null && instant <= now ? instant : null };
  });
  const isDated = ranked.some(({ instant }) => instant !== null);
  const newest = isDated
    ? ranked.toSorted((one, other) => (other.instant ?? 0) - (one.instant ?? 0) || one.index - other.index)
    : ranked;
  return newest
    .slice(0, most)
    .toSorted((one, other) => one.index - other.index)
    .map(({ item }) => item);
}

function hash(parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts))
    .digest('hex')
    .slice(0, HASH_BYTES * 2);
}

import { z } from 'zod';
import type { FoundFeed } from '../../core/sources/source-services.ts';

const feedSchema = z.object({ url: z.string().trim().min(1), title: z.string().nullish() });
/** A list, what its interface answers, or (the legacy bot's file of a server) an object of feeds. */
const wholeSchema = z.union([
  z.array(z.unknown()),
  z.object({ results: z.array(z.unknown()) }).transform(({ results }) => results),
  z.object({ feeds: z.array(z.unknown()) }).transform(({ feeds }) => feeds),
]);

/**
 * The feeds of a MonitoRSS export, in their order, with doubles: its collections `userfeeds` or `feeds` as mongoexport writes
 * them (an object a line, or one array), or the answer of `GET /api/v1/user-feeds`. Null for a text that is none of these, or names
 * no feed.
 */
export function readMonitoRss(text: string): FoundFeed[] | null {
  const whole = wholeSchema.safeParse(parseJson(text));
  const items = whole.success
    ? whole.data
    : text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .map(parseJson);
  const feeds = items.flatMap((item) => {
    const read = feedSchema.safeParse(item);
    return read.success ? [{ url: read.data.url, title: read.data.title?.trim() || null }] : [];
  });
  // One line that is none leaves the others; a text of which most are none is something else.
  return feeds.length === 0 || feeds.length * 2 < items.length ? null : feeds;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { type FeedEntry, type FeedPolling, MOST_CATEGORIES, MOST_ENCLOSURES } from './feed.ts';
import { readHtml, toLine } from './read-markup.ts';
import { baseOf, resolveLink } from './resolve-link.ts';
import type { FeedTime } from './time/feed-time.ts';
import { readTime } from './time/read-time.ts';
import { attributeOf, childElements, childrenNamed, textOf, type XmlElement } from './xml-element.ts';

/** What the readers of all formats know of the feed as a whole. */
export interface ReadingContext {
  /** Where the feed stands; null where that is not known. */
  address: string | null;
  isChinese: boolean;
}

/** The first time that can be read among the children with one of the names, by the order of the names. */
export function readTimeOf(
  element: XmlElement,
  { isChinese }: ReadingContext,
  ...names: string[]
): FeedTime | null {
  for (const child of childrenNamed(element, ...names)) {
    const time = readTime(textOf(child), { isChinese });
    if (time !== null) return time;
  }
  return null;
}

/** The media elements of an entry, also those in groups. */
function mediaOf(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((child) =>
    child.name === 'media:group'
      ? [child, ...childElements(child)]
      : child.name.startsWith('media:')
        ? [child]
        : [],
  );
}

/** `media:title`, `media:description` and the like, outside of a group first. */
export function readMediaText(element: XmlElement, name: 'media:title' | 'media:description'): string | null {
  for (const media of mediaOf(element)) {
    const html = media.name === name ? readHtml(media) : null;
    if (html !== null) return html;
  }
  return null;
}

/** Pictures, sound and films: `enclosure`, `link rel="enclosure"`, `media:content` and `media:thumbnail`. */
export function readEnclosures(element: XmlElement, { address }: ReadingContext): FeedEntry['enclosures'] {
  const found = new Map<string, string | null>();
  for (const child of [...childElements(element), ...mediaOf(element)]) {
    if (found.size === MOST_ENCLOSURES) break;
    const isLink = child.name.endsWith('link') && attributeOf(child, 'rel') === 'enclosure';
    if (!isLink && !['enclosure', 'media:content', 'media:thumbnail'].includes(child.name)) continue;
    const url = resolveLink(attributeOf(child, isLink ? 'href' : 'url'), baseOf(child, address));
    if (url !== null && !found.has(url)) found.set(url, attributeOf(child, 'type'));
  }
  return [...found].map(([url, type]) => ({ url, type }));
}

/** The names of categories, each once: the label where there is one, else the term or the text. */
export function readCategories(element: XmlElement, ...names: string[]): string[] {
  const found = new Set<string>();
  for (const child of childrenNamed(element, ...names)) {
    const name =
      attributeOf(child, 'label') ??
      attributeOf(child, 'term') ??
      attributeOf(child, 'text') ??
      toLine(textOf(child));
    if (name !== null && found.size < MOST_CATEGORIES) found.add(name.slice(0, 200));
  }
  return [...found];
}

/** As RSS 2.0 names them. */
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** `ttl`, `skipHours`, `skipDays` and the hubs of WebSub. */
export function readPolling(element: XmlElement, { address }: ReadingContext): FeedPolling {
  const ttl = Number(childrenNamed(element, 'ttl').map(textOf)[0]);
  const hours = childrenNamed(element, 'skiphours')
    .flatMap((hour) => childrenNamed(hour, 'hour'))
    .map((hour) => Number(textOf(hour) || Number.NaN) % 24)
    .filter((hour) => Number.isInteger(hour) && hour >= 0);
  const days = childrenNamed(element, 'skipdays')
    .flatMap((day) => childrenNamed(day, 'day'))
    .map((day) => DAYS.indexOf(textOf(day).trim().toLowerCase()))
    .filter((day) => day !== -1);
  const hubs = childrenNamed(element, 'atom:link', 'link')
    .filter((link) => attributeOf(link, 'rel') === 'hub')
    .map((link) => resolveLink(attributeOf(link, 'href'), address))
    .filter((hub) => hub !== null);
  return {
    ttl: Number.isFinite(ttl) && ttl > 0 ? ttl : null,
    skipHours: [...new Set(hours)],
    skipDays: [...new Set(days)],
    hubs: hubs.slice(0, 5),
  };
}

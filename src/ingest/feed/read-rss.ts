import { type Feed, type FeedEntry, MOST_ENTRIES } from './feed.ts';
import { readConstructLine, readHtml, readLine, toLine } from './read-markup.ts';
import {
  type ReadingContext,
  readCategories,
  readEnclosures,
  readMediaText,
  readPolling,
  readTimeOf,
} from './read-modules.ts';
import { joinPeople, readPerson } from './read-person.ts';
import { baseOf, firstAddress, languageOf, resolveLink } from './resolve-link.ts';
import type { FeedTime } from './time/feed-time.ts';
import { readTime } from './time/read-time.ts';
import {
  attributeOf,
  childElements,
  childrenNamed,
  firstOf,
  textOf,
  textOfChild,
  withoutChildren,
  type XmlElement,
} from './xml-element.ts';

const ITEMS = ['item', 'atom:entry'];
const PUBLISHED = [
  'pubdate',
  'atom:published',
  'dc:date',
  'dcterms:issued',
  'dcterms:created',
  'dc:created',
  'date',
];
const UPDATED = ['atom:updated', 'lastbuilddate', 'dcterms:modified', 'dc:modified', 'updated'];

/**
 * A feed of RSS 0.9 to 2.0, of RDF (RSS 1.0) or CDF, whose items stand in the channel or beside it. `root` is the `rss`,
 * `rdf:RDF` or `channel` element.
 */
export function readRss(root: XmlElement, context: ReadingContext): Feed {
  const whole = childrenNamed(root, 'channel')[0] ?? root;
  const items = findItems(root, whole);
  const channel = withoutChildren(whole, ...ITEMS);
  const author = readAuthor(channel);
  const title = firstOf(channel, ['title', 'dc:title', 'atom:title', 'itunes:title'], readLine);
  const link = readLink(channel, context);
  const selfLink = readAtomLink(channel, 'self', context);
  const itemContext = { ...context, address: firstAddress(context.address, selfLink, link) };
  return {
    format: root.name === 'rdf:rdf' ? 'rdf' : 'rss',
    id: attributeOf(channel, 'rdf:about'),
    title,
    link,
    selfLink,
    description: firstOf(
      channel,
      ['description', 'tagline', 'atom:subtitle', 'itunes:summary', 'itunes:subtitle', 'abstract'],
      readHtml,
    ),
    language: textOfChild(channel, 'language', 'dc:language') ?? languageOf(channel),
    author,
    publisher: textOfChild(channel, 'dc:publisher'),
    published: readTimeOf(channel, context, ...PUBLISHED),
    updated: readTimeOf(channel, context, ...UPDATED, 'dc:date') ?? readLastModified(channel, context),
    polling: readPolling(channel, context),
    entries: items.slice(0, MOST_ENTRIES).map((item) => readItem(item, author, itemContext)),
    entriesLeft: Math.max(0, items.length - MOST_ENTRIES),
  };
}

/** CDF, which Microsoft made of the same elements in 1997, writes times as attributes. */
function readLastModified(element: XmlElement, { isChinese }: ReadingContext): FeedTime | null {
  return readTime(attributeOf(element, 'lastmod') ?? '', { isChinese });
}

/** In the order of the source. */
function findItems(root: XmlElement, channel: XmlElement): XmlElement[] {
  const holders = [channel, ...childrenNamed(channel, 'items'), ...(root === channel ? [] : [root])];
  return holders.flatMap((holder) => childElements(holder).filter(({ name }) => ITEMS.includes(name)));
}

function readItem(item: XmlElement, feedAuthor: string | null, context: ReadingContext): FeedEntry {
  const guid = childrenNamed(item, 'guid')[0];
  // Beside a summary the description is the whole text.
  const hasSummary = childrenNamed(item, 'summary').length > 0;
  const published = readTimeOf(item, context, ...PUBLISHED);
  return {
    id:
      (guid === undefined ? '' : textOf(guid)) ||
      textOfChild(item, 'atom:id', 'dc:identifier', 'id') ||
      attributeOf(item, 'rdf:about'),
    title: readTitle(item),
    link: readItemLink(item, guid, context),
    author: readAuthor(item) ?? feedAuthor,
    published,
    updated: readTimeOf(item, context, ...UPDATED) ?? readLastModified(item, context),
    content: firstOf(
      item,
      [
        'content:encoded',
        'xhtml:body',
        'body',
        'atom:content',
        'fullitem',
        'content',
        ...(hasSummary ? ['description'] : []),
      ],
      readHtml,
    ),
    summary:
      firstOf(
        item,
        ['summary', 'description', 'abstract', 'atom:summary', 'dc:description', 'itunes:summary'],
        readHtml,
      ) ??
      readMediaText(item, 'media:description') ??
      firstOf(item, ['itunes:subtitle', 'dcterms:abstract'], readHtml),
    categories: readCategories(item, 'category', 'dc:subject', 'atom:category', 'media:category'),
    enclosures: readEnclosures(item, context),
    language: textOfChild(item, 'dc:language', 'language') ?? languageOf(item),
    publisher: toLine(textOfChild(item, 'source', 'dc:publisher') ?? ''),
    range: { start: item.start, end: item.end },
    isCutOff: !item.isClosed,
  };
}

function readTitle(item: XmlElement): string | null {
  const own =
    firstOf(item, ['title', 'dc:title'], readLine) ?? firstOf(item, ['atom:title'], readConstructLine);
  if (own !== null) return own;
  const media = readMediaText(item, 'media:title');
  return (media === null ? null : toLine(media)) ?? firstOf(item, ['itunes:title'], readLine);
}

function readAuthor(element: XmlElement): string | null {
  const atom = childrenNamed(element, 'atom:author').map((author) =>
    textOfChild(author, 'atom:name', 'name', 'atom:email', 'email'),
  );
  for (const names of [
    ['author'],
    ['dc:creator', 'dc:author'],
    ['itunes:author'],
    ['managingeditor'],
    ['googleplay:author'],
  ]) {
    const people = childrenNamed(element, ...names).map((child) =>
      readPerson(textOfChild(child, 'name') ?? readPersonText(child)),
    );
    const joined = joinPeople(people);
    if (joined !== null) return joined;
    if (names[0] === 'author' && atom.length > 0) return joinPeople(atom);
  }
  return null;
}

function readPersonText(element: XmlElement): string | null {
  return childElements(element).length > 0 ? readLine(element) : toLine(textOf(element));
}

function readLink(element: XmlElement, context: ReadingContext): string | null {
  const base = baseOf(element, context.address);
  const links = childrenNamed(element, 'link');
  // Nothing tells several apart; gofeed takes the last, too.
  for (const link of links.reverse()) {
    const found = resolveLink(textOf(link) || attributeOf(link, 'href'), base);
    const rel = attributeOf(link, 'rel');
    if (found !== null && (rel === null || rel === 'alternate')) return found;
  }
  return readAtomLink(element, 'alternate', context) ?? resolveLink(attributeOf(element, 'href'), base);
}

function readAtomLink(element: XmlElement, wanted: string, { address }: ReadingContext): string | null {
  for (const link of childrenNamed(element, 'atom:link')) {
    if ((attributeOf(link, 'rel') ?? 'alternate') !== wanted) continue;
    const found = resolveLink(attributeOf(link, 'href') ?? (textOf(link) || null), baseOf(link, address));
    if (found !== null) return found;
  }
  return null;
}

/** Feedburner's own link counts clicks: the original one comes first. */
function readItemLink(
  item: XmlElement,
  guid: XmlElement | undefined,
  context: ReadingContext,
): string | null {
  const base = baseOf(item, context.address);
  const original = resolveLink(textOfChild(item, 'feedburner:origlink'), base);
  const own = original ?? readLink(item, context);
  if (own !== null) return own;
  const id = guid === undefined ? '' : textOf(guid);
  const isPermanent = guid !== undefined && attributeOf(guid, 'ispermalink')?.toLowerCase() !== 'false';
  if (isPermanent && (/^https?:\/\//i.test(id) || id.startsWith('/'))) return resolveLink(id, base);
  return resolveLink(attributeOf(item, 'rdf:about'), base) ?? readEnclosures(item, context)[0]?.url ?? null;
}

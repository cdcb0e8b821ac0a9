import { type Feed, type FeedEntry, MOST_ENTRIES } from './feed.ts';
import { readConstruct, readConstructLine, toLine } from './read-markup.ts';
import {
  type ReadingContext,
  readCategories,
  readEnclosures,
  readMediaText,
  readPolling,
  readTimeOf,
} from './read-modules.ts';
import { joinPeople } from './read-person.ts';
import { baseOf, firstAddress, languageOf, resolveLink } from './resolve-link.ts';
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

/** With Atom's namespace and without: feeds forget to declare it. */
function both(...names: string[]): string[] {
  return names.flatMap((name) => [`atom:${name}`, name]);
}

const ITEMS = both('entry', 'item');
const PUBLISHED = [...both('published', 'issued', 'created'), 'dc:date', 'dcterms:issued', 'pubdate'];
const UPDATED = [...both('updated', 'modified'), 'dcterms:modified'];

/** A feed of Atom 1.0 or 0.3. `whole` is the `feed` element, or a lone `entry`. */
export function readAtom(whole: XmlElement, context: ReadingContext): Feed {
  const isEntry = whole.name === 'entry' || whole.name === 'atom:entry';
  const root = withoutChildren(whole, ...ITEMS);
  const entries = isEntry ? [whole] : childElements(whole).filter(({ name }) => ITEMS.includes(name));
  const author = readAuthor(root);
  const link = readLink(root, 'alternate', context);
  const selfLink = readLink(root, 'self', context);
  const entryContext = { ...context, address: firstAddress(context.address, selfLink, link) };
  return {
    format: 'atom',
    id: textOfChild(root, ...both('id')),
    title: firstOf(root, both('title'), readConstructLine),
    link,
    selfLink,
    description: firstOf(root, both('subtitle', 'tagline', 'info', 'description'), readConstruct),
    language: languageOf(root) ?? textOfChild(root, 'dc:language', 'language'),
    author,
    publisher: textOfChild(root, 'dc:publisher'),
    published: readTimeOf(root, context, ...PUBLISHED),
    updated: readTimeOf(root, context, ...UPDATED),
    polling: readPolling(root, context),
    entries: entries.slice(0, MOST_ENTRIES).map((entry) => readEntry(entry, author, entryContext)),
    entriesLeft: Math.max(0, entries.length - MOST_ENTRIES),
  };
}

function readEntry(entry: XmlElement, feedAuthor: string | null, context: ReadingContext): FeedEntry {
  const source = childrenNamed(entry, ...both('source'))[0];
  const id = textOfChild(entry, ...both('id')) ?? textOfChild(entry, 'guid');
  return {
    id,
    title: readTitle(entry),
    link: readEntryLink(entry, id, context),
    author: readAuthor(entry) ?? (source === undefined ? null : readAuthor(source)) ?? feedAuthor,
    published: readTimeOf(entry, context, ...PUBLISHED),
    updated: readTimeOf(entry, context, ...UPDATED),
    content: firstOf(entry, [...both('content'), 'content:encoded'], readContent),
    summary:
      firstOf(entry, both('summary', 'description'), readConstruct) ??
      readMediaText(entry, 'media:description'),
    categories: readCategories(entry, ...both('category'), 'dc:subject'),
    enclosures: readEnclosures(entry, context),
    language: languageOf(entry),
    publisher:
      (source === undefined ? null : firstOf(source, both('title'), readConstructLine)) ??
      textOfChild(entry, 'dc:publisher'),
    range: { start: entry.start, end: entry.end },
    isCutOff: !entry.isClosed,
  };
}

/** Content that stands elsewhere, or is a picture, has no text here. */
function readContent(element: XmlElement): string | null {
  const type = attributeOf(element, 'type')?.toLowerCase() ?? '';
  const isText = !type.includes('/') || /^text\/|[/+]xml$|^application\/octet-stream$|html/.test(type);
  return isText ? readConstruct(element) : null;
}

function readTitle(entry: XmlElement): string | null {
  const own = firstOf(entry, [...both('title'), 'dc:title'], readConstructLine);
  if (own !== null) return own;
  const media = readMediaText(entry, 'media:title');
  return media === null ? null : toLine(media);
}

function readAuthor(element: XmlElement): string | null {
  const people = childrenNamed(element, ...both('author')).map(
    (author) =>
      textOfChild(author, ...both('name')) ?? textOfChild(author, ...both('email')) ?? ownText(author),
  );
  return (
    joinPeople(people) ??
    joinPeople(childrenNamed(element, 'dc:creator').map((creator) => textOf(creator) || null))
  );
}

/** A name that stands in the author itself. */
function ownText(author: XmlElement): string | null {
  return childElements(author).length > 0 ? null : textOf(author) || null;
}

/** Links of one relation: a page (HTML) before any other. */
function readLink(element: XmlElement, wanted: string, { address }: ReadingContext): string | null {
  const links = childrenNamed(element, ...both('link')).filter((link) => relationOf(link) === wanted);
  const pages = links.filter((link) => /html/i.test(attributeOf(link, 'type') ?? 'html'));
  for (const link of [...pages, ...links]) {
    const found = resolveLink(attributeOf(link, 'href') ?? (textOf(link) || null), baseOf(link, address));
    if (found !== null) return found;
  }
  return null;
}

function relationOf(link: XmlElement): string {
  const relation = attributeOf(link, 'rel')?.toLowerCase() ?? 'alternate';
  return relation.replace('http://www.iana.org/assignments/relation/', '');
}

function readEntryLink(entry: XmlElement, id: string | null, context: ReadingContext): string | null {
  const original = resolveLink(textOfChild(entry, 'feedburner:origlink'), null);
  const link = original ?? readLink(entry, 'alternate', context);
  if (link !== null) return link;
  const source = childrenNamed(entry, ...both('content')).map((content) =>
    resolveLink(attributeOf(content, 'src'), baseOf(content, context.address)),
  );
  const related = readLink(entry, 'related', context) ?? source.find((url) => url !== null) ?? null;
  return related ?? (id !== null && /^https?:\/\//i.test(id) ? id : null);
}

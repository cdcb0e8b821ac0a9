import { cleanAuthorName, isOrganisation } from './clean-author-name.ts';
import { foldLetters } from './fold-letters.ts';
import { readHintWords } from './hints.ts';
import { createInsideTest, type PageElement, readText, walkElements } from './page-tree.ts';
import { readLabelledName, readLineAuthor } from './read-labelled-name.ts';
import type { LinkedArticle } from './read-linked-data.ts';
import { type MetaTags, readFirstTag } from './read-meta-tags.ts';
import { readNameElement } from './read-name-element.ts';

const TAGS = [
  'author',
  'article:author',
  'dc.creator',
  'dcterms.creator',
  'dc.creator.name',
  'citation_author',
  'parsely-author',
  'sailthru.author',
  'byl',
  'cxenseparse:author',
  'article:author_name',
  'og:article:author',
  'bt:author',
  'twitter:data1',
];
/** Who wrote it, several names parted by commas; null where the page does not say. An organisation is the last choice. */
export function readPageAuthor(
  root: PageElement,
  tags: MetaTags,
  linked: LinkedArticle | null,
  { siteName = null, lines = [] }: { siteName?: string | null; lines?: readonly string[] } = {},
): string | null {
  const stated = readStatedAuthor(tags, linked, siteName);
  if (stated !== null && !isOrganisation(stated) && !isSite(stated, siteName)) return stated;
  return readMarkedAuthor(root) ?? readLineAuthor(lines) ?? stated;
}

function readStatedAuthor(
  tags: MetaTags,
  linked: LinkedArticle | null,
  siteName: string | null,
): string | null {
  const names = (linked?.authors ?? [])
    .map((name) => cleanStated(name, siteName))
    .filter((name) => name !== null);
  if (names.length > 0) return [...new Set(names)].join(', ');
  for (const tag of TAGS) {
    const name = cleanStated(readFirstTag(tags, [tag]) ?? '', siteName);
    if (name !== null) return name;
  }
  return null;
}

/** `Site - Anna Ferris` is the name alone. */
function cleanStated(raw: string, siteName: string | null): string | null {
  const parts = raw.split(/\s+[|–—-]\s+/);
  const own = parts.length === 2 ? parts.filter((part) => !isSite(part, siteName)) : parts;
  return cleanAuthorName(own.length === 1 ? (own[0] ?? '') : raw);
}

function isSite(name: string, siteName: string | null): boolean {
  return siteName !== null && foldLetters(name) === foldLetters(siteName);
}

type Mark = (element: PageElement, words: readonly string[]) => boolean;
const NAMES_AUTHOR = new Set(
  'byline author authors authorname autor autorin auteur writer zuozhe postauthor articleauthor'.split(' '),
);

/** In the order of how surely they name the author of the page. */
const MARKS: Mark[] = [
  ({ attributes }) => /\bauthor\b/i.test(attributes.get('itemprop') ?? ''),
  ({ attributes }) => /\bauthor\b/i.test(attributes.get('rel') ?? ''),
  (_, words) => words.includes('author') && (words.includes('name') || words.includes('fn')),
  (_, words) => words.some((word) => NAMES_AUTHOR.has(word)),
  (_, words) => words.includes('vcard') || words.includes('fn'),
];
const NO_NAMES = new Set(['meta', 'link', 'script', 'style', 'body', 'html', 'article']);

function readMarkedAuthor(root: PageElement): string | null {
  const found: (string | null)[] = MARKS.map(() => null);
  const isElsewhere = createInsideTest(isOthers);
  let labelled: string | null = null;
  for (const element of walkElements(root)) {
    if (NO_NAMES.has(element.name)) continue;
    const words = readHintWords(element);
    for (const [at, isMarked] of MARKS.entries()) {
      if (found[at] !== null || !isMarked(element, words) || isElsewhere(element)) continue;
      found[at] = readNameElement(element);
    }
    if (labelled === null && element.children.length <= MOST_IN_LINE) {
      const name = readLabelledName(readText(element, LONGEST_READ));
      if (name !== null && !isElsewhere(element)) labelled = name;
    }
  }
  return found.find((name) => name !== null) ?? labelled;
}

const MOST_IN_LINE = 6;
const LONGEST_READ = 100;
const WHOLES = /^(?:post|entry|article|story)$/;
const OTHERS = /^(?:comments?|commentlist|related|recommended|sidebar|disqus|footer|kommentare)$/;

function isOthers(element: PageElement): boolean {
  if (element.name === 'body' || element.name === 'html') return false;
  const words = readHintWords(element);
  // A post's own footer names who wrote it.
  return (
    words.some((word) => OTHERS.test(word)) &&
    !(words.includes('footer') && words.some((word) => WHOLES.test(word)))
  );
}

import { readHintWords } from './hints.ts';
import { createInsideTest, findInside, type PageElement, readText, walkElements } from './page-tree.ts';
import type { LinkedArticle } from './read-linked-data.ts';
import { type MetaTags, readFirstTag } from './read-meta-tags.ts';

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
const LONGEST_NAME = 80;
const LABEL =
  /^(?:(?:zeige\s+)?alle\s+(?:beiträge|artikel)\s+von|(?:view\s+)?(?:all\s+)?(?:posts|articles)\s+by|veröffentlicht\s+von|interview:)\s+|^(?:(?:written|posted|published|story|words|reported|created)\s+)?(?:by|von|par|por|di|door|av|author|autor(?:in)?|作者|记者|記者|撰文|文|text|redaktion)\s*[:：/／]?\s+|^(?:作者|记者|記者|撰文|文)\s*[:：/／|｜]\s*|^(?:author|autor(?:in)?|by)\s*[:：]\s*/i;
const NAME_END =
  /\s*(?:[|｜·•]|\bon\b|\bam\b|\bupdated\b|\bpublished\b|\d{1,2}[./]\d{1,2}[./]\d|\d{4}[-年]|,?\s+(?:staff|senior|associate|contributing|special|guest)?\s*(?:writer|editor|reporter|correspondent|columnist|contributor)\b|来源|來源|责任?编辑).*$/i;
const NO_NAME =
  /^(?:admin(?:istrator)?|editor|webmaster|staff|redaktion|online|guest|(?:no )?author|unknown|anonymous|https?:.*|www\..*|.*@.*|[^\p{L}]+)$/iu;

/** Who wrote it, several names parted by commas; null where the page does not say. */
export function readPageAuthor(
  root: PageElement,
  tags: MetaTags,
  linked: LinkedArticle | null,
): string | null {
  const stated = (linked?.authors ?? []).map(cleanName).filter((name) => name !== null);
  if (stated.length > 0) return [...new Set(stated)].join(', ');
  for (const tag of TAGS) {
    const name = cleanName(readFirstTag(tags, [tag]) ?? '');
    if (name !== null) return name;
  }
  return readMarkedAuthor(root);
}

function cleanName(raw: string): string | null {
  const name = raw
    .replace(/\s+/g, ' ')
    .trim()
    .replace(LABEL, '')
    .replace(NAME_END, '')
    .replace(/^[\s,;:：|–-]+|[\s,;:：|–-]+$/g, '');
  if (name.length < 2 || name.length > LONGEST_NAME || NO_NAME.test(name)) return null;
  if (/[。！？!?…]|\.\s|https?:/.test(name.replace(/\b\p{L}{1,3}\.\s/gu, ''))) return null;
  return name.split(/\s+/).length > 8 ? null : name;
}

type Mark = (element: PageElement, words: readonly string[]) => boolean;
const NAMES_AUTHOR = new Set(['byline', 'author', 'autor', 'auteur', 'writer', 'zuozhe']);

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
      found[at] = cleanName(readNameText(element));
    }
    if (labelled === null && element.children.length <= MOST_IN_LINE) {
      const name = readLabelledName(element);
      if (name !== null && !isElsewhere(element)) labelled = name;
    }
  }
  return found.find((name) => name !== null) ?? labelled;
}

const MOST_IN_LINE = 4;
const LONGEST_LINE = 60;

/** `By Anna Ferris`, `作者：李小河`: a line that is nothing but a label and a name. */
function readLabelledName(element: PageElement): string | null {
  const text = readText(element, LONGEST_LINE * 2);
  if (text.length > LONGEST_LINE || !LABEL.test(text) || !LABELLED_NAME.test(text)) return null;
  return cleanName(text);
}

const LABELLED_NAME =
  /^(?:(?:[Bb]y|BY|[Vv]on|VON)\s+\p{Lu}|(?:作者|记者|記者|撰文|文)[\s:：/／|｜]|(?:[Aa]uthor|[Aa]utor(?:in)?)\s*[:：])/u;

function readNameText(element: PageElement): string {
  const named = findInside(
    element,
    (at) =>
      /\bname\b/i.test(at.attributes.get('itemprop') ?? '') ||
      (at !== element && readHintWords(at).includes('fn')),
  );
  const text = readText(named ?? element, 200);
  if (text.length <= LONGEST_NAME + 20) return text;
  const link = findInside(element, ({ name }) => name === 'a');
  return link === null ? text : readText(link, 200);
}

const OTHERS = /^(?:comments?|commentlist|related|recommended|sidebar|disqus|footer|kommentare)$/;

function isOthers(element: PageElement): boolean {
  if (element.name === 'body' || element.name === 'html') return false;
  return readHintWords(element).some((word) => OTHERS.test(word));
}

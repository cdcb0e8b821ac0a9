import { foldLetters } from './fold-letters.ts';
import { readHintWords } from './hints.ts';
import { measure } from './measure.ts';
import { findInside, type PageElement, readText, walkElements } from './page-tree.ts';
import type { LinkedArticle } from './read-linked-data.ts';
import { type MetaTags, readFirstTag } from './read-meta-tags.ts';

const LONGEST_TITLE = 300;
const LEAST_LETTERS = 4;
/** In Latin letters, as measure counts: the only heading of the first level is the headline, though no title confirms it; shorter ones are a site's or a rubric's. */
const LEAST_ALONE = 24;
const SITE_PARTS = /\s+[|｜\-–—·•»«:/]{1,2}\s+|\s*[|｜»«]\s*|_+|(?:——|--)/;

export interface TitleSources {
  root: PageElement;
  tags: MetaTags;
  linked: LinkedArticle | null;
  /** The site's name, where it is known. */
  siteName: string | null;
}

/**
 * A page's headline: the heading that the page's other titles confirm, else what meta tags and JSON-LD say, else the title
 * without the site's name. Null where there is none.
 */
export function readPageTitle({ root, tags, linked, siteName }: TitleSources): string | null {
  const documentTitle = readDocumentTitle(root);
  const stated = [
    linked?.headline ?? null,
    readFirstTag(tags, ['og:title', 'twitter:title', 'dc.title', 'headline']),
  ]
    .filter((title) => title !== null)
    .map((title) => stripSite(title, siteName));
  const confirming = [...stated, documentTitle]
    .map(foldLetters)
    .filter((text) => text.length >= LEAST_LETTERS);
  const headings = listHeadings(root, siteName);
  const confirmed = headings.filter(({ text, level }) => {
    const folded = foldLetters(text);
    // A site's name may be longer than the headline; a subheading may be a word of it.
    const most = level === 1 ? 3 : 2;
    return (
      folded.length >= LEAST_LETTERS &&
      confirming.some((other) => other.includes(folded) && folded.length * most >= other.length)
    );
  });
  const byHeading =
    chooseConfirmed(confirmed, confirming) ??
    headings.find(({ text }) => confirming.some((other) => isAlike(foldLetters(text), other)));
  if (byHeading !== undefined) return tidy(withoutKicker(byHeading.text, stated));
  const only = headings.filter(({ level }) => level === 1);
  const [single] = only;
  if (single !== undefined && only.length === 1 && measure(foldLetters(single.text)) >= LEAST_ALONE)
    return tidy(single.text);
  const best = stated[0] ?? (documentTitle === '' ? null : stripSite(documentTitle, siteName));
  // A title that is the site's name says nothing of the article.
  if (best !== null && !isSiteName(best, siteName)) return tidy(best);
  return only[0] === undefined ? (best === null ? null : tidy(best)) : tidy(only[0].text);
}

/** A heading of the highest level that a title begins with; where none does, the longest: a site's name is shorter. */
function chooseConfirmed(confirmed: readonly Heading[], titles: readonly string[]): Heading | undefined {
  const begins = confirmed.filter(({ text }) => titles.some((title) => title.startsWith(foldLetters(text))));
  const [first] = begins;
  if (first !== undefined) return first;
  return [...confirmed].sort((a, b) => b.text.length - a.text.length)[0];
}

/** A rubric or date before the headline, in the same element, that the page's other titles leave out. */
function withoutKicker(heading: string, stated: readonly string[]): string {
  const folded = foldLetters(heading);
  for (const title of stated) {
    const other = foldLetters(title);
    if (
      other.length >= 12 &&
      other.length < folded.length &&
      folded.endsWith(other) &&
      other.length * 2 >= folded.length
    )
      return title;
  }
  return heading;
}

function readDocumentTitle(root: PageElement): string {
  for (const element of walkElements(root))
    if (element.name === 'title' && element.parent?.name !== 'svg')
      return readText(element, LONGEST_TITLE * 2);
  return '';
}

interface Heading {
  text: string;
  level: number;
}

function listHeadings(root: PageElement, siteName: string | null): Heading[] {
  const headings: Heading[] = [];
  for (const element of walkElements(root)) {
    const isNamed = /\bheadline\b/i.test(element.attributes.get('itemprop') ?? '');
    if (!isNamed && !/^h[1-3]$/.test(element.name)) continue;
    const text = readHeadline(element);
    if (text === '' || text.length > LONGEST_TITLE || isSiteName(text, siteName)) continue;
    if (linksHome(element)) continue;
    headings.push({ text, level: isNamed ? 1 : Number(element.name.charAt(1)) });
    if (headings.length > 200) break;
  }
  return headings.sort((a, b) => a.level - b.level);
}

/** A heading's text without what stands above or below the headline in it. */
function readHeadline(heading: PageElement): string {
  const whole = readText(heading, LONGEST_TITLE + 1);
  const parts = heading.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  if (parts.length < 2 || parts.length > MOST_PARTS) return whole;
  const own = parts.filter((part) => typeof part === 'string' || !isBeside(part));
  if (own.length > 0 && own.length < parts.length) {
    const text = own
      .map((part) => (typeof part === 'string' ? part : readText(part, LONGEST_TITLE)))
      .join(' ');
    if (foldLetters(text).length >= LEAST_LETTERS)
      return text
        .replace(/\s+/g, ' ')
        .replace(/^[\s:：|–—-]+/, '')
        .trim();
  }
  return whole;
}

const MOST_PARTS = 6;
const BESIDE_WORDS = new Set(
  'kicker roofline overline dachzeile topline toptitle pretitle spitzmarke rubrik category subtitle subline subhead subheadline untertitel sub flag label eyebrow supertitle surtitle section'.split(
    ' ',
  ),
);

function isBeside(element: PageElement): boolean {
  return element.name === 'small' || readHintWords(element).some((word) => BESIDE_WORDS.has(word));
}

/** The site's own name, in a heading that leads to its front page. */
function linksHome(heading: PageElement): boolean {
  const inner = findInside(heading, ({ name }) => name === 'a');
  const outer = heading.parent?.name === 'a' ? heading.parent : null;
  return [inner, outer].some((link) => HOME.test(link?.attributes.get('href')?.trim() ?? 'none'));
}

const HOME = /^(?:https?:\/\/[^/?#]+)?\/?(?:index\.\w+)?$/i;

/** Most of the words are the same: sites shorten the headline for search engines. */
function isAlike(heading: string, other: string): boolean {
  if (heading.length < 12 || other.length < 12) return false;
  const grams = (text: string) =>
    new Set(Array.from({ length: text.length - 2 }, (_, at) => text.slice(at, at + 3)));
  const [a, b] = [grams(heading), grams(other)];
  let common = 0;
  for (const gram of a) if (b.has(gram)) common += 1;
  return common * 2 >= (a.size + b.size) * 0.6;
}

/** Without the site's name before or behind a mark; without a short part at the end where the name is not known. */
function stripSite(title: string, siteName: string | null): string {
  const parts = title.split(SITE_PARTS).filter((part) => part.trim() !== '');
  if (parts.length < 2) return title;
  if (siteName !== null) {
    const site = foldLetters(siteName);
    const at = parts.findIndex(
      (part) => foldLetters(part) === site || (site.length > 3 && foldLetters(part).startsWith(site)),
    );
    const start = at <= 0 ? -1 : title.lastIndexOf(parts[at] ?? '');
    if (start > 0) return title.slice(0, start).replace(/[\s|｜\-–—·•»«:/_]+$/, '');
    if (at === 0) return title.slice((parts[0] ?? '').length).replace(/^[\s|｜\-–—·•»«:/_]+/, '');
  }
  const last = parts.at(-1) ?? '';
  const isShortTail =
    last.length <= 40 && last.split(/\s+/).length <= 5 && title.length - last.length > last.length;
  if (isShortTail && !/:\s/.test(title.slice(title.lastIndexOf(last) - 2))) {
    const start = title.lastIndexOf(last);
    const head = title.slice(0, start).replace(/[\s|｜\-–—·•»«:/_]+$/, '');
    // A Chinese title ends in channel and site: 标题_频道_站点.
    return /[_|｜]/.test(title) ? stripSite(head, siteName) : head;
  }
  return title;
}

function isSiteName(text: string, siteName: string | null): boolean {
  return siteName !== null && foldLetters(text) === foldLetters(siteName);
}

function tidy(title: string): string {
  return title.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE);
}

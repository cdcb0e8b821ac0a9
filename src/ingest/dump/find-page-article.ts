import type { Skipped } from '../../core/model/article.ts';
import { type ArticleBuilder, addMetadata, addText, closeArticle, openArticle } from './article-builder.ts';
import { readChrome } from './chrome.ts';
import { findPageTitle } from './find-page-title.ts';
import { findHashtags, isHashtagLine } from './hashtags.ts';
import type { DumpLine } from './lines.ts';
import { readMetadata } from './metadata.ts';
import { type Block, chooseBlock, findBlocks, findVerse, startBelowHeader } from './page-blocks.ts';
import { isCommentHeading, type PageLine, readPageLine } from './page-lines.ts';
import { readEndParenthesis, readPublisherName } from './publishers.ts';
import { skipOutside } from './skip-outside.ts';
import { skip } from './skipped.ts';
import type { Found } from './split-articles.ts';
import { pairsOf, shareOfPairs } from './text-pairs.ts';

/**
 * The one article of a web page, found by structure: the run of lines that is densest in prose, the headline and the
 * line of time and source above it, the editor's line, rights, comments or lists below it. Null where there is no prose.
 */
export function findPageArticle(text: string, lines: readonly DumpLine[]): Found | null {
  const entries = lines.map(readPageLine);
  const blocks = findBlocks(entries);
  const chosen = chooseBlock(entries, blocks);
  const verse = findVerse(entries, chosen);
  const found = verse ?? (chosen === null ? null : startBelowHeader(entries, chosen));
  if (found === null) return null;
  const main = verse === null ? extendUp(entries, blocks, found) : startBelowFirstLine(entries, found);
  const titleAt =
    main.start === found.start + 1 && verse !== null
      ? found.start
      : findPageTitle(entries, main.start, joinLines(entries, main));
  const from = findBodyStart(entries, main.start, titleAt);
  const to = findBodyEnd(entries, blocks, main);
  const first = entries[titleAt ?? from]?.line;
  if (first === undefined) return null;
  const title = titleAt === null ? null : first.text;
  const article = openArticle(title, findHashtags(title ?? ''), first.outerStart, first.end);
  if (titleAt !== null) addHeader(article, entries, titleAt, from);
  const skipped = addBody(article, text, entries.slice(from, to));
  for (const { line } of entries.slice(to, to + FOOTER_LINES)) {
    // 来源 and 责任编辑 lines below the text may name the publisher.
    const publisher = readMetadata(line.text, 'elsewhere')?.publisher ?? null;
    if (publisher !== null) addMetadata(article, { publisher, publishedAt: null, url: null }, article.end);
  }
  const draft = closeArticle(article);
  if (draft === null) return null;
  return { articles: [draft], skipped: [...skipped, ...skipOutside(text, entries, draft.range)] };
}

const FOOTER_LINES = 4;
const ABOVE_TITLE = 3;

/** What the lines right above the title and between it and the body say of the article. */
function addHeader(
  article: ArticleBuilder,
  entries: readonly PageLine[],
  titleAt: number,
  from: number,
): void {
  for (const { line } of entries.slice(Math.max(0, titleAt - ABOVE_TITLE), titleAt)) {
    const found = readMetadata(line.text, 'elsewhere');
    if (found !== null) addMetadata(article, found, article.end);
  }
  for (const { line, role } of entries.slice(titleAt + 1, from)) {
    const found = readMetadata(line.text, 'by-title');
    if (found !== null) addMetadata(article, found, line.end);
    else if (role === 'short') {
      // A publisher's name alone between headline and text.
      const publisher = readPublisherName(line.text, 'anywhere');
      if (publisher !== null) addMetadata(article, { publisher, publishedAt: null, url: null }, line.end);
    }
  }
}

/** Adds the text of the lines, and gives back what stands between it: buttons, lists of links. */
function addBody(article: ArticleBuilder, text: string, entries: readonly PageLine[]): Skipped[] {
  const skipped: Skipped[] = [];
  let isInList = false;
  for (const { line, role, metadata } of entries) {
    if (role === 'prose') isInList = false;
    if (metadata !== null) addMetadata(article, metadata, line.end);
    else if (isInList && role !== 'control') skipped.push(skip(text, line.outerStart, line.end, 'teaser'));
    else if (role === 'control' || role === 'soft-stop' || role === 'hard-stop') {
      skipped.push(skip(text, line.outerStart, line.end, 'chrome'));
    } else if (isHashtagLine(line.text)) article.lineHashtags.push(...findHashtags(line.text));
    else addText(article, line.text, line.end);
    if (role === 'soft-stop') isInList = true;
  }
  return skipped;
}

const JOINED_LENGTH = 20_000;
const JOINED_LINE = 5000;

/** The first 20,000 characters of the block. */
function joinLines(entries: readonly PageLine[], block: Block): string {
  let text = '';
  for (const { line } of entries.slice(block.start, block.end)) {
    text += `${line.text.slice(0, JOINED_LINE)}\n`;
    if (text.length >= JOINED_LENGTH) break;
  }
  return text;
}

/** Verse below its date: the first line is the title where the rest holds its words more than those above the date. */
function startBelowFirstLine(entries: readonly PageLine[], verse: Block): Block {
  const rest = { ...verse, start: verse.start + 1 };
  const known = pairsOf(joinLines(entries, rest));
  const share = (at: number) => shareOfPairs(entries[at]?.line.text ?? '', known);
  const above = Math.max(0, ...[2, 3].map((back) => (verse.start >= back ? share(verse.start - back) : 0)));
  return share(verse.start) > above + 0.3 ? rest : verse;
}

const SMALL_GAP = 3;

/** Over the block: the one right above it that is cut off by a line or two of something else. */
function extendUp(entries: readonly PageLine[], blocks: readonly Block[], main: Block): Block {
  const above = blocks.findLast((block) => block.end <= main.start && block.weight >= LEAST_RESUMED);
  if (above === undefined || main.start - above.end > SMALL_GAP || !isDense(entries, above)) return main;
  const between = entries.slice(above.end, main.start);
  if (between.some(({ line }) => isCommentHeading(line))) return main;
  return { ...startBelowHeader(entries, above), end: main.end };
}

const LEAD_LINES = 12;

/** Short lines between the header and the first prose (a lead in verse, a subheading) belong to the body. */
function findBodyStart(entries: readonly PageLine[], start: number, titleAt: number | null): number {
  // With neither title nor header above, short lines are the page's, not a lead.
  if (titleAt === null) return start;
  let from = start;
  while (start - from < LEAD_LINES && from - 1 > titleAt) {
    const before = entries[from - 1];
    if (before === undefined || (before.role !== 'short' && before.role !== 'sentence')) break;
    if (!/\p{L}/u.test(before.line.text)) break;
    from -= 1;
  }
  return from;
}

const LEAST_RESUMED = 40;
/** Lines of a list of links in the middle of a text, its heading included. */
const SHORT_LIST = 4;
const LONGEST_LIST = 12;
const AKIN = 0.35;

/** Beyond the block: the blocks that go on after a list in the middle of the text, and the last remarks. */
function findBodyEnd(entries: readonly PageLine[], blocks: readonly Block[], main: Block): number {
  let end = main.end;
  for (const block of blocks) {
    if (block.start < end || block.weight < LEAST_RESUMED) continue;
    const between = entries.slice(end, block.start);
    if (between.length > LONGEST_LIST || between.some(isEnd)) break;
    if (between.some((entry) => entry.role === 'hard-stop')) {
      // A notice in the middle of a text is passed over only where the text plainly goes on.
      if (between.length > SHORT_LIST || !isDense(entries, block) || !isAkin(entries, block, main)) break;
    }
    const isSameText =
      between.length <= SHORT_LIST || isDense(entries, block) || isAkin(entries, block, main);
    if (entries[block.start]?.role !== 'prose' || !isSameText) break;
    end = block.end;
  }
  for (let entry = entries[end]; entry !== undefined; entry = entries[end]) {
    const isSentence = entry.role === 'sentence' && !entry.line.bullet;
    const isRemark = entry.role === 'short' && readEndParenthesis(entry.line.text)?.start === 0;
    if (!isSentence && !isRemark) break;
    end += 1;
  }
  return end;
}

/** The editor's line and the comments end an article for sure. */
function isEnd({ line, role }: PageLine): boolean {
  return role === 'hard-stop' && (isCommentHeading(line) || readChrome(line.text) === 'credit');
}

/** Most lines of the block are prose: not snippets between headlines. */
function isDense(entries: readonly PageLine[], { start, end }: Block): boolean {
  const prose = entries.slice(start, end).filter((entry) => entry.role === 'prose').length;
  return prose >= 2 && prose * 2 >= end - start;
}

/** The block speaks of what the text before it speaks of. */
function isAkin(entries: readonly PageLine[], block: Block, main: Block): boolean {
  return shareOfPairs(joinLines(entries, block), pairsOf(joinLines(entries, main))) >= AKIN;
}

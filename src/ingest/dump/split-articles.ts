import type { ArticleDraft, Skipped, SkipReason } from '../../core/model/article.ts';
import { type ArticleBuilder, addMetadata, addText, closeArticle, openArticle } from './article-builder.ts';
import { isBareHeadline } from './bare-headline.ts';
import { type ChromeKind, readChrome } from './chrome.ts';
import { findHashtags, isHashtagLine } from './hashtags.ts';
import { FEWEST_TEASERS, findItemsEnd, headsTeaserList, isTeaserList } from './item-lists.ts';
import { readLeadingHashtags } from './leading-hashtags.ts';
import { countUnits, type DumpLine, endsSentence, isNumbered, isProse } from './lines.ts';
import { readMetadata } from './metadata.ts';
import { isSureCommentHeading } from './page-lines.ts';
import { endsTruncated } from './paragraphs.ts';
import { endsPost, isPost } from './post-text.ts';
import { findEndPublisher } from './publishers.ts';
import { skip } from './skipped.ts';
import { findTailChrome } from './tail-chrome.ts';
import { isTeaserHeading } from './teasers.ts';
import type { TitleMark } from './titles.ts';

export interface Found {
  articles: ArticleDraft[];
  skipped: Skipped[];
}

interface State {
  text: string;
  lines: readonly DumpLine[];
  marks: ReadonlyMap<number, TitleMark>;
  found: Found;
  article: ArticleBuilder | null;
  /** Below a heading of teasers or comments: what stands there belongs to no article until one opens. */
  list: 'teaser' | 'comment' | null;
  /** A bar of buttons or the like came since the last text. */
  isBroken: boolean;
  /** Items of lists before this line were found to be the article's own. */
  ownItemsEnd: number;
  /** Hashtags on a line of their own right above what may open an article: `at` is the line that would. */
  pending: { at: number; start: number; hashtags: string[] } | null;
}

/**
 * Articles that follow one another, each under a title mark or a bare headline, with page chrome and lists of
 * teasers between and after them. One pass; each line is looked at with the one or two after it.
 */
export function splitArticles(
  text: string,
  lines: readonly DumpLine[],
  marks: ReadonlyMap<number, TitleMark>,
): Found {
  const found: Found = { articles: [], skipped: [] };
  const state: State = {
    text,
    lines,
    marks,
    found,
    article: null,
    list: null,
    isBroken: false,
    ownItemsEnd: 0,
    pending: null,
  };
  for (const [at, line] of lines.entries()) {
    if (takeTitleMark(state, line, at) || takePendingHashtags(state, line, at)) continue;
    if (takeListHeading(state, line, at)) continue;
    if (takeChrome(state, line, at) || takeHeadline(state, line, at)) continue;
    if (state.list !== null && !opensPost(state, line)) leave(state, line, state.list);
    else takeText(state, line, at);
  }
  close(state);
  return found;
}

function leave({ text, found }: State, line: DumpLine, reason: SkipReason): void {
  found.skipped.push(skip(text, line.outerStart, line.end, reason));
}

function close(state: State): void {
  if (state.article === null) return;
  const draft = closeArticle(state.article);
  const { start, end } = state.article;
  if (draft === null) state.found.skipped.push(skip(state.text, start, end, 'empty'));
  else state.found.articles.push(draft);
  state.article = null;
}

function open(state: State, title: string | null, hashtags: string[], at: number): ArticleBuilder {
  const { lines, pending } = state;
  close(state);
  state.list = null;
  state.isBroken = false;
  state.pending = null;
  const line = lines[at] as DumpLine;
  const above = pending?.at === at ? pending : null;
  state.article = openArticle(
    title,
    [...hashtags, ...(above?.hashtags ?? [])],
    above?.start ?? line.outerStart,
    line.end,
  );
  return state.article;
}

/** Adds what a line holds from `from` on, without the buttons at its end; those are reported. */
function addLine(state: State, article: ArticleBuilder, line: DumpLine, from = 0): void {
  const rest = line.text.slice(from);
  const text = rest.trim();
  const tail = findTailChrome(text);
  if (tail === null) {
    addText(article, text, line.end);
    return;
  }
  const kept = `${text.slice(0, tail.start).trimEnd()}${text.slice(tail.end)}`;
  addText(article, kept, line.end);
  article.end = Math.max(article.end, line.end);
  // A line that was joined of several has no offsets of its own.
  if (!state.text.startsWith(line.text, line.start)) return;
  const start = line.start + from + rest.indexOf(text);
  state.found.skipped.push(skip(state.text, start + tail.start, start + tail.end, 'chrome'));
}

function takeTitleMark(state: State, line: DumpLine, at: number): boolean {
  const mark = state.marks.get(at);
  if (mark === undefined || !isOpeningMark(state, line, at, mark)) return false;
  const article = open(state, mark.title, mark.isHashtag ? [mark.title] : [], at);
  if (line.text.slice(mark.rest).trim() !== '') addLine(state, article, line, mark.rest);
  return true;
}

/** A teaser may begin with a mark too: then it is cut off, and no text follows. */
function isOpeningMark({ list, lines }: State, line: DumpLine, at: number, mark: TitleMark): boolean {
  const rest = line.text.slice(mark.rest).trim();
  const next = lines[at + 1];
  return list === null || rest === '' || endsPost(rest) || (next !== undefined && isProse(next));
}

/** Hashtags on a line of their own belong to the article whose first line they stand right above. */
function takePendingHashtags(state: State, line: DumpLine, at: number): boolean {
  const { lines, marks, article, list, pending } = state;
  const next = lines[at + 1];
  if (next === undefined || next.bullet || line.bullet || !isHashtagLine(line.text)) return false;
  const mark = marks.get(at + 1);
  const isNearer = next.blanksBefore < line.blanksBefore;
  const isOpening = mark !== undefined && isOpeningMark(state, next, at + 1, mark);
  const isDue = article === null || article.endedBy !== null;
  const isAbove =
    list === null ? article === null || (isNearer && (isOpening || isDue)) : isOpening && isNearer;
  const isSecond = pending?.at === at;
  if (!isAbove && !isSecond) return false;
  const above = isSecond ? pending : { at, start: line.outerStart, hashtags: [] };
  above.at = at + 1;
  above.hashtags.push(...findHashtags(line.text));
  state.pending = above;
  return true;
}

function takeListHeading(state: State, line: DumpLine, at: number): boolean {
  if (isSureCommentHeading(line) && (state.article === null || state.article.pieces.length > 0)) {
    state.list = 'comment';
  } else if (state.list === null && headsTeaserList(state.lines, at, state.marks)) {
    state.list = 'teaser';
  } else if (isTeaserHeading(line.text)) {
    const next = state.lines[at + 1];
    // Over text of the article it is a subheading.
    const isOver =
      state.list !== null || state.isBroken || state.article === null || state.article.endedBy !== null;
    const isItem = next !== undefined && isNumbered(next.text) && endsTruncated(next.text);
    const isOverText = next !== undefined && isProse(next) && !isItem && !state.marks.has(at + 1);
    if (!isOver && isOverText) return false;
    state.list = 'teaser';
  } else return false;
  leave(state, line, 'chrome');
  return true;
}

function takeChrome(state: State, line: DumpLine, at: number): boolean {
  const kind = line.bullet ? null : readChrome(line.text);
  if (kind === null || isKeptNotice(state, kind, line, at)) return false;
  const { article } = state;
  // Buttons with the publisher's mark behind them: the mark is the article's.
  if (article !== null && state.list === null && findTailChrome(line.text)?.start === 0) {
    if (findEndPublisher(line.text) !== null) return false;
  }
  if (article !== null && state.list === null) {
    // 来源：甲报 责任编辑：乙
    const publisher = readMetadata(line.text, 'elsewhere')?.publisher ?? null;
    if (publisher !== null) addMetadata(article, { publisher, publishedAt: null, url: null }, article.end);
    if (kind === 'credit') article.endedBy ??= 'credit';
  }
  state.isBroken ||= kind !== 'control' || countUnits(line.text) > 3;
  leave(state, line, 'chrome');
  return true;
}

/** A long sentence that mentions rights or a hotline in the middle of an article is text. */
function isKeptNotice({ lines, marks, list }: State, kind: ChromeKind, line: DumpLine, at: number): boolean {
  if (list !== null || (kind !== 'notice' && kind !== 'legal') || !endsSentence(line.text)) return false;
  const next = lines[at + 1];
  if (next === undefined || marks.has(at + 1) || next.bullet || line.units < 30) return false;
  return readChrome(next.text) === null && !isTeaserHeading(next.text);
}

function takeHeadline(state: State, line: DumpLine, at: number): boolean {
  const { lines, marks, article, list } = state;
  const isBoundary =
    article === null || article.endedBy !== null || list !== null || (state.isBroken && marks.size === 0);
  if (list !== null && isNumbered(line.text)) return false;
  if (!isBareHeadline(lines, at, { isBoundary, readText: () => readLastText(article) }, marks)) return false;
  const rest = line.text.slice(readLeadingHashtags(line.text).length).trim();
  open(state, countUnits(rest) < 2 ? line.text : rest, findHashtags(line.text), at);
  return true;
}

const LAST_PIECES = 20;

function readLastText(article: ArticleBuilder | null): string {
  const pieces = article?.pieces.slice(-LAST_PIECES).map((piece) => piece.text) ?? [];
  return [article?.title ?? '', ...pieces].join('\n');
}

/**
 * A text without headline is an article of its own where the one before has ended in its publisher, where it begins with
 * a super-topic, or, in a list, where it ends in a publisher. Numbered items may each name their source.
 */
function opensPost({ article, list }: State, line: DumpLine): boolean {
  if (article === null && list === null) return false;
  if (!isPost(line) || isNumbered(line.text)) return false;
  if (list !== null) return line.blanksBefore > 0 && findEndPublisher(line.text) !== null;
  if (article?.endedBy === 'publisher') return true;
  return (
    line.blanksBefore > 0 && (article?.pieces.length ?? 0) > 0 && readLeadingHashtags(line.text).hasSuperTopic
  );
}

function takeText(state: State, line: DumpLine, at: number): void {
  const { article, marks } = state;
  if (article === null || opensPost(state, line)) {
    // Scraps before the first marked title are the page's.
    if (article === null && marks.size > 0 && !isPost(line))
      leave(state, line, line.bullet ? 'teaser' : 'chrome');
    else addLine(state, open(state, null, [], at), line);
    return;
  }
  if (line.bullet || isNumbered(line.text)) {
    if (areTeasers(state, article, at)) {
      state.list = 'teaser';
      leave(state, line, 'teaser');
    } else addLine(state, article, line);
    return;
  }
  const metadata = readMetadata(line.text, article.pieces.length === 0 ? 'by-title' : 'elsewhere');
  if (metadata !== null) {
    addMetadata(article, metadata, line.end);
    if (article.pieces.length > 0 && metadata.publisher !== null) article.endedBy = 'credit';
  } else if (isHashtagLine(line.text)) {
    article.lineHashtags.push(...findHashtags(line.text));
    article.end = line.end;
  } else addLine(state, article, line);
}

/** Bullets after the article's end or after a bar of buttons are not the article's; elsewhere the list itself tells. */
function areTeasers(state: State, article: ArticleBuilder, at: number): boolean {
  const { lines, marks, isBroken } = state;
  const isOutside = article.endedBy !== null || isBroken;
  if (isOutside && lines[at]?.bullet === true) return true;
  if (at < state.ownItemsEnd) return false;
  state.ownItemsEnd = findItemsEnd(lines, at);
  return isTeaserList(lines, at, state.ownItemsEnd, marks, isOutside ? 1 : FEWEST_TEASERS);
}

import type { ArticleDraft, Skipped, SkipReason } from '../../core/model/article.ts';
import { type ArticleBuilder, addMetadata, addText, closeArticle, openArticle } from './article-builder.ts';
import { isBareHeadline } from './bare-headline.ts';
import { type ChromeKind, readChrome } from './chrome.ts';
import { findHashtags, isHashtagLine } from './hashtags.ts';
import { countUnits, type DumpLine, endsSentence, isProse } from './lines.ts';
import { readMetadata } from './metadata.ts';
import { isSureCommentHeading } from './page-lines.ts';
import { skip } from './skipped.ts';
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
  /** Bullets before this line were found to be the article's own. */
  ownBulletsEnd: number;
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
    ownBulletsEnd: 0,
  };
  for (const [at, line] of lines.entries()) {
    if (takeTitleMark(state, line, at) || takeListHeading(state, line, at)) continue;
    if (takeChrome(state, line, at) || takeHeadline(state, line, at)) continue;
    if (state.list !== null) leave(state, line, state.list);
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

function open(state: State, title: string | null, hashtags: string[], line: DumpLine): ArticleBuilder {
  close(state);
  state.list = null;
  state.isBroken = false;
  state.article = openArticle(title, hashtags, line.outerStart, line.end);
  return state.article;
}

function takeTitleMark(state: State, line: DumpLine, at: number): boolean {
  const mark = state.marks.get(at);
  if (mark === undefined) return false;
  const rest = line.text.slice(mark.rest).trim();
  const next = state.lines[at + 1];
  // A teaser may begin with a mark too: then it is cut off, and no text follows.
  if (state.list !== null && rest !== '' && !endsSentence(rest) && (next === undefined || !isProse(next)))
    return false;
  const article = open(state, mark.title, mark.isHashtag ? [mark.title] : [], line);
  if (rest !== '') addText(article, rest, line.end);
  return true;
}

function takeListHeading(state: State, line: DumpLine, at: number): boolean {
  if (isSureCommentHeading(line) && (state.article === null || state.article.pieces.length > 0)) {
    state.list = 'comment';
  } else if (isTeaserHeading(line.text)) {
    const next = state.lines[at + 1];
    // Over text of the article it is a subheading.
    const isOver = state.list !== null || state.isBroken || state.article === null || state.article.ended;
    const isOverText = next !== undefined && isProse(next) && !state.marks.has(at + 1);
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
  if (article !== null && state.list === null) {
    // 来源：甲报 责任编辑：乙
    const publisher = readMetadata(line.text, 'elsewhere')?.publisher ?? null;
    if (publisher !== null) addMetadata(article, { publisher, publishedAt: null, url: null }, article.end);
    if (kind === 'credit') article.ended = true;
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
    article === null || article.ended || list !== null || (state.isBroken && marks.size === 0);
  if (line.bullet || !isBareHeadline(lines, at, isBoundary, marks)) return false;
  open(state, line.text, findHashtags(line.text), line);
  return true;
}

function takeText(state: State, line: DumpLine, at: number): void {
  const { article, marks } = state;
  if (article === null) {
    // Scraps before the first marked title are the page's.
    if (marks.size > 0 && !isProse(line)) leave(state, line, line.bullet ? 'teaser' : 'chrome');
    else addText(open(state, null, [], line), line.text, line.end);
    return;
  }
  if (line.bullet) {
    if (areTeasers(state, article, at)) {
      state.list = 'teaser';
      leave(state, line, 'teaser');
    } else addText(article, line.text, line.end);
    return;
  }
  const metadata = readMetadata(line.text, article.pieces.length === 0 ? 'by-title' : 'elsewhere');
  if (metadata !== null) {
    addMetadata(article, metadata, line.end);
    if (article.pieces.length > 0 && metadata.publisher !== null) article.ended = true;
  } else if (isHashtagLine(line.text)) {
    article.lineHashtags.push(...findHashtags(line.text));
    article.end = line.end;
  } else addText(article, line.text, line.end);
}

const MOST_BULLETS = 200;
const FEWEST_TEASERS = 3;
const SNIPPET_UNITS = 20;

/** A list with no text of the same article after it, made of cut-off snippets, is not the article's own. */
function areTeasers(state: State, article: ArticleBuilder, at: number): boolean {
  const { lines, marks, isBroken } = state;
  if (article.ended || isBroken) return true;
  if (at < state.ownBulletsEnd) return false;
  let stop = at;
  while (stop < at + MOST_BULLETS && lines[stop]?.bullet === true) stop += 1;
  state.ownBulletsEnd = stop;
  const after = lines[stop];
  if (after !== undefined && !marks.has(stop) && isProse(after)) return false;
  const items = lines.slice(at, stop);
  const cut = items.filter((item) => !endsSentence(item.text) && item.units >= SNIPPET_UNITS).length;
  return items.length >= FEWEST_TEASERS && cut * 2 >= items.length;
}

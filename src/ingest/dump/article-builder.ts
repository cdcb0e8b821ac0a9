import type { ArticleDraft } from '../../core/model/article.ts';
import { titleFromText } from '../title-from-text.ts';
import { type Dateline, readDateline } from './datelines.ts';
import { findHashtags } from './hashtags.ts';
import { readLeadingHashtags } from './leading-hashtags.ts';
import { countUnits, isNumbered } from './lines.ts';
import type { Metadata } from './metadata.ts';
import {
  buildBody,
  endsTruncated,
  looksLikeSubheading,
  type Piece,
  settleSubheadings,
} from './paragraphs.ts';
import { findEndPublisher } from './publishers.ts';

const PROSE_UNITS = 24;

/** An article that is being put together, line by line. */
export interface ArticleBuilder {
  title: string | null;
  titleHashtags: string[];
  start: number;
  end: number;
  pieces: Piece[];
  metadata: Metadata;
  lineHashtags: string[];
  /**
   * What ended it: its publisher at the end of its text, or a line of the editor or the source. A headline that follows
   * needs no further sign. Prose that follows is another article's only after a publisher: a line of the source may as
   * well stand between an article's lead and its text.
   */
  endedBy: 'publisher' | 'credit' | null;
}

export function openArticle(
  title: string | null,
  titleHashtags: string[],
  start: number,
  end: number,
): ArticleBuilder {
  return {
    title,
    titleHashtags,
    start,
    end,
    pieces: [],
    metadata: { publisher: null, publishedAt: null, url: null },
    lineHashtags: [],
    endedBy: null,
  };
}

export function addText(article: ArticleBuilder, text: string, end: number): void {
  article.end = end;
  // A bullet with nothing behind it.
  if (text === '') return;
  const kind = looksLikeSubheading(text, countUnits(text)) ? 'subheading' : 'text';
  article.pieces.push({ text, kind });
  if (findEndPublisher(text) !== null) article.endedBy = 'publisher';
  // The text goes on after all; a last remark (完, a name) takes nothing back.
  else if (countUnits(text) >= PROSE_UNITS) article.endedBy = null;
}

/** Fields that an earlier line gave stand: the line next to the title is the surest. */
export function addMetadata(article: ArticleBuilder, found: Metadata, end: number): void {
  const known = article.metadata;
  article.metadata = {
    publisher: known.publisher ?? found.publisher,
    publishedAt: known.publishedAt ?? found.publishedAt,
    url: known.url ?? found.url,
  };
  article.end = Math.max(article.end, end);
}

/** The finished article, or null where there is no text to it. */
export function closeArticle(article: ArticleBuilder): ArticleDraft | null {
  const pieces = [...article.pieces];
  const endPublisher = takeEndPublisher(pieces);
  const settled = settleSubheadings(pieces);
  const { body, paragraphs } = buildBody(settled);
  if (body === '') return null;
  const dateline = findDateline(settled);
  return {
    givenId: null,
    title: article.title ?? titleFromPost(body),
    body,
    paragraphs,
    publisher: endPublisher?.name ?? article.metadata.publisher ?? dateline?.publisher ?? null,
    url: article.metadata.url,
    publishedAt: article.metadata.publishedAt ?? dateline?.publishedAt ?? null,
    hashtags: [...new Set([...article.titleHashtags, ...findHashtags(body), ...article.lineHashtags])],
    truncated: endPublisher === null && endsTruncated(body),
    range: { start: article.start, end: article.end },
  };
}

/** The first sentence of a text without headline; the hashtags that it begins with are no part of it. */
function titleFromPost(body: string): string {
  const rest = body.slice(readLeadingHashtags(body).length).trim();
  return titleFromText(/[\p{L}\p{N}]/u.test(rest) ? rest : body);
}

const DATELINE_DEPTH = 3;

/** A dateline opens the article: one below a subheading, or below text that was cut off, is of something else. */
function findDateline(pieces: readonly Piece[]): Dateline | null {
  for (const [at, piece] of pieces.slice(0, DATELINE_DEPTH).entries()) {
    const before = pieces[at - 1];
    if (before !== undefined && endsTruncated(before.text)) break;
    if (at > 1 && before?.kind === 'subheading') break;
    const dateline = readDateline(piece.text);
    if (dateline !== null) return dateline;
  }
  return null;
}

const END_DEPTH = 3;

/** Takes the publisher's mark off the last piece, or off one that only short remarks follow. */
function takeEndPublisher(pieces: Piece[]): { name: string } | null {
  for (let at = pieces.length - 1; at >= Math.max(0, pieces.length - END_DEPTH); at -= 1) {
    const piece = pieces[at];
    if (piece === undefined) break;
    const found = findEndPublisher(piece.text);
    if (found !== null) {
      if (isOneOfItems(pieces, at)) break;
      const text = piece.text.slice(0, found.start).trimEnd();
      if (text === '') pieces.splice(at, 1);
      else pieces[at] = { text, kind: piece.kind };
      return { name: found.name };
    }
    if (countUnits(piece.text) >= PROSE_UNITS) break;
  }
  return null;
}

/** Numbered items that each name their own source: the last one's is not the whole's. */
function isOneOfItems(pieces: readonly Piece[], at: number): boolean {
  if (!isNumbered(pieces[at]?.text ?? '')) return false;
  return pieces.slice(0, at).some(({ text }) => isNumbered(text) && findEndPublisher(text) !== null);
}

import type { ArticleDraft } from '../../core/model/article.ts';
import { titleFromText } from '../title-from-text.ts';
import { readDateline } from './datelines.ts';
import { findHashtags } from './hashtags.ts';
import { countUnits } from './lines.ts';
import type { Metadata } from './metadata.ts';
import {
  buildBody,
  endsTruncated,
  looksLikeSubheading,
  type Piece,
  settleSubheadings,
} from './paragraphs.ts';
import { findEndPublisher, readEndParenthesis } from './publishers.ts';

/** An article that is being put together, line by line. */
export interface ArticleBuilder {
  title: string | null;
  titleHashtags: string[];
  start: number;
  end: number;
  pieces: Piece[];
  metadata: Metadata;
  lineHashtags: string[];
  /** A publisher at its end, or an editor's line: whatever follows needs no further sign to be another article. */
  ended: boolean;
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
    ended: false,
  };
}

export function addText(article: ArticleBuilder, text: string, end: number): void {
  article.end = end;
  // A bullet with nothing behind it.
  if (text === '') return;
  const kind = looksLikeSubheading(text, countUnits(text)) ? 'subheading' : 'text';
  article.pieces.push({ text, kind });
  article.ended = findEndPublisher(text) !== null;
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
  const dateline =
    settled
      .slice(0, 3)
      .map((piece) => readDateline(piece.text))
      .find((found) => found !== null) ?? null;
  return {
    givenId: null,
    title: article.title ?? titleFromText(body),
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

/** Takes the publisher's mark off the last piece, or off the one before a last remark in parentheses. */
function takeEndPublisher(pieces: Piece[]): { name: string } | null {
  for (let at = pieces.length - 1; at >= Math.max(0, pieces.length - 2); at -= 1) {
    const piece = pieces[at];
    if (piece === undefined) break;
    const found = findEndPublisher(piece.text);
    if (found !== null) {
      const text = piece.text.slice(0, found.start).trimEnd();
      if (text === '') pieces.splice(at, 1);
      else pieces[at] = { text, kind: piece.kind };
      return { name: found.name };
    }
    const remark = readEndParenthesis(piece.text);
    if (remark === null || remark.start > 0) break;
  }
  return null;
}

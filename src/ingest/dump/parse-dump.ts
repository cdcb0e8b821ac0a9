import type { ArticleDraft, Skipped } from '../../core/model/article.ts';
import { findPageArticle } from './find-page-article.ts';
import { joinBrokenTitles } from './join-broken-titles.ts';
import { joinWrappedLines } from './join-wrapped-lines.ts';
import { type DumpLine, splitLines } from './lines.ts';
import { isWholePage } from './page-shape.ts';
import { reportRest } from './report-rest.ts';
import { type Found, splitArticles } from './split-articles.ts';
import { findTitleMarks } from './title-marks.ts';
import type { TitleMark } from './titles.ts';

/**
 * The articles of a page dump (the visible text of a page) or of plain prose, and what belongs to none of them.
 * Every character that is no space lies in the range of an article or of a skipped piece. Time is linear in
 * the length of `text`; offsets are UTF-16 offsets into it.
 */
export function parseDump(text: string): { articles: ArticleDraft[]; skipped: Skipped[] } {
  const lines = joinBrokenTitles(joinWrappedLines(splitLines(text)));
  if (lines.length === 0) return { articles: [], skipped: [] };
  const marks = findTitleMarks(lines);
  const found = findArticles(text, lines, marks);
  return { articles: found.articles, skipped: reportRest(text, lines, found) };
}

function findArticles(
  text: string,
  lines: readonly DumpLine[],
  marks: ReadonlyMap<number, TitleMark>,
): Found {
  const page = isWholePage(lines, marks) ? findPageArticle(text, lines) : null;
  if (page !== null && marks.size > 0) return page;
  const row = splitArticles(text, lines, marks);
  return page === null || isPlainlySeveral(row) ? row : page;
}

const LARGEST_SHARE = 0.7;
const LEAST_BODY = 40;

/** Two articles or more, each with its own publisher or time, none of them most of the text: no one page has that. */
function isPlainlySeveral({ articles }: Found): boolean {
  if (articles.length < 2) return false;
  const lengths = articles.map((article) => article.body.length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (lengths.some((length) => length > total * LARGEST_SHARE)) return false;
  return articles.every(
    ({ publisher, publishedAt, body }) => (publisher ?? publishedAt) !== null && body.length >= LEAST_BODY,
  );
}

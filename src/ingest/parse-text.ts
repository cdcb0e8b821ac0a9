import type { ArticleDraft, Skipped } from '../core/model/article.ts';
import { parseDump } from './dump/parse-dump.ts';
import { parseMarkdown } from './parse-markdown.ts';

export type TextFormat = 'dump' | 'markdown';

/** A whole text by the parser of its format; what the worker runs, and what small texts are parsed with in place. */
export function parseText(
  text: string,
  format: TextFormat,
): { articles: ArticleDraft[]; skipped: Skipped[] } {
  return format === 'markdown' ? parseMarkdown(text) : parseDump(text);
}

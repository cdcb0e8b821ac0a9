import { IngestError } from './ingest-error.ts';
import { type ParsedLine, parseJsonArticle, parseJsonLine } from './parse-json-line.ts';

/**
 * The articles of a .json file: one object, an array of them, or `{ "articles": […] }`. Their range is the whole file.
 * A .json that holds JSON Lines is read as such. A JSON feed throws an IngestError `unsupported`.
 */
export function* parseJsonDocument(text: string, source: string): Generator<ParsedLine> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (isFirstLineJson(text)) {
      yield* parseLines(text);
      return;
    }
    throw new IngestError('malformed', source, `${source} is no valid JSON.`, error);
  }
  if (isFeed(value)) throw new IngestError('unsupported', source, `${source} is a feed.`);
  const entries: unknown[] = Array.isArray(value) ? value : hasArticles(value) ? value.articles : [value];
  for (const [at, entry] of entries.entries()) {
    const excerpt = JSON.stringify(entry)?.slice(0, 400) ?? '';
    yield parseJsonArticle(entry, { start: 0, end: text.length }, excerpt, at + 1);
  }
}

function* parseLines(text: string): Generator<ParsedLine> {
  let start = 0;
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() !== '') yield parseJsonLine(line, at + 1, { start, end: start + line.length });
    start += line.length + 1;
  }
}

function isFirstLineJson(text: string): boolean {
  const [line = ''] = text.trimStart().split('\n', 1);
  try {
    JSON.parse(line);
    return line.trim() !== '';
  } catch {
    return false;
  }
}

function hasArticles(value: unknown): value is { articles: unknown[] } {
  return typeof value === 'object' && value !== null && 'articles' in value && Array.isArray(value.articles);
}

function isFeed(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('version' in value)) return false;
  return typeof value.version === 'string' && value.version.includes('jsonfeed.org');
}

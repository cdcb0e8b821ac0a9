import { type DraftOptions, feedToDrafts } from './feed/feed-to-drafts.ts';
import { parseFeed } from './feed/parse-feed.ts';
import { readFeedOfJson } from './feed/read-feed.ts';
import { saysJsonFeed } from './feed/read-json-feed.ts';
import { IngestError } from './ingest-error.ts';
import { nestsDeeply } from './nests-deeply.ts';
import { type ParsedLine, parseJsonArticle } from './parse-json-line.ts';
import { parseJsonLines } from './read-json-lines.ts';

/**
 * The articles of a .json file: one object, an array of them, `{ "articles": […] }`, or a JSON Feed. Their range is the
 * whole file. A .json that holds JSON Lines is read as such.
 */
export function* parseJsonDocument(
  text: string,
  source: string,
  options: DraftOptions,
): Generator<ParsedLine> {
  if (nestsDeeply(text)) throw new IngestError('malformed', source, `${source} nests deeper than is read.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (isFirstLineJson(text)) {
      yield* parseJsonLines(text);
      return;
    }
    // A feed that breaks off gives the entries that it has.
    if (saysJsonFeed(text)) {
      yield* parseFeed(text, source, options);
      return;
    }
    throw new IngestError('malformed', source, `${source} is no valid JSON.`, error);
  }
  const feed = readFeedOfJson(value, text, options.address === null ? {} : { address: options.address });
  if (feed !== null) {
    for (const { line } of feedToDrafts(feed, options)) yield line;
    return;
  }
  const entries: unknown[] = Array.isArray(value) ? value : hasArticles(value) ? value.articles : [value];
  for (const [at, entry] of entries.entries()) {
    yield parseJsonArticle(entry, { start: 0, end: text.length }, () => preview(entry), at + 1);
  }
}

const PREVIEW_VALUES = 40;
const PREVIEW_LENGTH = 400;

/** How a value begins, as JSON. It may nest deeper than JSON.stringify can follow: only its first values are looked at. */
function preview(value: unknown): string {
  let seen = 0;
  const text = JSON.stringify(value, (_key, inner: unknown) => {
    seen += 1;
    if (seen > PREVIEW_VALUES) return undefined;
    if (Array.isArray(inner)) return inner.slice(0, PREVIEW_VALUES);
    return typeof inner === 'string' ? inner.slice(0, PREVIEW_LENGTH) : inner;
  });
  return text?.slice(0, PREVIEW_LENGTH) ?? '';
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

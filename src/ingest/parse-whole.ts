import type { ArticleDraft, Skipped } from '../core/model/article.ts';
import { decodeText } from './decode-text.ts';
import { parseDump } from './dump/parse-dump.ts';
import { skip } from './dump/skipped.ts';
import { parseFeed } from './feed/parse-feed.ts';
import { IngestError } from './ingest-error.ts';
import { describeTooLong, LONGEST_ARTICLE } from './longest-article.ts';
import { parseJsonDocument } from './parse-json-document.ts';
import type { ParsedLine } from './parse-json-line.ts';
import { parseMarkdown } from './parse-markdown.ts';

/** The formats that are read as one text, not as a stream. */
export type WholeFormat = 'dump' | 'markdown' | 'json' | 'feed' | 'page';

/** What a parser knows beside the bytes. */
export interface ParseOptions {
  /** Epoch milliseconds. */
  now: number;
  /** Where the bytes were fetched, which links of a feed and its entries' ids count from; null for a file. */
  address?: string | null;
  /** The charset that came with them, as normaliseCharset gives it. */
  charset?: string | null;
}

type WholeParser = (bytes: Uint8Array, source: string, options: ParseOptions) => Iterable<ParsedLine>;

/** Pages have a reader of many files, loaded when the first page comes: it would make every start longer. */
export async function loadParser(format: WholeFormat): Promise<WholeParser> {
  if (format !== 'page') return (bytes, source, options) => parseWhole(bytes, format, source, options);
  const { parsePage } = await import('./page/parse-page.ts');
  return function* parse(bytes, source, options) {
    const { text, draft } = parsePage(bytes, source, options);
    yield* boundLengths(text, { articles: [draft], skipped: [] });
  };
}

/**
 * The articles of a whole source and what was left out, each in order; what the worker runs, and what small sources are
 * parsed with in place. Throws an IngestError where the bytes hold no text, or not what the format wants.
 */
export function* parseWhole(
  bytes: Uint8Array,
  format: Exclude<WholeFormat, 'page'>,
  source: string,
  { now, address = null, charset = null }: ParseOptions,
): Generator<ParsedLine> {
  const decoded = decodeText(bytes, { charset });
  if (decoded.kind === 'failed')
    throw new IngestError(decoded.reason, source, `${source}: ${decoded.detail}`);
  const { text } = decoded;
  if (format === 'json') yield* parseJsonDocument(text, source, { now, address });
  else if (format === 'feed') yield* parseFeed(text, source, { now, address });
  else yield* boundLengths(text, format === 'markdown' ? parseMarkdown(text) : parseDump(text));
}

function* boundLengths(
  text: string,
  { articles, skipped }: { articles: ArticleDraft[]; skipped: Skipped[] },
): Generator<ParsedLine> {
  for (const entry of skipped) yield { kind: 'skipped', skipped: entry };
  for (const draft of articles) {
    const length = draft.title.length + draft.body.length;
    if (length <= LONGEST_ARTICLE) yield { kind: 'draft', draft };
    else {
      const { start, end } = draft.range;
      const detail = describeTooLong(length);
      yield { kind: 'skipped', skipped: { ...skip(text, start, end, 'too-large'), detail } };
    }
  }
}

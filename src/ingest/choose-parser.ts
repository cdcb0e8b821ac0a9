import { extname } from 'node:path';
import { createDecoder } from './create-decoder.ts';
import { describeBinary } from './decode-text.ts';
import { detectEncoding } from './detect-encoding.ts';
import { saysJsonFeed } from './feed/read-json-feed.ts';

/** The parsers there are. */
export type ParserName = 'dump' | 'page' | 'markdown' | 'json-lines' | 'json' | 'feed' | 'unsupported';

const BY_EXTENSION: Readonly<Record<string, ParserName>> = {
  '.txt': 'dump',
  '.text': 'dump',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.jsonl': 'json-lines',
  '.ndjson': 'json-lines',
  '.json': 'json',
  '.html': 'page',
  '.htm': 'page',
  '.xhtml': 'page',
  '.xml': 'feed',
  '.rss': 'feed',
  '.atom': 'feed',
  '.rdf': 'feed',
  // A list of feeds: their parser says what it is.
  '.opml': 'feed',
};

const PAGE = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i;
const FEED = /^\s*<(?:\?xml|!doctype|rss|feed|rdf:RDF|channel|opml|entry)[\s>]/i;

/**
 * The parser for a source: by its name's end where that says it, else by how its content begins. A .txt that holds
 * JSON Lines or markup is taken for what it is.
 */
export function chooseParser(name: string, head: Uint8Array, isWhole: boolean): ParserName {
  const extension = extname(name).toLowerCase();
  const byName = BY_EXTENSION[extension];
  if (byName !== undefined && byName !== 'dump') return byName;
  if (describeBinary(head) !== null) return byName ?? 'unsupported';
  const encoding = detectEncoding(head, isWhole);
  if (encoding === null) return byName ?? 'unsupported';
  const text = createDecoder(encoding).decode(head, { stream: !isWhole });
  if (PAGE.test(text)) return 'page';
  if (FEED.test(text)) return 'feed';
  return looksLikeJson(text.trimStart(), isWhole) ?? 'dump';
}

/** JSON Lines where the first line is an object of its own, a JSON document where the first mark opens one. */
function looksLikeJson(text: string, isWhole: boolean): ParserName | null {
  if (/^\[\s*(?:\{|\])/.test(text)) return 'json';
  if (!/^\{\s*(?:"|\})/.test(text)) return null;
  // A feed in one line looks like an article in one line.
  if (saysJsonFeed(text)) return 'json';
  const end = text.indexOf('\n');
  const line = end === -1 ? text : text.slice(0, end);
  if (end === -1 && !isWhole) return 'json-lines';
  try {
    JSON.parse(line);
    return 'json-lines';
  } catch {
    return 'json';
  }
}

import { extname } from 'node:path';
import { createDecoder } from './create-decoder.ts';
import { describeBinary } from './decode-text.ts';
import { detectEncoding } from './detect-encoding.ts';

/** The parsers there are; one for HTML pages and one for feeds will stand here. */
export type ParserName = 'dump' | 'markdown' | 'json-lines' | 'json' | 'unsupported';

const BY_EXTENSION: Readonly<Record<string, ParserName>> = {
  '.txt': 'dump',
  '.text': 'dump',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.jsonl': 'json-lines',
  '.ndjson': 'json-lines',
  '.json': 'json',
  '.html': 'unsupported',
  '.htm': 'unsupported',
  '.xhtml': 'unsupported',
  '.xml': 'unsupported',
  '.rss': 'unsupported',
  '.atom': 'unsupported',
  '.opml': 'unsupported',
};

const MARKUP = /^\s*(?:<\?xml|<!doctype|<html|<head|<rss|<feed|<rdf:RDF|<opml)/i;

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
  if (MARKUP.test(text)) return 'unsupported';
  return looksLikeJson(text.trimStart(), isWhole) ?? 'dump';
}

/** JSON Lines where the first line is an object of its own, a JSON document where the first mark opens one. */
function looksLikeJson(text: string, isWhole: boolean): ParserName | null {
  if (/^\[\s*(?:\{|\])/.test(text)) return 'json';
  if (!/^\{\s*(?:"|\})/.test(text)) return null;
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

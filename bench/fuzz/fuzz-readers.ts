import { z } from 'zod';
import type { ArticleDraft } from '../../src/core/model/article.ts';
import { skippedSchema } from '../../src/core/model/article.ts';
import { readHeaderCharset } from '../../src/ingest/declared-charset.ts';
import { decodeText } from '../../src/ingest/decode-text.ts';
import { parseDump } from '../../src/ingest/dump/parse-dump.ts';
import { parsePage } from '../../src/ingest/page/parse-page.ts';
import { draftSchema } from '../../src/ingest/parse-in-worker.ts';
import { parseJsonDocument } from '../../src/ingest/parse-json-document.ts';
import type { ParsedLine } from '../../src/ingest/parse-json-line.ts';
import { parseMarkdown } from '../../src/ingest/parse-markdown.ts';
import { readFeedBytes } from '../../src/ingest/poll/read-feed-bytes.ts';
import { parseJsonLines } from '../../src/ingest/read-json-lines.ts';
import { pick, type Random } from '../faithful/random.ts';
import type { SampleKind } from './read-samples.ts';

/**
 * A reader, and what its inputs are made from. `read` throws an IngestError where it refuses an input, which is an answer;
 * whatever else it throws, and whatever it gives that is none of its values, is a crash.
 */
export interface FuzzReader {
  /** Where no number is asked for. */
  runs: number;
  samples: readonly SampleKind[];
  read(bytes: Uint8Array<ArrayBuffer>, random: Random): void;
}

const NOW = Date.UTC(2026, 10, 23, 4);
const ADDRESS = 'https://example.org/news/';
const CHARSETS = [
  'utf-8',
  'gbk',
  'gb18030',
  'big5',
  'utf-16le',
  'utf-16',
  'shift_jis',
  'euc-kr',
  'iso-8859-1',
];
const LABELS = [...CHARSETS, 'windows-1251', 'x-user-defined', 'nonsense', ''];

const decodedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().min(1), encoding: z.string() }),
  z.object({ kind: z.literal('failed'), reason: z.enum(['empty', 'binary']), detail: z.string() }),
]);

export const fuzzReaders: Readonly<Record<string, FuzzReader>> = {
  decoder: {
    runs: 50_000,
    samples: ['feeds', 'pages', 'dumps'],
    read(bytes, random) {
      const label = pick(random, LABELS) ?? '';
      const charset = random() < 0.5 ? null : readHeaderCharset(`text/html; charset=${label}`);
      const decoded = decodedSchema.parse(decodeText(bytes, { charset }));
      if (decoded.kind === 'text' && !decoded.text.isWellFormed()) throw new Error('half a surrogate pair');
    },
  },
  feeds: {
    runs: 50_000,
    samples: ['feeds'],
    read(bytes) {
      const { drafts, teasers } = readFeedBytes({ bytes, contentType: null, url: ADDRESS, now: NOW });
      for (const draft of drafts) checkDraft(draft);
      if (teasers.some((at) => drafts[at] === undefined)) throw new Error('a teaser that is no entry');
    },
  },
  pages: {
    runs: 10_000,
    samples: ['pages'],
    read(bytes) {
      const { draft, text } = parsePage(bytes, 'page', { address: ADDRESS });
      checkDraft(draft, text.length);
    },
  },
  dumps: {
    runs: 20_000,
    samples: ['dumps'],
    read(bytes) {
      const text = toText(bytes);
      const { articles, skipped } = parseDump(text);
      for (const article of articles) checkDraft(article, text.length);
      for (const entry of skipped) skippedSchema.parse(entry);
    },
  },
  'JSON and JSON Lines': {
    runs: 20_000,
    samples: ['lines', 'feeds'],
    read(bytes, random) {
      const text = toText(bytes);
      const entries: Iterable<ParsedLine> =
        random() < 0.5 ? parseJsonLines(text) : parseJsonDocument(text, 'json', { now: NOW, address: null });
      for (const entry of entries)
        if (entry.kind === 'draft') checkDraft(entry.draft, text.length);
        else skippedSchema.parse(entry.skipped);
    },
  },
  Markdown: {
    runs: 20_000,
    samples: ['markdown'],
    read(bytes) {
      const text = toText(bytes);
      const { articles, skipped } = parseMarkdown(text);
      for (const article of articles) checkDraft(article, text.length);
      for (const entry of skipped) skippedSchema.parse(entry);
    },
  },
};

/** As the decoder gives it; what that refuses is read all the same, as broken UTF-8. */
function toText(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  return decoded.kind === 'text' ? decoded.text : new TextDecoder().decode(bytes);
}

/** Throws where a draft is none that could be stored: `length` is that of the text that its range is in. */
function checkDraft(given: ArticleDraft, length = Number.POSITIVE_INFINITY): void {
  const { title, body, paragraphs, range } = draftSchema.parse(given);
  if (title.trim() === '') throw new Error('a draft without a title');
  if (!title.isWellFormed() || !body.isWellFormed()) throw new Error('half a surrogate pair');
  if (range.start < 0 || range.start > range.end || range.end > length)
    throw new Error('a range outside of the text');
  let last = 0;
  for (const { start, end } of paragraphs) {
    if (start < last || end <= start || end > body.length) throw new Error('a paragraph outside of its body');
    last = end;
  }
}

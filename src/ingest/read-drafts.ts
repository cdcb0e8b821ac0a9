import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ArticleDraft, Skipped } from '../core/model/article.ts';
import { type ByteSource, peek, readUpTo } from './byte-source.ts';
import { chooseParser, type ParserName } from './choose-parser.ts';
import { decodeText, describeBinary } from './decode-text.ts';
import { detectEncoding } from './detect-encoding.ts';
import { IngestError } from './ingest-error.ts';
import { parseInWorker } from './parse-in-worker.ts';
import { parseJsonDocument } from './parse-json-document.ts';
import { parseText, type TextFormat } from './parse-text.ts';
import { readJsonLines } from './read-json-lines.ts';

export type ReadEntry = { kind: 'draft'; draft: ArticleDraft } | { kind: 'skipped'; skipped: Skipped };

export interface ReadOptions {
  /** Bytes taken in so far, and in all where that is known. */
  onProgress?: (done: number, total: number | null) => void;
  signal?: AbortSignal;
}

/** In bytes: what is read into memory as one text. JSON Lines stream and have no limit. */
const LARGEST_TEXT = 64 * 1024 * 1024;
/** In UTF-16 units: smaller dumps take a few milliseconds, a thread costs more. */
const LARGEST_IN_PLACE: Record<TextFormat, number> = { dump: 1024 * 1024, markdown: 4 * 1024 };
const TURN_MILLISECONDS = 12;
const PARSE_TIMEOUT = 60_000;

interface Opened {
  name: string;
  head: Uint8Array;
  isWhole: boolean;
  chunks: AsyncIterable<Uint8Array>;
  signal: AbortSignal | undefined;
}

type Reader = (opened: Opened) => AsyncIterable<ReadEntry>;

/** The readers by format; those of HTML pages and feeds will stand here. */
const READERS: Record<ParserName, Reader> = {
  dump: (opened) => readText(opened, 'dump'),
  markdown: (opened) => readText(opened, 'markdown'),
  'json-lines': readLines,
  json: readJson,
  unsupported: refuse,
};

/**
 * The articles of one source and what was left out, in order. Throws an IngestError where the source as a whole can't be
 * taken in (empty, binary, too large, changed while it was read): whoever stores the articles undoes the import then.
 */
export async function* readDrafts(source: ByteSource, options: ReadOptions = {}): AsyncGenerator<ReadEntry> {
  const { signal, onProgress } = options;
  let done = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.chunks()) {
      signal?.throwIfAborted();
      done += chunk.length;
      yield chunk;
      onProgress?.(done, source.total);
    }
  }
  const { head, isWhole, chunks } = await peek({ ...source, chunks: counted });
  if (head.length === 0) throw new IngestError('empty', source.name, `${source.name} is empty.`);
  let turn = performance.now();
  const parser = chooseParser(source.name, head, isWhole);
  for await (const entry of READERS[parser]({ name: source.name, head, isWhole, chunks, signal })) {
    signal?.throwIfAborted();
    yield entry;
    // What the caller does with an article counts too: others get their turn every few milliseconds.
    if (performance.now() - turn > TURN_MILLISECONDS) {
      await nextTurn();
      turn = performance.now();
    }
  }
}

async function* readText(opened: Opened, format: TextFormat): AsyncGenerator<ReadEntry> {
  const text = await decodeWhole(opened);
  const isSmall = text.length <= LARGEST_IN_PLACE[format];
  const { articles, skipped } = isSmall
    ? parseText(text, format)
    : await parseInWorker(text, format, {
        signal: opened.signal,
        timeout: PARSE_TIMEOUT,
        source: opened.name,
      });
  for (const entry of skipped) yield { kind: 'skipped', skipped: entry };
  for (const draft of articles) yield { kind: 'draft', draft };
}

async function* readLines({ name, head, isWhole, chunks }: Opened): AsyncGenerator<ReadEntry> {
  const binary = describeBinary(head);
  const encoding = binary === null ? detectEncoding(head, isWhole) : null;
  if (encoding === null) throw new IngestError('binary', name, `${name} is ${binary ?? 'no text'}.`);
  yield* readJsonLines(chunks, encoding);
}

async function* readJson(opened: Opened): AsyncGenerator<ReadEntry> {
  yield* parseJsonDocument(await decodeWhole(opened), opened.name);
}

// biome-ignore lint/correctness/useYield: a reader that only refuses
async function* refuse({ name, head, isWhole }: Opened): AsyncGenerator<ReadEntry> {
  const binary = describeBinary(head) ?? (detectEncoding(head, isWhole) === null ? 'no text' : null);
  const what = binary ?? 'an HTML page, a feed or another format that is not read yet';
  throw new IngestError(binary === null ? 'unsupported' : 'binary', name, `${name} is ${what}.`);
}

async function decodeWhole({ name, chunks }: Opened): Promise<string> {
  const bytes = await readUpTo(chunks, LARGEST_TEXT);
  if (bytes === null) {
    const limit = LARGEST_TEXT / 1024 / 1024;
    throw new IngestError('too-large', name, `${name} is larger than ${limit} MiB; split it.`);
  }
  const decoded = decodeText(bytes);
  if (decoded.kind === 'failed') throw new IngestError(decoded.reason, name, `${name}: ${decoded.detail}`);
  return decoded.text;
}

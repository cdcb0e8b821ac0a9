import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ByteSource, peek, readUpTo } from './byte-source.ts';
import { chooseParser } from './choose-parser.ts';
import { describeBinary } from './decode-text.ts';
import { detectEncoding } from './detect-encoding.ts';
import { IngestError } from './ingest-error.ts';
import { parseInWorker } from './parse-in-worker.ts';
import type { ParsedLine } from './parse-json-line.ts';
import { loadParser, type WholeFormat } from './parse-whole.ts';
import { readJsonLines } from './read-json-lines.ts';
import { spool } from './spool.ts';

export interface ReadOptions {
  /** Epoch milliseconds: what a feed dates later is not believed. */
  now: number;
  /** Bytes taken in so far, and in all where that is known. */
  onProgress?: (done: number, total: number | null) => void;
  signal?: AbortSignal;
}

/** A source that was opened and, as far as that can take long, read. */
export interface Reading {
  /** The articles and what was left out, in order. Others get their turn every few milliseconds while it is read. */
  entries: AsyncIterable<ParsedLine>;
  close(): Promise<void>;
}

/** In bytes: what is read into memory as one text. JSON Lines stream and have no limit. */
const LARGEST_TEXT = 64 * 1024 * 1024;
/** In bytes: smaller sources take a few milliseconds, a thread costs more. */
const LARGEST_IN_PLACE: Record<WholeFormat, number> = {
  dump: 64 * 1024,
  page: 64 * 1024,
  json: 64 * 1024,
  feed: 64 * 1024,
  markdown: 8 * 1024,
};
const TURN_MILLISECONDS = 12;
const PARSE_TIMEOUT = 60_000;

interface Opened {
  source: ByteSource;
  head: Uint8Array;
  isWhole: boolean;
  chunks: AsyncIterable<Uint8Array>;
  signal: AbortSignal | undefined;
  now: number;
}

/**
 * Reads a source as far as it can be before anything is stored: texts and JSON documents are parsed, what comes from a
 * stream is read to its end. JSON Lines of a file, which may be of any size, are read and parsed while `entries` is.
 * Throws an IngestError where the source as a whole can't be taken in (empty, binary, too large, changed while it was
 * read), and so may `entries`: whoever stores the articles undoes the import then.
 */
export async function readDrafts(source: ByteSource, options: ReadOptions): Promise<Reading> {
  const { signal, onProgress, now } = options;
  let done = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.chunks()) {
      signal?.throwIfAborted();
      done += chunk.length;
      yield chunk;
      onProgress?.(done, source.total);
    }
  }
  const peeked = await peek({ ...source, chunks: counted });
  if (peeked.head.length === 0) throw new IngestError('empty', source.name, `${source.name} is empty.`);
  const opened: Opened = { ...peeked, source, signal, now };
  const parser = chooseParser(source.fileName ?? source.name, peeked.head, peeked.isWhole);
  if (parser === 'unsupported') throw refusalOf(opened);
  if (parser === 'json-lines') return readLines(opened);
  return { entries: withTurns(await readWhole(opened, parser), signal), close: async () => {} };
}

async function readWhole(
  { source: { name, address = null, charset = null }, chunks, signal, now }: Opened,
  format: WholeFormat,
): Promise<Iterable<ParsedLine>> {
  const bytes = await readUpTo(chunks, LARGEST_TEXT);
  if (bytes === null) {
    const limit = LARGEST_TEXT / 1024 / 1024;
    throw new IngestError('too-large', name, `${name} is larger than ${limit} MiB; split it.`);
  }
  if (bytes.length <= LARGEST_IN_PLACE[format]) {
    const parse = await loadParser(format);
    return [...parse(bytes, name, { now, address, charset })];
  }
  return parseInWorker(bytes, format, {
    signal,
    timeout: PARSE_TIMEOUT,
    source: name,
    now,
    address,
    charset,
  });
}

async function readLines({ source, head, isWhole, chunks, signal }: Opened): Promise<Reading> {
  const { name, total } = source;
  const binary = describeBinary(head);
  const encoding = binary === null ? detectEncoding(head, isWhole) : null;
  if (encoding === null) throw new IngestError('binary', name, `${name} is ${binary ?? 'no text'}.`);
  if (total !== null)
    return { entries: withTurns(readJsonLines(chunks, encoding), signal), close: async () => {} };
  const spooled = await spool(chunks);
  return {
    entries: withTurns(readJsonLines(spooled.chunks(), encoding), signal),
    close: spooled.close,
  };
}

async function* withTurns(
  entries: Iterable<ParsedLine> | AsyncIterable<ParsedLine>,
  signal: AbortSignal | undefined,
): AsyncGenerator<ParsedLine> {
  let turn = performance.now();
  for await (const entry of entries) {
    signal?.throwIfAborted();
    yield entry;
    // What the caller does with an article counts too.
    if (performance.now() - turn > TURN_MILLISECONDS) {
      await nextTurn();
      turn = performance.now();
    }
  }
}

function refusalOf({ source: { name }, head, isWhole }: Opened): IngestError {
  const binary = describeBinary(head) ?? (detectEncoding(head, isWhole) === null ? 'no text' : null);
  const what = binary ?? 'in a format that is not read';
  return new IngestError(binary === null ? 'unsupported' : 'binary', name, `${name} is ${what}.`);
}

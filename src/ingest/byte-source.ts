import { open } from 'node:fs/promises';
import { IngestError, toIngestError } from './ingest-error.ts';

const CHUNK = 256 * 1024;

/** Bytes with a name, read once from front to back. */
export interface ByteSource {
  /** The path, `-` for standard input, or an address without what may be secret in it. */
  name: string;
  /** What its format is told by where that is not its name: of an address, a file name with the ending of its media type. */
  fileName?: string;
  /** Where it was fetched, and the charset that the server said; of an address alone. */
  address?: string | null;
  charset?: string | null;
  /** Bytes in all; null where that is not known before the end. */
  total: number | null;
  chunks(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/**
 * A file. Only the bytes that it has when it is opened are read; at their end it is looked at again, and a file that was
 * written to in the meantime throws an IngestError `changed`.
 */
export async function openFileSource(path: string): Promise<ByteSource> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw toIngestError(error, path);
  });
  const before = await handle.stat({ bigint: true });
  const total = Number(before.size);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let position = 0;
    while (position < total) {
      const buffer = new Uint8Array(Math.min(CHUNK, total - position));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position).catch((error: unknown) => {
        throw toIngestError(error, path);
      });
      if (bytesRead === 0) break;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
    const after = await handle.stat({ bigint: true });
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs || position < total) {
      throw new IngestError('changed', path, `${path} changed while it was read.`);
    }
  }
  return { name: path, total, chunks, close: () => handle.close() };
}

/** Standard input, or anything else that gives bytes. */
export function createStreamSource(stream: AsyncIterable<Uint8Array>): ByteSource {
  return { name: '-', total: null, chunks: () => stream, close: async () => {} };
}

/** The first bytes of a source (64 KiB or all there are), and all of it again as one stream. */
export async function peek(
  source: ByteSource,
): Promise<{ head: Uint8Array; isWhole: boolean; chunks: AsyncIterable<Uint8Array> }> {
  const iterator = source.chunks()[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  while (size < HEAD) {
    const next = await iterator.next();
    if (next.done === true) {
      isWhole = true;
      break;
    }
    taken.push(next.value);
    size += next.value.length;
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield* taken;
    if (isWhole) return;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  return { head: new Uint8Array(Buffer.concat(taken)), isWhole, chunks: chunks() };
}

const HEAD = 64 * 1024;

/** All bytes of a stream in a buffer of their own, up to a limit; null where there are more. */
export async function readUpTo(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const taken: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) return null;
    taken.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of taken) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

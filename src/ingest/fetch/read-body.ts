import type { ReadableStream } from 'node:stream/web';
import type { Turns } from '../create-turns.ts';

/** Up to so many bytes a body is read whoever else reads; larger ones take turns. */
const SMALL_BODY = 1024 * 1024;

/**
 * A body's bytes, counted as they come out of their compression, in a buffer of their own; 'too-large' past the limit, or
 * what came until then where `cuts`. The rest of the answer is not read. Bodies above 1 MiB take turns, so that many
 * hostile ones at once do not fill the memory. Throws what the stream throws.
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  {
    limit,
    cuts = false,
    turns,
    hasRoom = async () => {},
  }: {
    limit: number;
    cuts?: boolean;
    turns: Turns;
    /** Resolves when there is room for a large one where it goes from here. */
    hasRoom?: (() => Promise<void>) | undefined;
  },
): Promise<Uint8Array<ArrayBuffer> | 'too-large'> {
  if (body === null) return new Uint8Array(0);
  const reader = body.getReader();
  const taken: Uint8Array[] = [];
  let size = 0;
  let giveBack: (() => void) | null = null;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const room = limit - size;
      if (next.value.length > room && !cuts) return 'too-large';
      taken.push(next.value.length > room ? next.value.slice(0, room) : next.value);
      size += Math.min(room, next.value.length);
      if (size >= limit && cuts) break;
      if (size > SMALL_BODY && giveBack === null) {
        giveBack = await turns.take();
        await hasRoom();
      }
    }
    return join(taken, size);
  } finally {
    giveBack?.();
    // An answer that is not read to its end closes its connection; what that throws is of no interest any more.
    void reader.cancel().catch(() => {});
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

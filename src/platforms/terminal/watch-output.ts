import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** An output that may close under the writer (`| head`): writing to it then does nothing. */
export interface WatchedOutput {
  /** Aborted when nobody reads any more. */
  closed: AbortSignal;
  /** Resolves when more can be taken. Rejects where writing fails for another reason than that nobody reads. */
  write(text: string): Promise<void>;
  /** Takes the listeners off again. */
  release(): void;
}

const GONE = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);

export function watchOutput(output: Writable): WatchedOutput {
  const closing = new AbortController();
  let failure: Error | null = null;
  const onError = (error: NodeJS.ErrnoException): void => {
    if (!GONE.has(error.code ?? '')) failure = error;
    closing.abort();
  };
  const onClose = (): void => closing.abort();
  output.on('error', onError);
  output.on('close', onClose);
  return {
    closed: closing.signal,
    async write(text) {
      if (!closing.signal.aborted && !output.write(text)) {
        try {
          await once(output, 'drain', { signal: closing.signal });
        } catch (error) {
          // Closed while waiting, which `closed` tells; anything else is news.
          if (!closing.signal.aborted) throw error;
        }
      }
      if (failure !== null) throw failure;
    },
    release() {
      output.off('close', onClose);
      // An error may still come from what was written last; without a listener it would end the process.
    },
  };
}

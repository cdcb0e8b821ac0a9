import type { Reply } from '../../commands/command.ts';
import { notice } from '../../core/blocks/build-blocks.ts';
import type { Reader } from './find-reader.ts';

/** Nobody waits longer for an answer, milliseconds. */
const LONGEST_WORK = 90_000;

/** Runs a command with an end to it; a reply in any case, `cancelled` where the signal ended it. */
export async function runInTime(
  { reader, signal }: { reader: Reader; signal: AbortSignal },
  run: (signal: AbortSignal) => Promise<Reply | null>,
): Promise<Reply | null> {
  const ending = new AbortController();
  const ended = new Promise<Reply>((resolve) => {
    ending.signal.addEventListener('abort', () =>
      resolve(
        signal.aborted
          ? { blocks: [], failure: 'cancelled' }
          : { blocks: [notice('error', reader.translate('chat.tookTooLong'))], failure: 'internal' },
      ),
    );
  });
  const end = (): void => ending.abort();
  const timer = setTimeout(end, LONGEST_WORK);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  try {
    return await Promise.race([run(ending.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

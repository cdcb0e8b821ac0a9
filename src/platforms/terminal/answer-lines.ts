import type { Readable } from 'node:stream';
import type { Translate } from '../../commands/create-translator.ts';
import { readLines } from '../../commands/read-lines.ts';
import { notice } from '../../core/blocks/build-blocks.ts';
import type { Conversation } from './conversation.ts';
import type { WatchedOutput } from './watch-output.ts';

/** Bytes; the longest question is far below. */
const LONGEST_LINE = 64 * 1024;

/** Answers each line of an input in order, a blank line between answers, until it ends or nobody reads any more. */
export async function answerLines({
  conversation,
  input,
  watched,
  translate,
}: {
  conversation: Conversation;
  input: Readable;
  watched: WatchedOutput;
  translate: Translate;
}): Promise<void> {
  const stop = (): void => {
    input.destroy();
  };
  watched.closed.addEventListener('abort', stop, { once: true });
  let first = true;
  try {
    for await (const line of readLines(input, LONGEST_LINE)) {
      const answer =
        'problem' in line
          ? conversation.show({
              blocks: [
                notice('error', translate(line.problem === 'too-long' ? 'line.tooLong' : 'line.notUtf8')),
              ],
              failure: 'bad-options',
            })
          : await conversation.answer(line.text, watched.closed);
      if (answer === null || watched.closed.aborted) return;
      if (answer === '') continue;
      await watched.write(first ? answer : `\n${answer}`);
      first = false;
    }
  } catch (error) {
    // Destroyed because the output is gone.
    if (!watched.closed.aborted) throw error;
  } finally {
    watched.closed.removeEventListener('abort', stop);
  }
}

import type { Block } from '../../core/blocks/blocks.ts';
import type { Capabilities } from './capabilities.ts';
import { renderBlocks } from './render-blocks.ts';
import type { WatchedOutput } from './watch-output.ts';

/** Lines of a terminal that does not say how many it has. */
const USUAL_ROWS = 24;
const CLEAR_LINE = '\r\u001B[K';
/** One line for each sentence, to tell what was shown from what is to be, however wide the terminal was and is. */
const PLAIN: Capabilities = { colours: false, hyperlinks: false, columns: () => Number.POSITIVE_INFINITY };

/** An answer that is shown sentence by sentence while it is made. */
export interface Growth {
  /** Shows the sentences that are new; what is taken back waits for the end. */
  grow(blocks: readonly Block[]): void;
  /** Something else was written meanwhile. */
  disturb(): void;
  hasBegun(): boolean;
  /** What of the whole answer is still to be shown: all of it where what was shown is not how it begins, which is wiped away if that can be. */
  finish(blocks: readonly Block[]): Promise<readonly Block[]>;
}

export function createGrowth({
  watched,
  capabilities,
  rows,
  signal,
}: {
  watched: WatchedOutput;
  capabilities: Capabilities;
  /** Of the terminal now; undefined where it does not say. */
  rows: () => number | undefined;
  /** Nothing is shown after it is aborted. */
  signal: AbortSignal;
}): Growth {
  let shown: string[] = [];
  let height = 0;
  let size: string | null = null;
  let isDisturbed = false;

  const sizeNow = (): string => `${capabilities.columns()} ${rows()}`;
  /** It stands where it was written: on the screen, which was not laid out anew since. */
  const canWipe = (): boolean =>
    !isDisturbed && size === sizeNow() && height < (rows() ?? USUAL_ROWS) && height > 0;

  return {
    grow(blocks) {
      if (signal.aborted) return;
      const lines = linesOf(blocks);
      if (lines.length <= shown.length || !beginsWith(lines, shown)) return;
      const text = renderBlocks(skipSentences(blocks, shown.length), capabilities).text;
      // The sign of work stands on the line.
      void watched.write(`${CLEAR_LINE}${shown.length === 0 ? '\n' : ''}${text}`);
      shown = lines;
      size ??= sizeNow();
      height += countLines(text);
    },
    disturb() {
      isDisturbed = true;
    },
    hasBegun: () => shown.length > 0,
    async finish(blocks) {
      if (shown.length === 0) return blocks;
      if (beginsWith(linesOf(blocks), shown)) return skipSentences(blocks, shown.length);
      await watched.write(canWipe() ? `\r\u001B[${height}A\u001B[J` : `${CLEAR_LINE}\n`);
      return blocks;
    },
  };
}

/** Of the sentences that the blocks begin with. */
function linesOf([first]: readonly Block[]): string[] {
  if (first?.kind !== 'sentences') return [];
  return first.sentences.map(
    (sentence) => renderBlocks([{ kind: 'sentences', sentences: [sentence] }], PLAIN).text,
  );
}

function beginsWith(lines: readonly string[], shown: readonly string[]): boolean {
  return shown.every((line, index) => lines[index] === line);
}

function skipSentences([first, ...rest]: readonly Block[], count: number): Block[] {
  return first?.kind === 'sentences'
    ? [{ ...first, sentences: first.sentences.slice(count) }, ...rest]
    : rest;
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';
import type { Progress } from '../commands/services.ts';
import { toSingleLine } from '../core/text/strip-control-characters.ts';

const LONGEST_LABEL = 40;

/** A bar on a terminal's stderr; where that is no terminal it shows nothing. */
export function createProgressBar(error: Writable & { isTTY?: boolean }): {
  show(progress: Progress): void;
  stop(): void;
} {
  if (error.isTTY !== true) return { show: () => {}, stop: () => {} };
  // cli-progress asks for more of the stream than Writable promises; what it needs is there on a terminal.
  const bar = new SingleBar({
    stream: error as NodeJS.WriteStream,
    format: '{bar} {percentage}% {label}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
  });
  let started = false;
  return {
    show({ done, total, label }) {
      const payload = { label: toSingleLine(label).slice(0, LONGEST_LABEL) };
      if (!started) bar.start(total ?? 1, 0, payload);
      started = true;
      bar.setTotal(total ?? Math.max(done * 2, 1));
      bar.update(done, payload);
    },
    stop() {
      if (started) bar.stop();
    },
  };
}

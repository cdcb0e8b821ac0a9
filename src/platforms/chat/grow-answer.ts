import type { Block } from '../../core/blocks/blocks.ts';
import type { Timers } from './send-queue.ts';

/** Shows what there is of an answer while it is still worked on. */
export interface Growth {
  /** The answer as it stands by now; the newest is shown when its turn comes, those in between never are. */
  grow(blocks: readonly Block[]): void;
  /** Shows nothing more; resolves when what is being shown is there or has failed. */
  end(): Promise<void>;
}

/**
 * `first` and `every`: milliseconds before anything is shown, and between one showing and the next. `show` must not reject;
 * the next waits for it.
 */
export function createGrowth({
  show,
  first,
  every,
  timers,
}: {
  show(blocks: readonly Block[]): Promise<void>;
  first: number;
  every: number;
  timers: Timers;
}): Growth {
  let newest: readonly Block[] | null = null;
  let notBefore = timers.now() + first;
  let showing: Promise<void> | null = null;
  let cancel: (() => void) | null = null;
  let ended = false;

  const pump = (): void => {
    if (ended || showing !== null || newest === null || cancel !== null) return;
    const wait = notBefore - timers.now();
    if (wait > 0) {
      cancel = timers.after(wait, () => {
        cancel = null;
        pump();
      });
      return;
    }
    const blocks = newest;
    newest = null;
    showing = show(blocks).then(() => {
      showing = null;
      notBefore = timers.now() + every;
      pump();
    });
  };

  return {
    grow(blocks) {
      newest = blocks;
      pump();
    },
    async end() {
      ended = true;
      cancel?.();
      await showing;
    },
  };
}

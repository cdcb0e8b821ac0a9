import type { Source } from '../core/sources/source.ts';

/** Milliseconds: sources that stop together, as those of one host do, are told of together. */
const GATHERED = 60_000;

/** Gathers sources that stop for a minute, then tells of them once. */
export function createStoppedSources({
  tell,
  after,
}: {
  tell(stopped: readonly Source[]): void;
  after(milliseconds: number, run: () => void): void;
}): { add(source: Source): void } {
  let gathered: Source[] = [];
  return {
    add(source) {
      gathered.push(source);
      if (gathered.length > 1) return;
      after(GATHERED, () => {
        const stopped = gathered;
        gathered = [];
        tell(stopped);
      });
    },
  };
}

import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

const MEGABYTE = 2 ** 20;
/** V8 has doubled it each time that much survived, to 128 MB where the machine has memory; throughput gains nothing past this. */
const LARGEST = 32 * MEGABYTE;
/** Of the old generation, which a start brings to some 45: what grows past it while the young one is held small is a load. */
const STARTED = 52 * MEGABYTE;
/** Milliseconds between two looks. */
const LOOK_EVERY = 250;
/** V8's own. */
const GROWTH = 2;

/**
 * Bounds the heap's young generation as long as the process runs: at its first size (a megabyte) for so many milliseconds,
 * then below LARGEST. While a program is read and starts, V8 lets it grow and moves to the old one what is garbage soon
 * after, and a process that then waits gives neither back: some 30 MB. Work under load wants it large; so it is let go
 * before where the load does not wait.
 */
export function governYoungGeneration({ heldFor }: { heldFor: number }): void {
  const heldUntil = performance.now() + heldFor;
  let isHeld = true;
  setGrowth(1);
  setInterval(() => {
    const sizes = new Map(
      getHeapSpaceStatistics().map(({ space_name: name, space_size: size }) => [name, size]),
    );
    isHeld &&= performance.now() < heldUntil && (sizes.get('old_space') ?? 0) < STARTED;
    setGrowth(isHeld || (sizes.get('new_space') ?? 0) >= LARGEST ? 1 : GROWTH);
  }, LOOK_EVERY).unref();
}

function setGrowth(factor: number): void {
  // Read by V8 each time that it could grow: unlike the sizes, it can be set while it runs.
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}

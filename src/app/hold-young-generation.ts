import { setFlagsFromString } from 'node:v8';

/** V8's own. */
const GROWTH = 2;

/**
 * Keeps the heap's young generation at its first size (a megabyte) until the function that is returned is called. While a
 * program is read and starts, V8 lets it grow to sixteen and moves to the old one what is garbage soon after, and a process
 * that then waits gives neither back: some 30 MB. Work under load wants it large.
 */
export function holdYoungGeneration(): () => void {
  setGrowth(1);
  return () => setGrowth(GROWTH);
}

function setGrowth(factor: number): void {
  // Read by V8 each time that it could grow: unlike the sizes, it can be set while it runs.
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}

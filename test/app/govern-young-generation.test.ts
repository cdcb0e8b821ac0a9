import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';

const GOVERN = new URL('../../src/app/govern-young-generation.ts', import.meta.url).href;
const MEGABYTE = 2 ** 20;

/**
 * A process of its own, whose heap is new, that makes garbage with so many survivors; the sizes of its young and old
 * generation (bytes), the last at the end.
 */
function measure({ heldFor, kept, rounds }: { heldFor: number; kept: number; rounds: number }) {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { setImmediate } from 'node:timers/promises';
    const { governYoungGeneration } = await import(${JSON.stringify(GOVERN)});
    const size = (space) => getHeapSpaceStatistics().find(({ space_name: name }) => name === space).space_size;
    const kept = [];
    const sizes = [];
    governYoungGeneration({ heldFor: ${heldFor} });
    for (let round = 0; round < ${rounds}; round += 1) {
      for (let each = 0; each < 1e5; each += 1) kept[(round * 1e5 + each) % ${kept}] = { each, round };
      sizes.push({ young: size('new_space'), old: size('old_space') });
      await setImmediate();
    }
    process.stdout.write(JSON.stringify(sizes));
  `;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  return JSON.parse(printed) as { young: number; old: number }[];
}

const youngest = (sizes: { young: number }[]): number => Math.max(...sizes.map(({ young }) => young));

describe('the young generation of the heap', () => {
  it('stays small while the program starts', () => {
    assert.ok(youngest(measure({ heldFor: 60_000, kept: 5_000, rounds: 40 })) <= 4 * MEGABYTE);
  });

  it('grows with the work after that, but not without end', () => {
    const largest = youngest(measure({ heldFor: 0, kept: 400_000, rounds: 150 }));
    assert.ok(largest > 4 * MEGABYTE, `${largest}`);
    // A doubling may be under way between two looks.
    assert.ok(largest <= 64 * MEGABYTE + MEGABYTE, `${largest}`);
  });

  it('is let go before where the start is followed by a load', () => {
    const sizes = measure({ heldFor: 60_000, kept: 1_500_000, rounds: 150 });
    const loaded = sizes.findIndex(({ old }) => old > 64 * MEGABYTE);
    assert.ok(loaded > 0);
    assert.ok(youngest(sizes.slice(loaded)) > 4 * MEGABYTE);
  });
});

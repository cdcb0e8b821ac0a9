import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';

const HOLD = new URL('../../src/app/hold-young-generation.ts', import.meta.url).href;

/**
 * Bytes of the young generation during garbage with some survivors (the median: what is being collected counts for a moment),
 * held and let go; in a process of its own, whose heap is new.
 */
const PROGRAM = `
  import { getHeapSpaceStatistics } from 'node:v8';
  const { holdYoungGeneration } = await import(${JSON.stringify(HOLD)});
  const size = () => getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size;
  const kept = [];
  const work = () => {
    const sizes = [];
    for (let each = 0; each < 3e6; each += 1) {
      kept[each % 50_000] = { each };
      if (each % 30_000 === 0) sizes.push(size());
    }
    return sizes.sort((a, b) => a - b)[sizes.length / 2];
  };
  const release = holdYoungGeneration();
  const held = work();
  release();
  process.stdout.write(JSON.stringify({ held, released: work() }));
`;

describe('the young generation of the heap', () => {
  it('stays small while it is held, and grows with the work afterwards', () => {
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
      encoding: 'utf8',
    });
    const { held, released } = JSON.parse(printed);
    assert.ok(released >= 4 * held, printed);
  });
});

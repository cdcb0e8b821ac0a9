import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createStoppedSources } from '../../src/app/tell-of-stopped-sources.ts';
import { buildSource } from '../build-source.ts';

it('sources that stop within a minute are told of together, later ones anew', () => {
  const told: string[][] = [];
  const waiting: (() => void)[] = [];
  const stopped = createStoppedSources({
    tell: (sources) => told.push(sources.map(({ id }) => id)),
    after: (_milliseconds, run) => waiting.push(run),
  });
  for (const id of ['a', 'b']) stopped.add(buildSource({ id }));
  assert.deepEqual([told, waiting.length], [[], 1]);
  waiting.shift()?.();
  stopped.add(buildSource({ id: 'c' }));
  waiting.shift()?.();
  assert.deepEqual(told, [['a', 'b'], ['c']]);
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod';
import { readAnswer } from '../../src/llm/read-answer.ts';

const schema = z.object({ headline: z.string() });
const json = '{"headline":"甲"}';

it('an answer is read with thoughts before it, and without', () => {
  for (const text of [json, `<think>{</think>${json}`, `好的：${json}。`])
    assert.deepEqual(readAnswer(text, schema), { headline: '甲' });
});

it('thoughts that never end are no answer, and cost a time that grows with their length', () => {
  const time = (count: number): number => {
    const started = performance.now();
    assert.equal(readAnswer('<think>'.repeat(count), schema), null);
    return performance.now() - started;
  };
  time(1000);
  assert.ok(time(40_000) < 30 * Math.max(1, time(4000)));
});

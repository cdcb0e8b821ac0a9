import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeDigests } from './judge-digests.ts';

const all = { slots: 2, stories: 2 };
const [A0, A1, B0, B1] = ['题目甲第0条报道', '题目甲第1条报道', '题目乙第0条报道', '题目乙第1条报道'];

describe('what a chat was told', () => {
  it('is right where each story came once and in order', () => {
    const right = { repeated: 0, missing: [0, 0], toldAgain: 0, isInOrder: true };
    assert.deepEqual(judgeDigests([`${A0} ${A1}`, `${B0}`, `${B1}`], all), right);
  });

  it('is wrong by what is missing, came twice as it was, came again in another message, or came before', () => {
    assert.deepEqual(judgeDigests([`${A0} ${A1}`, `${B1}`], all).missing, [0, 1]);
    assert.equal(judgeDigests([`${A0} ${A1}`, `${A0} ${A1}`, `${B0} ${B1}`], all).repeated, 1);
    assert.equal(judgeDigests([`${A0} ${A1}`, `${A1} ${B0} ${B1}`], all).toldAgain, 1);
    assert.equal(judgeDigests([`${B0} ${B1}`, `${A0} ${A1}`], all).isInOrder, false);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { killDigests } from './kill-digests.ts';

describe('digests of a program that is killed again and again', () => {
  it('all come, whole, in order and with what is new alone, twice only where nobody knew whether they had', async () => {
    const result = await killDigests({
      chats: 40,
      kills: 5,
      seed: 7,
      life: 1500,
      patience: 60_000,
    });
    const { deliveries, sent, lost, outOfOrder, toldAgain, duplicated, uncertain } = result;
    assert.deepEqual([deliveries, sent, lost, outOfOrder, toldAgain], [120, 120, 0, 0, 0]);
    assert.equal(duplicated.discord, 0);
    assert.ok(duplicated.telegram <= uncertain.telegram, JSON.stringify(result));
  });
});

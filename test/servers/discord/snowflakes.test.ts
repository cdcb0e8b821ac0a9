import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SnowflakeUtil } from 'discord.js';
import { createManualClock } from '../create-manual-clock.ts';
import { createSnowflakes } from './snowflakes.ts';

describe('ids', () => {
  it('of events carry the time and grow, also while the clock stands still or goes back', () => {
    const clock = createManualClock();
    const ids = createSnowflakes(clock.now);
    const first = ids.nextEvent();
    assert.equal(SnowflakeUtil.timestampFrom(first), clock.now());
    let last = BigInt(first);
    for (let index = 0; index < 10_000; index += 1) {
      if (index === 5000) clock.pass(-60_000);
      const next = BigInt(ids.nextEvent());
      assert.ok(next > last);
      last = next;
    }
  });

  it('of places are the same in every run, of Discord’s length, and spread over shards', () => {
    const ids = createSnowflakes(Date.now);
    const other = createSnowflakes(() => 0);
    const places = Array.from({ length: 8 }, () => ids.nextPlace());
    assert.deepEqual(
      places,
      places.map(() => other.nextPlace()),
    );
    assert.ok(places.every((id) => /^\d{17,19}$/.test(id)));
    assert.equal(new Set(places.map((id) => (BigInt(id) >> 22n) % 8n)).size, 8);
  });
});

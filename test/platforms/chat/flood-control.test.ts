import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFloodControl, type FloodVerdict } from '../../../src/platforms/chat/flood-control.ts';

const kindOf = (verdict: FloodVerdict): string => (typeof verdict === 'string' ? verdict : 'tell');

describe('flood control', () => {
  it('lets a burst pass, tells once, then is silent until there is room', () => {
    const flood = createFloodControl();
    const ask = (at: number) => kindOf(flood.check({ person: 1, chat: 1, isGroup: false, at }));
    const verdicts = Array.from({ length: 15 }, () => ask(0));
    assert.deepEqual(verdicts, [...Array(10).fill('pass'), 'tell', ...Array(4).fill('silent')]);
    assert.equal(ask(1000), 'pass');
    assert.equal(ask(1000), 'silent');
    assert.equal(ask(30_000), 'pass');
  });

  it('never stops who asks once a second', () => {
    const flood = createFloodControl();
    for (let second = 0; second < 100; second += 1)
      assert.equal(flood.check({ person: 1, chat: 1, isGroup: false, at: second * 1000 }), 'pass');
  });

  it('slows a group down as a whole, and nobody elsewhere', () => {
    const flood = createFloodControl();
    const verdicts = Array.from({ length: 25 }, (_, person) =>
      kindOf(flood.check({ person, chat: -5, isGroup: true, at: 0 })),
    );
    assert.equal(verdicts.filter((verdict) => verdict === 'pass').length, 20);
    assert.equal(verdicts.filter((verdict) => verdict === 'tell').length, 1);
    assert.equal(flood.check({ person: 99, chat: -6, isGroup: true, at: 0 }), 'pass');
  });

  it('counts by when things were sent: what waited for hours is no flood', () => {
    const flood = createFloodControl();
    for (let hour = 0; hour < 30; hour += 1)
      assert.equal(flood.check({ person: 1, chat: 1, isGroup: false, at: hour * 3_600_000 }), 'pass');
  });
});

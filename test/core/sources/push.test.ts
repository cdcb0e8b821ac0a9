import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { changeAfterPoll } from '../../../src/core/sources/after-poll.ts';
import { isPushed, PUSHED_INTERVAL, planPushedPoll } from '../../../src/core/sources/push.ts';
import { SOURCE_STATES, type Source } from '../../../src/core/sources/source.ts';
import { describeProblem } from '../../../src/core/sources/source-problem.ts';
import { buildSource } from '../../build-source.ts';

const NOW = Date.UTC(2026, 10, 23, 4);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const held: NonNullable<Source['push']> = {
  ...{ state: 'held', hub: 'https://hub.example.org/', until: NOW + HOUR, pushedAt: NOW - HOUR },
};

describe('a source that a hub pushes', () => {
  it('is relied on while the promise holds and the news comes by it', () => {
    const push = (fields: Partial<typeof held>, newsAt: number | null = NOW - 59 * MINUTE) =>
      isPushed(buildSource({ push: { ...held, ...fields }, newsAt }), NOW);
    assert.ok(push({}));
    assert.ok(!push({}, null), 'no push has brought any yet');
    assert.ok(!push({}, NOW - 61 * MINUTE), 'the last push brought nothing');
    assert.ok(!push({ until: NOW }));
    assert.ok(!push({ until: null }));
    assert.ok(!push({ state: 'denied' }));
    assert.ok(!push({ pushedAt: null }), 'it has not shown yet that it does');
    assert.ok(!push({}, NOW - 30 * MINUTE), 'news came that it did not tell of');
    assert.ok(!isPushed(buildSource(), NOW));
  });

  it('that waits by its owner’s interval before it is polled is relied on all the same', () => {
    const bounds = { shortest: 2 * HOUR, longest: null };
    assert.ok(isPushed(buildSource({ push: held, newsAt: NOW - 30 * MINUTE, bounds }), NOW));
  });

  it('is polled every three hours in place of its pace, or as often as its owner says', () => {
    const poll = (source: Partial<Source>, news = 0) =>
      changeAfterPoll(
        buildSource({ push: { ...held, until: NOW + 99 * HOUR }, newsAt: NOW - 59 * MINUTE, ...source }),
        {
          kind: 'read',
          news,
          instants: [NOW - MINUTE, NOW - 10 * MINUTE],
          feed: { title: null, link: null, language: null },
          hints: {},
          answer: { movedTo: null, freshUntil: null, etag: null, lastModified: null, bodyHash: null },
        },
        { now: NOW, random: 0.5 },
      ).change;
    assert.equal(poll({}).nextAt, NOW + PUSHED_INTERVAL);
    assert.equal(poll({}).interval, 2.5 * MINUTE, 'the pace of the feed stays known');
    assert.equal(poll({ bounds: { shortest: null, longest: HOUR } }).nextAt, NOW + HOUR);
    assert.equal(poll({}, 1).nextAt, NOW + 2.5 * MINUTE, 'news that no push told of');
    assert.equal(
      poll({ push: { ...held, pushedAt: NOW - MINUTE, until: NOW + HOUR } }, 1).nextAt,
      NOW + PUSHED_INTERVAL,
    );
    assert.equal(poll({ push: null }).nextAt, NOW + 2.5 * MINUTE);
  });

  it('is polled at once, but not within a minute of the last time', () => {
    const plan = (fields: Partial<Source>) =>
      planPushedPoll(buildSource({ nextAt: NOW + HOUR, polledAt: NOW - HOUR, ...fields }), NOW);
    assert.equal(plan({}), NOW);
    assert.equal(plan({ polledAt: null }), NOW);
    assert.equal(plan({ polledAt: NOW - 20_000 }), NOW + 40_000);
    assert.equal(plan({ nextAt: NOW }), null, 'it is due already');
    assert.equal(plan({ failures: 1, polledAt: NOW - MINUTE }), NOW + 4 * MINUTE);
  });

  it('that asked to be left alone is left alone', () => {
    const problem = describeProblem('status', 'HTTP 429', { status: 429, retryAt: NOW + 30 * MINUTE });
    const source = buildSource({ nextAt: NOW + HOUR, polledAt: NOW - HOUR, failures: 1, problem });
    assert.equal(planPushedPoll(source, NOW), NOW + 30 * MINUTE);
  });

  it('is never polled later than planned, sooner than its shortest interval, or where it is not polled at all', () => {
    const span = fc.option(fc.integer({ min: MINUTE, max: 24 * HOUR }), { nil: null });
    fc.assert(
      fc.property(
        fc.constantFrom(...SOURCE_STATES),
        fc.option(fc.integer({ min: NOW - HOUR, max: NOW + 24 * HOUR }), { nil: null }),
        fc.option(fc.integer({ min: NOW - 24 * HOUR, max: NOW }), { nil: null }),
        span,
        (state, nextAt, polledAt, shortest) => {
          const bounds = { shortest, longest: null };
          const at = planPushedPoll(buildSource({ state, nextAt, polledAt, bounds }), NOW);
          if (at === null) return;
          assert.ok(nextAt !== null && at < nextAt && at >= NOW);
          assert.ok(polledAt === null || at >= polledAt + Math.max(MINUTE, shortest ?? 0));
          assert.ok(state === 'active' || state === 'failing');
        },
      ),
    );
  });
});

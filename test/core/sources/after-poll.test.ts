import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeAfterPoll, MOST_FAILURES, type PollOutcome } from '../../../src/core/sources/after-poll.ts';
import type { Source } from '../../../src/core/sources/source.ts';
import { describeProblem } from '../../../src/core/sources/source-problem.ts';
import { buildSource } from '../../build-source.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 4);
const at = { now: NOW, random: 0.5 };
const read: PollOutcome = {
  kind: 'read',
  news: 2,
  instants: [NOW - HOUR, NOW - 2 * HOUR],
  feed: { title: 'A', link: 'https://example.org/', language: 'zh' },
  hints: { ttl: 5 },
  answer: { movedTo: null, freshUntil: null, etag: '"1"', lastModified: null, bodyHash: 'ab' },
};
const fail = (status: number): PollOutcome => ({
  kind: 'failed',
  problem: describeProblem('status', `HTTP ${status}`, { status, retryable: status >= 500 }),
});

describe('a source after a poll', () => {
  it('has what the feed says, its validators and a next time', () => {
    const { change, notice } = changeAfterPoll(buildSource({ failures: 3 }), read, at);
    assert.equal(notice, null);
    assert.deepEqual(change, {
      ...{ title: 'A', link: 'https://example.org/', language: 'zh', hints: { ttl: 5 } },
      ...{ pace: { since: NOW - 2 * HOUR, count: 2 }, etag: '"1"', lastModified: null, bodyHash: 'ab' },
      ...{ newsAt: NOW, state: 'active', interval: HOUR / 2, nextAt: NOW + HOUR / 2, nextReason: 'pace' },
      ...{ polledAt: NOW, succeededAt: NOW, problem: null, failures: 0 },
    });
  });

  it('keeps what is known of it where nothing changed', () => {
    const source = buildSource({ title: 'A', etag: '"1"', pace: { since: NOW - 2 * HOUR, count: 2 } });
    const { change } = changeAfterPoll(
      source,
      { kind: 'unchanged', answer: { movedTo: null, freshUntil: null } },
      at,
    );
    const after = { ...source, ...change };
    assert.deepEqual([after.title, after.etag, after.newsAt], ['A', '"1"', null]);
    assert.equal(after.succeededAt, NOW);
  });

  it('is looked into every minute where it is a folder, and sooner where there is more to be read', () => {
    const folder = buildSource({ kind: 'folder' });
    const looked = { ...read, hints: {} };
    assert.equal(changeAfterPoll(folder, looked, at).change.nextAt, NOW + 60_000);
    assert.equal(changeAfterPoll(folder, { ...looked, againAt: NOW + 5000 }, at).change.nextAt, NOW + 5000);
    const bounds = { shortest: HOUR, longest: null };
    assert.equal(changeAfterPoll({ ...folder, bounds }, looked, at).change.nextAt, NOW + HOUR);
  });

  it('is where a permanent redirect led', () => {
    const { change, notice } = changeAfterPoll(
      buildSource(),
      { ...read, answer: { ...read.answer, movedTo: 'https://example.org/new' } },
      at,
    );
    assert.deepEqual([change.url, notice], ['https://example.org/new', 'moved']);
  });

  it('fails more and more rarely, is given up with a notice once, and comes back with one', () => {
    let source: Source = buildSource();
    const notices: unknown[] = [];
    for (let failure = 1; failure <= MOST_FAILURES + 3; failure += 1) {
      const { change, notice } = changeAfterPoll(source, fail(500), at);
      source = { ...source, ...change };
      notices.push(notice);
    }
    assert.equal(source.state, 'failing');
    assert.deepEqual(
      notices.flatMap((notice, index) => (notice === null ? [] : [`${index + 1} ${notice}`])),
      [`${MOST_FAILURES} given-up`],
    );
    assert.ok((source.nextAt ?? 0) - NOW >= 24 * HOUR);
    const back = changeAfterPoll(source, read, at);
    assert.deepEqual([back.notice, back.change.state, back.change.failures], ['recovered', 'active', 0]);
  });

  it('is polled no more once its server says that it is gone', () => {
    const { change, notice } = changeAfterPoll(buildSource(), fail(410), at);
    assert.deepEqual([change.state, change.nextAt, notice], ['gone', null, 'gone']);
    assert.equal(changeAfterPoll(buildSource(), fail(404), at).change.state, 'active');
  });
});

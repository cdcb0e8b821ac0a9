import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  readFreshUntil,
  readRetryAfter,
  readValidator,
} from '../../../src/ingest/fetch/read-answer-headers.ts';

const NOW = Date.UTC(2026, 10, 23, 4);
const fresh = (headers: Record<string, string>) => {
  const until = readFreshUntil(new Headers(headers), NOW);
  return until === null ? null : (until - NOW) / 1000;
};

describe('Retry-After', () => {
  it('is understood as seconds and as a date, in each form of HTTP', () => {
    assert.equal(readRetryAfter('120', NOW), NOW + 120_000);
    for (const date of [
      'Mon, 23 Nov 2026 05:00:00 GMT',
      'Monday, 23-Nov-26 05:00:00 GMT',
      'Mon Nov 23 05:00:00 2026',
    ])
      assert.equal(readRetryAfter(date, NOW), NOW + 3_600_000, date);
    assert.equal(readRetryAfter('Mon, 23 Nov 2020 05:00:00 GMT', NOW), NOW);
  });

  it('is nothing where it is anything else', () => {
    for (const value of [null, '', 'soon', '-5', '1.5', '99999999999', '2026-11-23'])
      assert.equal(readRetryAfter(value, NOW), null, `${value}`);
    fc.assert(
      fc.property(fc.string(), (value) => {
        const until = readRetryAfter(value, NOW);
        assert.ok(until === null || until >= NOW);
      }),
    );
  });
});

describe('how long an answer is fresh', () => {
  it('is its max-age less its age', () => {
    assert.equal(fresh({ 'cache-control': 'public, max-age=600' }), 600);
    assert.equal(fresh({ 'cache-control': 'Max-Age="600"', age: '100' }), 500);
    assert.equal(fresh({ 'cache-control': 'max-age=600', age: '601' }), null);
    assert.equal(fresh({ 'cache-control': 's-maxage=600' }), null);
    assert.equal(fresh({ 'cache-control': 'no-cache, max-age=600' }), null);
    assert.equal(fresh({}), null);
  });

  it('is told by Expires where there is no Cache-Control', () => {
    assert.equal(fresh({ expires: 'Mon, 23 Nov 2026 05:00:00 GMT' }), 3600);
    assert.equal(fresh({ expires: '0' }), null);
    assert.equal(fresh({ expires: 'Mon, 23 Nov 2026 05:00:00 GMT', 'cache-control': 'private' }), null);
  });
});

describe('a validator', () => {
  it('is kept where it can be sent back', () => {
    assert.equal(readValidator('W/"a"'), 'W/"a"');
    for (const value of [null, '', '"\n"', `"${'a'.repeat(600)}"`]) assert.equal(readValidator(value), null);
  });
});

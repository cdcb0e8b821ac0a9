import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTeaser } from '../../../src/ingest/poll/is-teaser.ts';

const entry = (body: string, rest: { url?: string | null; truncated?: boolean } = {}) => ({
  ...{ url: 'https://example.org/1', body, truncated: false },
  ...rest,
});

describe('an entry’s text', () => {
  it('only leads to its page where it is short and no content', () => {
    for (const body of ['A short one.', 'word '.repeat(100), '桥'.repeat(190)])
      assert.equal(isTeaser(entry(body), { hasContent: false }), true);
    for (const body of ['word '.repeat(130), '桥'.repeat(220)])
      assert.equal(isTeaser(entry(body), { hasContent: false }), false);
    assert.equal(isTeaser(entry('A flash.'), { hasContent: true }), false);
  });

  it('leads there where it breaks off, however long, but nowhere without an address', () => {
    const long = 'word '.repeat(500);
    assert.equal(isTeaser(entry(long, { truncated: true }), { hasContent: true }), true);
    assert.equal(isTeaser(entry('A short one.', { url: null }), { hasContent: false }), false);
  });
});

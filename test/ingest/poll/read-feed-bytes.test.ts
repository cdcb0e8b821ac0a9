import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFeedBytes } from '../../../src/ingest/poll/read-feed-bytes.ts';

const read = (text: string) =>
  readFeedBytes({
    bytes: new TextEncoder().encode(text),
    ...{ contentType: null, url: 'https://example.org/feed', now: 0 },
  });

describe('the hub that a feed names', () => {
  const hub = { url: 'https://hub.example.org/', topic: 'https://example.org/self' };
  for (const [format, text] of [
    [
      'Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://hub.example.org/"/><link rel="self" href="/self"/><title>A</title></feed>',
    ],
    [
      'RSS',
      '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>A</title><atom:link rel="hub" href="https://hub.example.org/"/><atom:link rel="self" href="https://example.org/self"/></channel></rss>',
    ],
    [
      'JSON Feed',
      '{"version":"https://jsonfeed.org/version/1.1","title":"A","feed_url":"https://example.org/self","hubs":[{"type":"WebSub","url":"https://hub.example.org/"}],"items":[]}',
    ],
  ] as const)
    it(`is known, with what the feed is called there, from ${format}`, () => {
      assert.deepEqual(read(text).hints, { hub });
    });

  it('is none where the feed does not say what it is called', () => {
    const feed = read(
      '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://hub.example.org/"/><title>A</title></feed>',
    );
    assert.deepEqual(feed.hints, {});
  });
});

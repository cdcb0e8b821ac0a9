import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { IngestError } from '../../../src/ingest/ingest-error.ts';
import { createFeedReader } from '../../../src/ingest/poll/create-feed-reader.ts';

const NOW = Date.UTC(2026, 10, 23, 4);
const URL_OF_FEED = 'https://example.org/feed?key=secret';

function createReader(t: TestContext, options: { timeout?: number } = {}) {
  const reader = createFeedReader({ now: () => NOW, ...options });
  t.after(() => reader.close());
  return (text: string, contentType: string | null = null) =>
    reader.read({ bytes: new Uint8Array(Buffer.from(text)), contentType, url: URL_OF_FEED });
}

function writeRss(items: number, words = 20): string {
  const all = Array.from(
    { length: items },
    (_, index) =>
      `<item><title>Item ${index}</title><link>/${index}</link><pubDate>Mon, 23 Nov 2026 03:00:00 GMT</pubDate><description>${'word '.repeat(words)}</description></item>`,
  );
  return `<rss version="2.0"><channel><title>新闻</title><link>https://example.org/</link><language>zh</language><ttl>30</ttl><skipHours><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>${all.join('')}</channel></rss>`;
}

describe('the reader of feeds', () => {
  it('says what the feed is, what it asks for and what it holds', async (t) => {
    const { feed, drafts, hints } = await createReader(t)(writeRss(2));
    assert.deepEqual(feed, { title: '新闻', link: 'https://example.org/', language: 'zh' });
    assert.deepEqual(hints, { ttl: 30, skipHours: [3], skipDays: [0] });
    assert.deepEqual(
      drafts.map(({ title, url }) => [title, url]),
      [
        ['Item 0', 'https://example.org/0'],
        ['Item 1', 'https://example.org/1'],
      ],
    );
  });

  it('tells teasers from whole texts item by item, in JSON Feed too', async (t) => {
    const item = (id: number, texts: object) => ({
      ...{ id: String(id), url: `https://example.org/${id}`, title: `Item ${id}` },
      ...texts,
    });
    const { drafts, teasers } = await createReader(t)(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: '新闻',
        items: [
          item(0, { summary: 'The harbour bridge reopened on Friday.' }),
          item(1, { content_text: 'The library opened a night reading room that seats 120 readers.' }),
          item(2, { summary: 'The ferry stops for a week.' }),
        ],
      }),
      'application/feed+json',
    );
    assert.deepEqual([drafts.length, teasers], [3, [0, 2]]);
  });

  it('ends with the signal, also in the middle of a large feed, and reads the next', async (t) => {
    const reader = createFeedReader({ now: () => NOW });
    t.after(() => reader.close());
    const given = () => ({
      ...{ bytes: new Uint8Array(Buffer.from(writeRss(3000, 200))), contentType: null, url: URL_OF_FEED },
    });
    const stopping = new AbortController();
    const reading = reader.read({ ...given(), signal: stopping.signal });
    setImmediate(() => stopping.abort(new Error('stopped')));
    await assert.rejects(reading, /^Error: stopped$/);
    assert.equal((await reader.read(given())).drafts.length, 3000);
  });

  it('reads large feeds as it reads small ones, several at once', async (t) => {
    const read = createReader(t);
    const large = await Promise.all([read(writeRss(300, 100)), read(writeRss(400, 100)), read(writeRss(3))]);
    assert.deepEqual(
      large.map(({ drafts }) => drafts.length),
      [300, 400, 3],
    );
    assert.equal(large[0]?.feed.title, '新闻');
  });

  it('has no room for more while what waits for it is large, and again when it is read', async (t) => {
    const reader = createFeedReader({ now: () => NOW });
    t.after(() => reader.close());
    const large = writeRss(1, 1_800_000);
    const readings = Array.from({ length: 2 }, () =>
      reader.read({ bytes: new Uint8Array(Buffer.from(large)), contentType: null, url: URL_OF_FEED }),
    );
    let hasRoom = false;
    const room = reader.hasRoom().then(() => {
      hasRoom = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(hasRoom, false);
    await Promise.all([...readings, room]);
    await reader.hasRoom();
  });

  it('refuses what is no feed, large or small, without what its address may hold of a secret', async (t) => {
    const read = createReader(t);
    for (const text of ['no feed', 'no feed '.repeat(20_000)])
      await assert.rejects(read(text), (error) => {
        assert.ok(error instanceof IngestError);
        assert.equal(error.code, 'malformed');
        assert.doesNotMatch(error.message, /secret/);
        return true;
      });
  });

  it('gives up what takes too long, and reads on', async (t) => {
    const read = createReader(t, { timeout: 1 });
    for (let time = 0; time < 2; time += 1)
      await assert.rejects(
        read(writeRss(2000, 100)),
        (error) => error instanceof IngestError && error.code === 'timed-out',
      );
    assert.equal((await read(writeRss(1))).drafts.length, 1);
  });
});

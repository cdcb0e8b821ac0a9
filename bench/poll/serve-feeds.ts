// A process of its own: feeds by host name, whose bytes and requests it counts. Told by messages, answers with its counts.
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

const ITEMS = 20;
/** Every other feed is Chinese. */
const PARAGRAPHS = [
  'The council met on Tuesday and agreed on the plan for the harbour, which costs 12.4 million. ',
  '市议会周二开会，通过了港口改造方案，总投资1.24亿元，工程将在明年三月动工。',
] as const;

const orderSchema = z.object({
  /** Whether a validator is answered with 304. */
  conditional: z.boolean(),
  /** Counts up: which feeds have published since, and what. */
  round: z.int(),
  /** Milliseconds until an answer. */
  latency: z.number(),
});
let order = { conditional: true, round: 0, latency: 0 };
let counts = { requests: 0, bytes: 0, unchanged: 0 };

const bodies = new Map<string, Buffer>();

/** Every tenth feed publishes an item a round; every hundredth never answers after the first. */
function versionOf(feed: number): number {
  return Math.floor((order.round + (feed % 10)) / 10);
}
function isDead(feed: number): boolean {
  return order.round > 0 && feed % 100 === 99;
}

function bodyOf(feed: number, version: number): Buffer {
  const key = `${feed}/${version}`;
  const known = bodies.get(key);
  if (known !== undefined) return known;
  const paragraph = PARAGRAPHS[feed % 2 === 0 ? 0 : 1];
  const items = Array.from({ length: ITEMS }, (_, index) => {
    const number = version + ITEMS - index;
    const text = `Feed ${feed}, item ${number}. ${paragraph.repeat(3 + ((feed + number) % 8))}`;
    const date = new Date(Date.UTC(2026, 10, 1) + number * 3_600_000 + feed * 1000).toUTCString();
    return `<item><title>Report ${number} of feed ${feed}</title><link>https://f${feed}.example.org/${number}</link><guid>${feed}-${number}</guid><pubDate>${date}</pubDate><description><![CDATA[<p>${text}</p>]]></description></item>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Feed ${feed}</title><link>https://f${feed}.example.org/</link><language>en</language>${items.join('')}</channel></rss>`;
  const body = gzipSync(xml);
  bodies.set(key, body);
  bodies.delete(`${feed}/${version - 1}`);
  return body;
}

const server = createServer((request, response) => {
  const feed = Number(/^f(\d+)\./.exec(request.headers.host ?? '')?.[1] ?? 0);
  counts.requests += 1;
  if (isDead(feed)) return;
  const version = versionOf(feed);
  const etag = `"${feed}-${version}"`;
  setTimeout(() => {
    if (order.conditional && request.headers['if-none-match'] === etag) {
      counts.unchanged += 1;
      response.writeHead(304, { etag }).end();
    } else {
      const body = bodyOf(feed, version);
      counts.bytes += body.length;
      response
        .writeHead(200, { etag, 'content-type': 'application/rss+xml', 'content-encoding': 'gzip' })
        .end(body);
    }
  }, order.latency);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on('message', (message) => {
  order = orderSchema.parse(message);
  process.send?.(counts);
  counts = { requests: 0, bytes: 0, unchanged: 0 };
});
process.on('disconnect', () => process.exit());

import { createHash } from 'node:crypto';
import type { Article } from '../src/core/model/article.ts';

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A lower-case base32 string of 52 characters that depends on the text alone: stands in for the real content hash. */
function hashOf(text: string): string {
  const bits = [...createHash('sha256').update(text).digest()]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => base32.charAt(Number.parseInt(five.padEnd(5, '0'), 2)))
    .join('');
}

/** One `text` paragraph for each piece between blank lines. */
function paragraphsOf(body: string): Article['paragraphs'] {
  return [...body.matchAll(/[^\n](?:[^\n]|\n(?!\n))*/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: 'text',
  }));
}

/**
 * A whole and valid article for tests. What is not given follows from what is: the hash from title and body, the id
 * from the hash, the paragraphs and the range from the body.
 */
export function buildArticle(overrides: Partial<Article> = {}): Article {
  const title = overrides.title ?? '社区图书角开放';
  const body =
    overrides.body ??
    '东湖社区的图书角周六开放，第一天来了120人。\n\n负责人说，开放时间是每天9时至18时，借书不用押金。';
  const contentHash = overrides.contentHash ?? hashOf(`${title}\n${body}`);
  return {
    id: contentHash.slice(0, 10),
    title,
    body,
    paragraphs: paragraphsOf(body),
    publisher: '东湖日报',
    url: null,
    publishedAt: '2022-03-05T08:30:00+08:00',
    firstSeenAt: '2022-03-06T00:00:00.000Z',
    language: 'zh-Hans',
    hashtags: [],
    section: 'society',
    terms: [],
    truncated: false,
    contentHash,
    provenance: { source: 'test.txt', start: 0, end: body.length },
    ...overrides,
  };
}

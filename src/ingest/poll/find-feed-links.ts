import { Parser } from 'htmlparser2';
import type { FoundFeed } from '../../core/sources/source-services.ts';
import { decodeText } from '../decode-text.ts';
import { readAddress } from '../fetch/read-address.ts';

const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)\b/i;
const MOST_LINKS = 20;
/** Bytes, and tags: the head of a page is at its beginning, with large scripts in it at times, but not with many elements. */
const LONGEST_HEAD = 2 * 1024 * 1024;
const MOST_TAGS = 3000;
const COMMENTS = /comment|评论|評論/i;

/** The feeds that a page names in its head (`<link rel="alternate">`), those of comments last. */
export function findFeedLinks(bytes: Uint8Array, pageUrl: string): FoundFeed[] {
  const decoded = decodeText(bytes.subarray(0, LONGEST_HEAD));
  const text =
    decoded.kind === 'failed' ? new TextDecoder().decode(bytes.subarray(0, LONGEST_HEAD)) : decoded.text;
  const found = new Map<string, FoundFeed>();
  let base = pageUrl;
  let tags = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      const { href, rel = '', type = '', title } = attributes;
      tags += 1;
      // Nothing is read on from here.
      if (tags > MOST_TAGS) parser.pause();
      if (name === 'base' && href !== undefined) base = URL.parse(href, pageUrl)?.href ?? base;
      if (name !== 'link' || href === undefined || found.size >= MOST_LINKS) return;
      if (!rel.toLowerCase().split(/\s+/).includes('alternate') || !FEED_TYPE.test(type)) return;
      const read = readAddress(href, base);
      if ('problem' in read || found.has(read.url.href)) return;
      found.set(read.url.href, { url: read.url.href, title: title?.trim() || null });
    },
  });
  parser.write(text);
  const isOfComments = ({ url, title }: FoundFeed): boolean => COMMENTS.test(`${url} ${title ?? ''}`);
  const feeds = [...found.values()];
  return [...feeds.filter((feed) => !isOfComments(feed)), ...feeds.filter(isOfComments)];
}

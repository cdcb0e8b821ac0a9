import { findBelonging, toBelongingRange } from '../articles/belonging.ts';
import { createMuting } from '../digest/find-edition-articles.ts';
import type { Article } from '../model/article.ts';
import type { requestOf } from './compose-digest.ts';

/** Why an article is in the coming digest of a subscription, or why it is not. Times in epoch milliseconds. */
export type ArticleVerdict =
  /** `topics`: those of the subscription that it is on; none where it asks for everything. */
  | { kind: 'coming'; topics: string[] }
  /** Newer ones take all the places that the digest's length has. */
  | { kind: 'beyond-length' }
  | { kind: 'muted'; word: string }
  | { kind: 'off-topic'; topics: string[] }
  /** Published before what the digest looks at. */
  | { kind: 'too-old'; since: number }
  /** It was there when the digest before was made. */
  | { kind: 'seen-before'; since: number }
  /** It came in after the slot, or its date is too far ahead of it: a later digest has it. */
  | { kind: 'later' };

/**
 * Reads the verdict off the request that the digest is made with. `found` are the articles that meet the request, `chosen`
 * those of them that have a place: what is among neither is told by the first rule that it does not meet.
 */
export function explainArticle(
  article: Article,
  {
    request,
    found,
    chosen,
  }: {
    request: ReturnType<typeof requestOf>;
    found: ReadonlySet<string>;
    chosen: ReadonlySet<string>;
  },
): ArticleVerdict {
  const { topics, muted, seen, window } = request;
  if (chosen.has(article.id))
    return { kind: 'coming', topics: topics.filter((topic) => createMuting([topic])(article)) };
  if (found.has(article.id)) return { kind: 'beyond-length' };
  const word = muted.find((each) => createMuting([each])(article));
  if (word !== undefined) return { kind: 'muted', word };
  const firstSeen = Date.parse(article.firstSeenAt);
  if (seen !== null && firstSeen > seen.upTo) return { kind: 'later' };
  const { from, to, dayFrom, dayTo } = toBelongingRange(window);
  const { at, wholeDay } = findBelonging(article);
  if (at < (wholeDay ? dayFrom : from)) return { kind: 'too-old', since: window.from };
  if (at >= (wholeDay ? dayTo : to)) return { kind: 'later' };
  if (seen !== null && firstSeen <= seen.after) return { kind: 'seen-before', since: seen.after };
  return topics.length > 0 ? { kind: 'off-topic', topics: [...topics] } : { kind: 'beyond-length' };
}

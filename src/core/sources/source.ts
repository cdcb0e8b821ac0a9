import type { Pace } from './next-poll.ts';
import type { SourceProblem } from './source-problem.ts';

export const SOURCE_KINDS = ['feed', 'page', 'folder'] as const;
export const SOURCE_STATES = ['active', 'paused', 'failing', 'gone'] as const;
export type SourceState =
  | 'active'
  /** By its owner: not polled until resumed. */
  | 'paused'
  /** After many failures: polled once a day, active again when that succeeds. */
  | 'failing'
  /** The server said that it is gone for good (410): not polled until resumed. */
  | 'gone';

/** Bounds of the time between two polls, milliseconds; null where the owner set none. They win over what a feed asks for. */
export interface IntervalBounds {
  shortest: number | null;
  longest: number | null;
}

/** Why the next poll comes when it does. */
export const POLL_REASONS = ['pace', 'server', 'owner', 'failure'] as const;
export type PollReason = (typeof POLL_REASONS)[number];

/** Something that publishes. All instants are epoch milliseconds. */
export interface Source {
  id: string;
  kind: (typeof SOURCE_KINDS)[number];
  /** Where it is now; permanent redirects are followed for good. */
  url: string;
  /** As it was added. */
  addedUrl: string;
  title: string | null;
  /** The site that it belongs to. */
  link: string | null;
  language: string | null;
  state: SourceState;
  /** Of the last answer with a body, sent back with the next request. */
  etag: string | null;
  lastModified: string | null;
  /** Of the last body, hexadecimal: the same again is not read again. */
  bodyHash: string | null;
  /** When it is polled next; null while it is not. */
  nextAt: number | null;
  nextReason: PollReason;
  /** Milliseconds between polls as things stand, without what a failure adds. */
  interval: number;
  bounds: IntervalBounds;
  /** Where its feed has teasers only, the texts are fetched from their pages. */
  fullText: boolean;
  /** How often it publishes; null where its items bear no times. */
  pace: Pace | null;
  /** What its feed asked for at the last reading. */
  hints: FeedHints;
  polledAt: number | null;
  succeededAt: number | null;
  /** When it last brought something new. */
  newsAt: number | null;
  problem: SourceProblem | null;
  /** In a row. */
  failures: number;
  /** Of a page: the CSS selector of the links to its articles; null where those count that look like them. */
  selector: string | null;
  addedBy: string;
  addedAt: number;
}

/** What a feed asks of those that read it. */
export interface FeedHints {
  /** Minutes for which it may be kept. */
  ttl?: number;
  /** Hours (0 to 23) and weekdays (0 is Sunday), UTC, in which it need not be read. */
  skipHours?: readonly number[];
  skipDays?: readonly number[];
}

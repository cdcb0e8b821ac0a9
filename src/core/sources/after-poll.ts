import {
  adaptInterval,
  keepBounds,
  measurePace,
  planNextPoll,
  planRetry,
  SHORTEST_INTERVAL,
} from './next-poll.ts';
import { isPushed, PUSHED_INTERVAL } from './push.ts';
import type { FeedHints, Source } from './source.ts';
import type { SourceProblem } from './source-problem.ts';

/** What one poll of a source came to. */
export type PollOutcome =
  | {
      kind: 'read';
      /** How many items were new. */
      news: number;
      /** When its items were published, those that say so; epoch milliseconds. */
      instants: readonly number[];
      /** When there is more to be read, before its time; epoch milliseconds. */
      againAt?: number;
      feed: Pick<Source, 'title' | 'link' | 'language'>;
      hints: FeedHints;
      answer: Answer & Pick<Source, 'etag' | 'lastModified' | 'bodyHash'>;
    }
  /** Not modified, or the same bytes again. */
  | { kind: 'unchanged'; answer: Answer & Partial<Pick<Source, 'etag' | 'lastModified'>> }
  | { kind: 'failed'; problem: SourceProblem };

/** What an answer says beside its body. */
interface Answer {
  /** Where permanent redirects have led; null where there was none. */
  movedTo: string | null;
  /** Until when the server says that nothing changes; null where it does not. */
  freshUntil: number | null;
}

/** What may change of a source that is stored. */
export type SourceChange = Partial<Omit<Source, 'id' | 'addedUrl' | 'addedAt' | 'addedBy' | 'kind' | 'push'>>;

/** Whether whoever runs the bot should be told. */
export type SourceNotice = 'given-up' | 'gone' | 'recovered' | 'moved' | null;

/** After so many failures in a row a source is paused, and tried once a day. */
export const MOST_FAILURES = 10;
const GONE = 410;

/** What a poll changes of a source, and what to tell of it. `random` is in [0, 1). */
export function changeAfterPoll(
  source: Source,
  outcome: PollOutcome,
  { now, random }: { now: number; random: number },
): { change: SourceChange; notice: SourceNotice } {
  return outcome.kind === 'failed'
    ? changeAfterFailure(source, outcome.problem, { now, random })
    : changeAfterSuccess(source, outcome, { now, random });
}

function changeAfterSuccess(
  source: Source,
  outcome: Exclude<PollOutcome, { kind: 'failed' }>,
  { now, random }: { now: number; random: number },
): { change: SourceChange; notice: SourceNotice } {
  const { freshUntil, movedTo, ...validators } = outcome.answer;
  const hasNews = outcome.kind === 'read' && outcome.news > 0;
  const pace = outcome.kind === 'read' ? measurePace(outcome.instants, now) : source.pace;
  // A look into a folder costs nobody anything.
  const interval =
    source.kind === 'folder'
      ? SHORTEST_INTERVAL
      : adaptInterval({ pace, interval: source.interval, hasNews, now });
  const hints = outcome.kind === 'read' ? outcome.hints : source.hints;
  const newsAt = hasNews ? now : source.newsAt;
  // The pace that is remembered stays that of the feed.
  const waited = isPushed({ ...source, newsAt }, now) ? Math.max(interval, PUSHED_INTERVAL) : interval;
  const next = planNextPoll({ interval: waited, bounds: source.bounds, hints, freshUntil, now, random });
  const notice = source.state === 'failing' ? 'recovered' : movedTo === null ? null : 'moved';
  return {
    change: {
      ...(outcome.kind === 'read' ? { ...named(source, outcome.feed), hints, pace } : {}),
      ...validators,
      ...(movedTo === null ? {} : { url: movedTo }),
      newsAt,
      state: 'active',
      interval,
      nextAt: outcome.kind === 'read' ? Math.min(next.at, outcome.againAt ?? next.at) : next.at,
      nextReason: next.reason,
      ...{ polledAt: now, succeededAt: now, problem: null, failures: 0 },
    },
    notice,
  };
}

function changeAfterFailure(
  source: Source,
  problem: SourceProblem,
  { now, random }: { now: number; random: number },
): { change: SourceChange; notice: SourceNotice } {
  const failures = source.failures + 1;
  const polled = { polledAt: now, problem, failures, nextReason: 'failure' as const };
  if (problem.status === GONE) return { change: { ...polled, state: 'gone', nextAt: null }, notice: 'gone' };
  const isGivenUp = source.state === 'failing' || failures >= MOST_FAILURES;
  const nextAt = planRetry({
    ...{ failures, isGivenUp, now, random },
    ...{ retryable: problem.retryable, retryAt: problem.retryAt },
    interval: keepBounds(source.interval, source.bounds),
  });
  return {
    change: { ...polled, state: isGivenUp ? 'failing' : 'active', nextAt },
    notice: isGivenUp && source.state !== 'failing' ? 'given-up' : null,
  };
}

/** What a feed does not say any more stays as it was. */
function named(source: Source, feed: Pick<Source, 'title' | 'link' | 'language'>): SourceChange {
  return {
    title: feed.title ?? source.title,
    link: feed.link ?? source.link,
    language: feed.language ?? source.language,
  };
}

import { SHORTEST_BACKOFF, SHORTEST_INTERVAL } from './next-poll.ts';
import type { Source } from './source.ts';

const MINUTE = 60_000;
/** Milliseconds between polls of what a hub pushes: should the hub fail, nothing is later than that. */
export const PUSHED_INTERVAL = 180 * MINUTE;
/** News that came longer after a push did not come by it. */
const PUSH_TO_NEWS = 15 * MINUTE;

/**
 * Whether a source need not be polled for its news: a hub has promised to push it, and the last news came by a push. A hub that let
 * news pass, or pushed what the feed did not have yet (a cache before it), is not relied on until a push brings some again.
 */
export function isPushed(
  { push, newsAt, bounds }: Pick<Source, 'push' | 'newsAt' | 'bounds'>,
  now: number,
): boolean {
  if (push?.state !== 'held' || push.until === null || push.until <= now) return false;
  const { pushedAt } = push;
  if (pushedAt === null || newsAt === null) return false;
  return newsAt >= pushedAt && newsAt <= pushedAt + Math.max(PUSH_TO_NEWS, bounds.shortest ?? 0);
}

/**
 * When to poll a source that a hub pushes at `now`; null where that is no sooner than it is polled anyway, or it is not to be
 * polled. However often it is pushed, the shortest interval lies between two polls, and after a failure what that asks for.
 */
export function planPushedPoll(
  {
    state,
    nextAt,
    polledAt,
    bounds,
    failures,
    problem,
  }: Pick<Source, 'state' | 'nextAt' | 'polledAt' | 'bounds' | 'failures' | 'problem'>,
  now: number,
): number | null {
  if (nextAt === null || (state !== 'active' && state !== 'failing')) return null;
  const pause = Math.max(SHORTEST_INTERVAL, bounds.shortest ?? 0, failures > 0 ? SHORTEST_BACKOFF : 0);
  const earliest = polledAt === null ? now : polledAt + pause;
  const at = Math.max(now, earliest, failures > 0 ? (problem?.retryAt ?? now) : now);
  return at < nextAt ? at : null;
}

import { SHORTEST_BACKOFF, SHORTEST_INTERVAL } from './next-poll.ts';
import type { Source } from './source.ts';

const MINUTE = 60_000;
/** Milliseconds between polls of what a hub pushes: should the hub fail, nothing is later than that. */
export const PUSHED_INTERVAL = 180 * MINUTE;
/** News that came longer after a push did not come by it. */
const PUSH_TO_NEWS = 15 * MINUTE;

/**
 * Whether a source need not be polled for its news: a hub has promised to push it, has done so, and the last news came by that. A
 * hub that let news pass is not relied on until it pushes again.
 */
export function isPushed(
  { push, newsAt, bounds }: Pick<Source, 'push' | 'newsAt' | 'bounds'>,
  now: number,
): boolean {
  if (push?.state !== 'held' || push.until === null || push.until <= now || push.pushedAt === null)
    return false;
  return newsAt === null || newsAt <= push.pushedAt + Math.max(PUSH_TO_NEWS, bounds.shortest ?? 0);
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

import type { Clock } from '../../core/ports/clock.ts';
import type { PlatformStore } from '../../core/ports/platform-store.ts';
import { describeError, type PlatformLog } from './platform-log.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CONVERSATIONS_KEPT = 180 * DAY;
const BUTTONS_KEPT = 730 * DAY;
/** Longer than a digest looks back, and than anybody asks when one was sent. */
const DELIVERIES_KEPT = 400 * DAY;
/** So that nobody else waits long to write. */
const DELIVERIES_AT_ONCE = 1000;
/** As long as the articles that a chat was told of, to which an update may come. */
const POSTS_KEPT = 30 * DAY;
/** What posts say: a digest is sent within a day of its making, and corrected within another. */
const TEXTS_KEPT = 2 * DAY + HOUR;
const POSTS_AT_ONCE = 500;

/**
 * Forgets what a platform keeps no longer, at once and every hour until the function it resolves with is called.
 * `eventsKept`: milliseconds for which an event that is done with is known by its id. Never rejects.
 */
export async function forgetOld({
  store,
  eventsKept,
  clock,
  log,
}: {
  store: PlatformStore;
  eventsKept: number;
  clock: Clock;
  log: PlatformLog;
}): Promise<() => void> {
  const forget = async (): Promise<void> => {
    try {
      const now = clock.now();
      await store.events.forget(now - eventsKept);
      await store.conversations.forget(now - CONVERSATIONS_KEPT);
      await store.buttons.forget(now - BUTTONS_KEPT);
      while (!(await store.deliveries.forget(now - DELIVERIES_KEPT, DELIVERIES_AT_ONCE)));
      const posts = { texts: now - TEXTS_KEPT, posts: now - POSTS_KEPT };
      while (!(await store.posts.forget(posts, POSTS_AT_ONCE)));
    } catch (error) {
      log.warn(describeError(error), 'what is old could not be forgotten');
    }
  };
  await forget();
  const timer = setInterval(() => void forget(), HOUR).unref();
  return () => clearInterval(timer);
}

import { z } from 'zod';
import type { Clock } from '../ports/clock.ts';
import type { PlatformStore } from '../ports/platform-store.ts';
import type { Target } from '../ports/subscription-store.ts';
import { nextSlot } from '../schedule/find-slots.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { subscriptionId } from './manage-subscriptions.ts';

const idsSchema = z.array(z.string());

/**
 * Subscribes the chats of a platform that the configuration names, once; what a chat changed or ended itself stays so. One
 * that is named no longer has no more digests, unless it made the subscription its own.
 */
export async function subscribeConfigured(
  targets: readonly Omit<Target, 'platform'>[],
  {
    platform,
    schedule,
    platforms: { subscriptions, notes },
    clock,
  }: {
    platform: string;
    schedule: Schedule;
    platforms: Pick<PlatformStore, 'subscriptions' | 'notes'>;
    clock: Clock;
  },
): Promise<void> {
  const named = new Set<string>();
  for (const { chat, thread } of targets) {
    const target = { platform, chat, thread };
    const id = subscriptionId(target, 'configuration');
    named.add(id);
    const now = clock.now();
    const next = nextSlot(schedule, now);
    const added = await subscriptions.add({
      id,
      ...target,
      ...{ schedule, topics: [], muted: [], origin: 'configuration', createdAt: now, next, coveredTo: null },
    });
    if (added) continue;
    const known = await subscriptions.find(id);
    // Another time in the configuration counts for who left it to that.
    if (known?.origin === 'configuration' && JSON.stringify(known.schedule) !== JSON.stringify(schedule))
      await subscriptions.change(id, { schedule, next });
  }
  const note = `${platform} configured`;
  for (const id of idsSchema.parse(JSON.parse((await notes.read(note)) ?? '[]'))) {
    if (named.has(id)) continue;
    // Forgotten, not ended: named again, it is subscribed again.
    if ((await subscriptions.find(id))?.origin === 'configuration') await subscriptions.forget(id);
  }
  await notes.write(note, JSON.stringify([...named]));
}

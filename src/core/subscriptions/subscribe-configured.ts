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
  const note = `${platform} configured`;
  const noted = idsSchema.parse(JSON.parse((await notes.read(note)) ?? '[]'));
  const named = new Map<string, Target>();
  for (const { chat, thread } of targets) {
    const target = { platform, chat, thread };
    named.set(await findConfigured(target), target);
  }
  // Before anything is added: where the program ends in between, what it added is known to be the configuration's.
  await notes.write(note, JSON.stringify([...new Set([...noted, ...named.keys()])]));
  for (const [id, target] of named) {
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
  for (const id of noted) {
    if (named.has(id)) continue;
    // Forgotten, not ended: named again, it is subscribed again.
    if ((await subscriptions.find(id))?.origin === 'configuration') await subscriptions.forget(id);
  }
  await notes.write(note, JSON.stringify([...named.keys()]));

  /** The id of what the configuration made there, also under an older id of the chat, as of a group before it became a supergroup. */
  async function findConfigured(target: Target): Promise<string> {
    const own = subscriptionId(target, 'configuration');
    const made = (await subscriptions.listMade(target)).filter(
      ({ id, origin }) => origin === 'configuration' || noted.includes(id),
    );
    return made.find(({ id }) => id === own)?.id ?? made[0]?.id ?? own;
  }
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSubscriptionServices } from '../../../src/core/subscriptions/manage-subscriptions.ts';
import { buildDelivery } from '../../build-delivery.ts';
import { createMemorySubscriptions } from '../../fakes/memory-subscriptions.ts';

const GROUP = { platform: 'telegram', chat: '-100', thread: null };
/** Half past nine in London, half past one in Los Angeles. */
const NOW = Date.UTC(2026, 10, 23, 9, 30);

async function subscribeInLondon() {
  const platforms = createMemorySubscriptions();
  const services = createSubscriptionServices({
    platforms,
    clock: { now: () => NOW },
    defaultSchedule: { cron: '0 8 * * *', zone: 'Europe/London' },
  });
  const schedule = { times: [480], weekdays: [], zone: 'Europe/London' };
  const done = await services.subscribe(GROUP, { schedule, topics: [], muted: [] });
  assert.equal(done.kind, 'added');
  const nextAfterMove = async (): Promise<string | undefined> => {
    await services.changeSettings(GROUP, { zone: 'America/Los_Angeles' });
    return (await services.list(GROUP))[0]?.next.key;
  };
  return { platforms, id: done.kind === 'added' ? done.subscription.id : '', nextAfterMove };
}

describe('a new time zone', () => {
  it('has the next slot that its own clock comes to', async () => {
    const { nextAfterMove } = await subscribeInLondon();
    assert.equal(await nextAfterMove(), '2026-11-23T08:00');
  });

  it('promises no slot that was delivered by the old one', async () => {
    const { platforms, id, nextAfterMove } = await subscribeInLondon();
    platforms.made.push(buildDelivery({ id: `${id}@2026-11-23T08:00`, subscription: id }));
    assert.equal(await nextAfterMove(), '2026-11-24T08:00');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { subscribeConfigured } from '../../../src/core/subscriptions/subscribe-configured.ts';
import { EIGHT } from '../../build-subscription.ts';
import { createMemoryNotes } from '../../fakes/memory-notes.ts';
import { createMemorySubscriptions } from '../../fakes/memory-subscriptions.ts';

const TARGET = { platform: 'telegram', chat: '-1001', thread: '7' };

function openPlatforms() {
  return { ...createMemorySubscriptions(), notes: createMemoryNotes() };
}
const schedule = (cron: string) => ({ cron, zone: 'Asia/Shanghai' });

/** The program starts, with a cron in its configuration. */
function startWith(
  platforms: ReturnType<typeof openPlatforms>,
  cron: string,
  { now = EIGHT, targets = [TARGET] }: { now?: number; targets?: (typeof TARGET)[] } = {},
) {
  return subscribeConfigured(targets, {
    platform: 'telegram',
    ...{ schedule: schedule(cron), platforms, clock: { now: () => now } },
  });
}

describe('the chats that the configuration names', () => {
  it('are subscribed once, however often the program starts', async () => {
    const platforms = openPlatforms();
    await startWith(platforms, '0 8 * * *', { now: EIGHT - 60_000 });
    const first = await platforms.subscriptions.list(TARGET);
    assert.equal(first.length, 1);
    assert.deepEqual([first[0]?.origin, first[0]?.thread, first[0]?.next.at], ['configuration', '7', EIGHT]);
    await startWith(platforms, '0 8 * * *', { now: EIGHT + 60_000 });
    assert.deepEqual(await platforms.subscriptions.list(TARGET), first, 'a slot that was missed waits still');
  });

  it('stay without where they ended it', async () => {
    const platforms = openPlatforms();
    await startWith(platforms, '0 8 * * *');
    const [subscription] = await platforms.subscriptions.list(TARGET);
    await platforms.subscriptions.remove(subscription?.id ?? '');
    await startWith(platforms, '0 9 * * *');
    assert.deepEqual(await platforms.subscriptions.list(TARGET), []);
  });

  it('follow another time in it, unless they have set one themselves', async () => {
    const platforms = openPlatforms();
    await startWith(platforms, '0 8 * * *');
    await startWith(platforms, '30 9 * * *');
    const [moved] = await platforms.subscriptions.list(TARGET);
    assert.deepEqual([moved?.schedule, moved?.next.key], [schedule('30 9 * * *'), '2026-01-05T09:30']);
    const own = { times: [600], weekdays: [], zone: 'Asia/Shanghai' };
    await platforms.subscriptions.change(moved?.id ?? '', { schedule: own, origin: 'command' });
    await startWith(platforms, '0 7 * * *');
    assert.deepEqual((await platforms.subscriptions.list(TARGET))[0]?.schedule, own);
  });

  it('have no more digests when it names them no longer, and have them again when it does', async () => {
    const platforms = openPlatforms();
    await startWith(platforms, '0 8 * * *');
    await startWith(platforms, '0 8 * * *', { targets: [] });
    assert.deepEqual(await platforms.subscriptions.list(TARGET), []);
    await startWith(platforms, '0 8 * * *');
    assert.equal((await platforms.subscriptions.list(TARGET)).length, 1);
  });

  it('keep what they made their own, and what they ended ended, when it names them no longer', async () => {
    for (const isEnded of [false, true]) {
      const platforms = openPlatforms();
      await startWith(platforms, '0 8 * * *');
      const [{ id } = { id: '' }] = await platforms.subscriptions.list(TARGET);
      if (isEnded) await platforms.subscriptions.remove(id);
      else await platforms.subscriptions.change(id, { origin: 'command' });
      await startWith(platforms, '0 8 * * *', { targets: [] });
      await startWith(platforms, '0 8 * * *');
      assert.equal((await platforms.subscriptions.list(TARGET)).length, isEnded ? 0 : 1);
    }
  });

  /** A group that was subscribed under an id of its own, which the configuration named. */
  async function subscribeGroup(platforms: ReturnType<typeof openPlatforms>): Promise<string> {
    const group = { ...TARGET, chat: '-5' };
    await startWith(platforms, '0 8 * * *', { targets: [group] });
    const [{ id, ...subscription } = assert.fail()] = await platforms.subscriptions.list(group);
    // As the store does when the group becomes a supergroup.
    await platforms.subscriptions.forget(id);
    await platforms.subscriptions.add({ id, ...subscription, chat: TARGET.chat });
    return id;
  }

  it('have one subscription still when it names the new id of a group that became a supergroup', async () => {
    const platforms = openPlatforms();
    const id = await subscribeGroup(platforms);
    for (const targets of [[TARGET], [{ ...TARGET, chat: '-5' }, TARGET], [TARGET]]) {
      await startWith(platforms, '0 9 * * *', { targets });
      const subscribed = await platforms.subscriptions.list(TARGET);
      assert.deepEqual(
        subscribed.map((each) => [each.id, each.schedule]),
        [[id, schedule('0 9 * * *')]],
      );
      assert.deepEqual(await platforms.subscriptions.list({ ...TARGET, chat: '-5' }), []);
    }
  });

  it('keep under the new id of a group what they ended, or made their own, under the old', async () => {
    for (const isEnded of [false, true]) {
      const platforms = openPlatforms();
      const id = await subscribeGroup(platforms);
      if (isEnded) await platforms.subscriptions.remove(id);
      else await platforms.subscriptions.change(id, { origin: 'command' });
      for (let start = 0; start < 2; start += 1) await startWith(platforms, '0 9 * * *');
      const subscribed = await platforms.subscriptions.list(TARGET);
      assert.deepEqual(
        subscribed.map((each) => [each.id, each.schedule]),
        isEnded ? [] : [[id, schedule('0 8 * * *')]],
      );
    }
  });

  it('have no more digests when it names them no longer, though the program ended in the middle before', async () => {
    const platforms = openPlatforms();
    const { write } = platforms.notes;
    let writes = 0;
    const dying = {
      ...platforms,
      notes: {
        ...platforms.notes,
        async write(name: string, value: string) {
          writes += 1;
          if (writes > 1) throw new Error('killed');
          await write(name, value);
        },
      },
    };
    await assert.rejects(startWith(dying, '0 8 * * *'), /killed/);
    assert.equal((await platforms.subscriptions.list(TARGET)).length, 1);
    await startWith(platforms, '0 8 * * *', { targets: [] });
    assert.deepEqual(await platforms.subscriptions.list(TARGET), []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlatformStore } from '../../../src/core/ports/platform-store.ts';
import type { Subscription } from '../../../src/core/ports/subscription-store.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/subscriptions/chat-settings.ts';
import type { DigestDesk } from '../../../src/core/subscriptions/compose-digest.ts';
import { buildDelivery } from '../../build-delivery.ts';
import { ADA, FORUM, GROUP, runTelegram } from './run-telegram.ts';

const TOPIC = 7;
/** Now, for one that is long past is no news. */
const slot = { at: Date.now(), key: '2026-11-23T08:00' };

/** A desk that has nothing new for anybody, which each chat wishes to be told. */
const desk: DigestDesk = {
  compose: async ({ chat }) => ({
    kind: 'empty',
    output: {
      edition: { id: 'e1', from: '', to: '', language: 'en', generator: 'extractive' },
      sections: [],
      coverage: { sources: 0, failing: 0, articles: 0, stories: 0 },
    },
    subscription: subscriptionOf(chat, null),
    chat: { settings: { ...DEFAULT_SETTINGS, tellsEmpty: true }, language: 'en' },
    articleIds: [],
    contentHashes: {},
    coveredTo: slot.at,
  }),
};

function subscriptionOf(chat: string, thread: string | null): Subscription {
  return {
    id: `of${chat}`,
    ...{ platform: 'telegram', chat, thread, topics: [], muted: [] },
    schedule: { times: [480], weekdays: [], zone: 'Asia/Shanghai' },
    ...{ origin: 'command', createdAt: 0, next: slot, coveredTo: null },
  };
}

/** A digest is due in each of these chats. */
async function makeDue(
  store: PlatformStore,
  chats: readonly (readonly [number, number | null])[],
): Promise<void> {
  for (const [chat, thread] of chats) {
    const subscription = subscriptionOf(String(chat), thread === null ? null : String(thread));
    await store.subscriptions.add(subscription);
    const { id, ...target } = subscription;
    const delivery = buildDelivery({
      ...{ id: `${id}@${slot.key}`, subscription: id, chat: target.chat, thread: target.thread },
      ...{ state: 'due', slot, endedAt: null, parts: 0 },
    });
    await store.deliveries.claim(delivery, { expected: slot, next: { at: slot.at + 1, key: 'next' } });
  }
}

const reasonIn = async (store: PlatformStore, chat: number) =>
  (await store.deliveries.list({ platform: 'telegram', chat: String(chat), limit: 1 }))[0]?.reason ?? null;

describe('a digest on Telegram', () => {
  it('ends the pause of a group that has given back the right to post', async (t) => {
    const { server, store, stop } = await runTelegram(t, {
      desk,
      prepare: async (store) => {
        await store.chats.change({ platform: 'telegram', chat: String(GROUP) }, { paused: 'muted' });
        await makeDue(store, [[GROUP, null]]);
      },
    });
    await server.waitFor(() => server.messages(GROUP).length === 1);
    await stop();
    const chat = await store.chats.find({ platform: 'telegram', chat: String(GROUP) });
    assert.equal(chat?.paused, null);
  });

  it('that is refused says why in the words of the chat’s pause, and else what Telegram refused', async (t) => {
    const { server, store, stop } = await runTelegram(t, {
      desk,
      prepare: async (store, server) => {
        server.changeMembership(ADA, 'kicked');
        server.addTopic(FORUM, TOPIC);
        server.closeTopic(FORUM, TOPIC);
        await makeDue(store, [
          [ADA, null],
          [FORUM, TOPIC],
          [GROUP, null],
        ]);
      },
    });
    await server.waitFor(() => server.calls('sendMessage').length === 3);
    // What came back is recorded when it has stopped.
    await stop();
    assert.equal(server.messages(GROUP).length, 1);
    assert.equal(await reasonIn(store, ADA), 'chat blocked');
    assert.equal(await reasonIn(store, FORUM), 'thread-closed');
    assert.equal(await reasonIn(store, GROUP), null);
  });
});

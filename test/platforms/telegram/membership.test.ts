import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChatAdmins } from '../../../src/platforms/telegram/chat-admins.ts';
import { createMembership } from '../../../src/platforms/telegram/membership.ts';
import { createTelegramApi } from '../../../src/platforms/telegram/telegram-api.ts';
import type { MembershipChange } from '../../../src/platforms/telegram/telegram-update.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildSubscription } from '../../build-subscription.ts';

const CHAT = -1001;

type Member = MembershipChange['new_chat_member'];
const REASONS: [MembershipChange['chat']['type'], Member, string | null][] = [
  ['private', { status: 'kicked' }, 'blocked'],
  ['private', { status: 'member' }, null],
  ['group', { status: 'kicked' }, 'removed'],
  ['group', { status: 'left' }, 'removed'],
  ['supergroup', { status: 'restricted', is_member: true, can_send_messages: false }, 'muted'],
  ['supergroup', { status: 'restricted', is_member: true, can_send_messages: true }, null],
  ['supergroup', { status: 'restricted', is_member: false, can_send_messages: true }, 'removed'],
  ['supergroup', { status: 'administrator' }, null],
  ['channel', { status: 'administrator', can_post_messages: true }, null],
  ['channel', { status: 'administrator', can_post_messages: false }, 'muted'],
  ['channel', { status: 'member' }, 'muted'],
];

describe('what the bot is in a chat', () => {
  it('says whether it may post there, and never takes away what the chat has set', async (t) => {
    const store = await createSqliteStore({ path: ':memory:', now: Date.now });
    t.after(() => store.close());
    const { chats, subscriptions } = store.platforms;
    const told: (string | undefined)[][] = [];
    const nothing = (): void => {};
    const api = createTelegramApi({
      token: '1:unused',
      apiRoot: 'http://127.0.0.1:9',
      lifetime: new AbortController().signal,
    });
    const membership = createMembership({
      ...{ chats, subscriptions },
      pauses: {
        failed: ({ chat }, reason, title) => void told.push([chat, reason, title]),
        sent: async ({ chat }) => void told.push([chat]),
      },
      admins: createChatAdmins({ api, now: () => 0 }),
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    });
    const key = { platform: 'telegram', chat: String(CHAT) };
    await chats.change(key, { language: 'en' });
    for (const [type, member, paused] of REASONS) {
      await membership.change({
        chat: { id: CHAT, type },
        from: { id: 42, is_bot: false },
        old_chat_member: { status: 'member' },
        new_chat_member: member,
      });
      const chat = await chats.find(key);
      assert.deepEqual([chat?.language, chat?.paused], ['en', paused], JSON.stringify([type, member]));
    }
    assert.deepEqual(
      new Set(told.flat()),
      new Set([String(CHAT)]),
      'no pause is told without a subscription',
    );
    await subscriptions.add(buildSubscription({ chat: String(CHAT) }));
    told.length = 0;
    await membership.change({
      chat: { id: CHAT, type: 'supergroup', title: 'Readers' },
      from: { id: 42, is_bot: false },
      old_chat_member: { status: 'member' },
      new_chat_member: { status: 'kicked' },
    });
    await membership.pauseAfter(CHAT, { kind: 'gone' });
    assert.deepEqual(told, [
      [String(CHAT), 'removed', 'Readers'],
      [String(CHAT), 'gone', undefined],
    ]);
  });
});

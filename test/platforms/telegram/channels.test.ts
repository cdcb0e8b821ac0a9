import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TelegramServer } from '../../servers/telegram/start-telegram-server.ts';
import { withAdminCommand } from './admin-command.ts';
import { ADA, CHANNEL, CHUN, lastMessage, MING, type RunningBot, runTelegram } from './run-telegram.ts';

/** A bot with a post of its in the channel: its message's id. */
async function runWithPost(t: Parameters<typeof runTelegram>[0]): Promise<RunningBot & { post: number }> {
  const bot = await runTelegram(t, { commands: withAdminCommand });
  bot.server.sendText(MING, CHANNEL, '/topics');
  await bot.server.waitFor(() => bot.server.messages(CHANNEL).length === 1);
  return { ...bot, post: lastMessage(bot.server, CHANNEL).message_id };
}

const answered = (server: TelegramServer, count: number) =>
  server.waitFor(() => server.callbacks().length === count && server.unansweredCallbacks().length === 0);

describe('a button in a channel', () => {
  it('leads a reader to the private chat, where its link does what it says, and posts nothing', async (t) => {
    const { server, post } = await runWithPost(t);
    server.pressButton(ADA, CHANNEL, post, '+article|id|aaa222');
    await answered(server, 1);
    const url = new URL(String(server.callbacks()[0]?.answer?.url));
    assert.equal(`${url.host}${url.pathname}`, `t.me/${server.username}`);
    server.sendText(ADA, ADA, `/start ${url.searchParams.get('start')}`);
    await server.waitFor(() => server.messages(ADA).length === 1);
    assert.match(lastMessage(server, ADA).text, /night reading room/);
    assert.deepEqual([server.messages(CHANNEL).length, lastMessage(server, CHANNEL).edits], [1, []]);
  });

  it('leads each of many who press at once', async (t) => {
    const { server, post } = await runWithPost(t);
    const readers = Array.from({ length: 40 }, (_, index) => 500 + index);
    for (const id of readers) server.addUser({ id, firstName: `R${id}`, languageCode: 'en' });
    for (const id of readers) server.pressButton(id, CHANNEL, post, '=latest|page|2');
    await answered(server, readers.length);
    for (const { answer } of server.callbacks()) assert.match(String(answer?.url), /\?start=go_/);
  });

  it('tells each reader in their own language, and leaves that of the channel to its admins', async (t) => {
    const { server, store, post } = await runWithPost(t);
    for (const [index, [person, words]] of (
      [
        [ADA, /gone/],
        [MING, /不在了/],
      ] as const
    ).entries()) {
      server.pressButton(person, CHANNEL, post, '#forgotten');
      await answered(server, index + 1);
      assert.match(String(server.callbacks()[index]?.answer?.text), words);
    }
    const channel = await store.chats.find({ platform: 'telegram', chat: String(CHANNEL) });
    assert.equal(channel?.language ?? null, null);
  });

  it('of an admin’s command works for an admin, and tells others in a window that it is not theirs', async (t) => {
    const { server, post } = await runWithPost(t);
    server.pressButton(ADA, CHANNEL, post, '=topics');
    await answered(server, 1);
    assert.match(String(server.callbacks()[0]?.answer?.text), /管理员|admins/);
    assert.equal(server.callbacks()[0]?.answer?.show_alert, true);
    server.pressButton(MING, CHANNEL, post, '+topics');
    await server.waitFor(() => server.messages(CHANNEL).length === 2);
    assert.match(lastMessage(server, CHANNEL).text, /done as an admin/);
    await answered(server, 2);
  });

  it('that points to nothing any more says so in a window', async (t) => {
    const { server, post } = await runWithPost(t);
    server.pressButton(CHUN, CHANNEL, post, '#forgotten');
    await answered(server, 1);
    assert.notEqual(server.callbacks()[0]?.answer?.text, undefined);
    assert.equal(server.messages(CHANNEL).length, 1);
  });
});

describe('the link of a button that is forgotten', () => {
  it('is answered with that', async (t) => {
    const { server } = await runTelegram(t);
    server.sendText(ADA, ADA, `/start go_${'a'.repeat(32)}`);
    await server.waitFor(() => server.messages(ADA).length === 1);
    assert.match(lastMessage(server, ADA).text, /gone/);
  });
});

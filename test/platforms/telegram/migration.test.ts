import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { defineCommand } from '../../../src/commands/command.ts';
import { commands } from '../../../src/commands/command-list.ts';
import type { Services } from '../../../src/commands/services.ts';
import { notice } from '../../../src/core/blocks/build-blocks.ts';
import { ADA, lastMessage, MING, type RunningBot, runTelegram } from './run-telegram.ts';

const OLD = -55;
const NEW = -10055;

/** An answer of three messages. */
const longCommand = defineCommand({
  name: 'topics',
  aliases: [],
  localName: 'command.topics.name',
  summary: 'command.topics.summary',
  description: 'command.topics.description',
  examples: null,
  audience: 'all',
  options: [],
  run: async () => ({
    blocks: ['one', 'two', 'three'].map((word) => notice('info', `${word} `.repeat(700))),
  }),
});

async function runInGroup(t: TestContext, services: Partial<Services> = {}): Promise<RunningBot> {
  return runTelegram(t, {
    services,
    commands: [...commands.filter(({ name }) => name !== 'topics'), longCommand],
    beforeStart: (server) =>
      server.addChat({
        id: OLD,
        type: 'group',
        title: 'Old',
        members: [{ userId: ADA, status: 'creator' }],
      }),
  });
}

const chatOf = async ({ store }: RunningBot, chat: number) =>
  store.chats.find({ platform: 'telegram', chat: String(chat) });

describe('a group that becomes a supergroup', () => {
  it('keeps what it has set, the language and why nothing is posted to it', async (t) => {
    const bot = await runInGroup(t);
    const { server, store } = bot;
    server.sendText(ADA, OLD, '/help');
    await server.waitFor(() => server.messages(OLD).length === 1);
    await bot.stop();
    await store.chats.change({ platform: 'telegram', chat: String(OLD) }, { paused: 'muted' });
    server.migrateToSupergroup(OLD, NEW);
    bot.start();
    await server.waitFor(() => server.unconfirmedUpdates() === 0);
    await bot.stop();
    const moved = await chatOf(bot, NEW);
    assert.deepEqual([moved?.language, moved?.paused], ['en', 'muted']);
    assert.equal(await chatOf(bot, OLD), null);
    bot.start();
    // Who speaks Chinese reads the group's language there.
    server.sendText(MING, NEW, '/help');
    await server.waitFor(() => server.messages(NEW).length === 1);
    assert.match(lastMessage(server, NEW).text, /Commands/);
  });

  it('in the midst of an answer gets the rest of it under its new id', async (t) => {
    const bot = await runInGroup(t);
    const { server } = bot;
    server.sendText(ADA, OLD, '/help');
    await server.waitFor(() => server.messages(OLD).length === 1);
    server.fail('sendMessage', { kind: 'hang', milliseconds: 200 }, { times: 2 });
    server.sendText(ADA, OLD, '/topics');
    await server.waitFor(() => server.messages(OLD).length === 2 && server.underway('sendMessage') === 1);
    server.migrateToSupergroup(OLD, NEW);
    await server.waitFor(() => server.messages(NEW).length === 2);
    await bot.stop();
    const words = [...server.messages(OLD).slice(1), ...server.messages(NEW)].map(
      ({ text }) => text.split(' ')[0],
    );
    assert.deepEqual(words, ['one', 'two', 'three']);
    // The second part was told the new id; the third went there by itself.
    const refused = server.calls('sendMessage').filter(({ response }) => !response.ok);
    assert.equal(refused.length, 1);
  });

  it('takes no reply there for one to a message of the old group', async (t) => {
    const asked: string[] = [];
    const bot = await runInGroup(t, {
      ask: async (question) => {
        asked.push(question);
        return {
          ...{ question, answered: false, sentences: [], articles: [], nearestTopics: [] },
          generator: 'extractive',
        };
      },
    });
    const { server, store } = bot;
    const name = `@${server.username}`;
    const entities = [{ type: 'mention', offset: 0, length: name.length }];
    server.sendText(ADA, OLD, `${name} how many came`, { entities });
    await server.waitFor(() => server.messages(OLD).length === 1);
    const { message_id: message } = lastMessage(server, OLD);
    await server.waitFor(() => server.unconfirmedUpdates() === 0);
    await bot.stop();
    const key = { platform: 'telegram', message: String(message) };
    assert.notEqual(await store.conversations.find({ ...key, chat: String(OLD) }), null);
    bot.start();
    server.migrateToSupergroup(OLD, NEW);
    // A message with the same id as the old group's exchange.
    for (let count = 0; count < 8; count += 1) {
      server.sendText(ADA, NEW, '/help');
      await server.waitFor(() => server.messages(NEW).length === count + 1);
      if (lastMessage(server, NEW).message_id >= message) break;
    }
    server.sendText(ADA, NEW, 'and when?', { replyTo: lastMessage(server, NEW).message_id });
    await server.waitFor(() => asked.length === 2);
    assert.deepEqual(asked, ['how many came', 'and when?']);
    await bot.stop();
    assert.equal(await store.conversations.find({ ...key, chat: String(OLD) }), null);
  });
});

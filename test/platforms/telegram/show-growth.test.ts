import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CommandContext, defineCommand } from '../../../src/commands/command.ts';
import { commands } from '../../../src/commands/command-list.ts';
import { notice } from '../../../src/core/blocks/build-blocks.ts';
import { ADA, createFastTimers, GROUP, lastMessage, MING, runTelegram } from './run-telegram.ts';

const WHOLE = 'the whole answer';
const blocksOf = (text: string) => [notice('info', text)];

/** A command that goes on when the test says so, each time that it is run. */
function createSlowCommand() {
  const runs: { grow(text: string): void; finish(): void }[] = [];
  const command = defineCommand({
    name: 'topics',
    aliases: [],
    localName: 'command.topics.name',
    summary: 'command.topics.summary',
    description: 'command.topics.description',
    examples: null,
    audience: 'all',
    options: [],
    run: (context: CommandContext) =>
      new Promise((resolve) => {
        runs.push({
          grow: (text) => context.grow?.(blocksOf(text)),
          finish: () => resolve({ blocks: blocksOf(WHOLE) }),
        });
      }),
  });
  return {
    list: [...commands.filter(({ name }) => name !== 'topics'), command],
    runs,
    run: (index = 0) => {
      const found = runs[index];
      if (found === undefined) throw new Error(`the command was not run ${index + 1} times`);
      return found;
    },
  };
}

describe('an answer that takes its time', () => {
  it('is shown by drafts in a private chat, and the whole takes their place', async (t) => {
    const { list, run, runs } = createSlowCommand();
    const { server } = await runTelegram(t, { commands: list, timers: createFastTimers(10) });
    server.sendText(ADA, ADA, '/topics');
    await server.waitFor(() => runs.length === 1);
    run().grow('a part');
    await server.waitFor(() => server.draft(ADA)?.text === 'a part');
    run().grow('a part and more');
    await server.waitFor(() => server.draft(ADA)?.text === 'a part and more');
    assert.equal(server.messages(ADA).length, 0);
    run().finish();
    await server.waitFor(() => server.messages(ADA).length === 1);
    assert.deepEqual([lastMessage(server, ADA).text, server.draft(ADA)], [WHOLE, null]);
    const drafts = server.calls('sendMessageDraft').map(({ payload }) => payload.draft_id);
    assert.equal(new Set(drafts).size, 1);
  });

  it('is shown by one message in a group, whose place the whole takes', async (t) => {
    const { list, run, runs } = createSlowCommand();
    const bot = await runTelegram(t, { commands: list, timers: createFastTimers(50) });
    const { server } = bot;
    server.sendText(ADA, GROUP, '/topics');
    await server.waitFor(() => runs.length === 1);
    run().grow('a part');
    await server.waitFor(() => server.messages(GROUP).length === 1);
    const { message_id, reply_to_message_id } = lastMessage(server, GROUP);
    assert.notEqual(reply_to_message_id, undefined);
    run().grow('a part and more');
    await server.waitFor(() => lastMessage(server, GROUP).text === 'a part and more');
    run().finish();
    await server.waitFor(() => lastMessage(server, GROUP).text === WHOLE);
    assert.deepEqual(
      server.messages(GROUP).map((message) => message.message_id),
      [message_id],
    );
    assert.equal(server.calls('sendMessageDraft').length, 0);
  });

  it('shows nothing where it is quick', async (t) => {
    const { list, run, runs } = createSlowCommand();
    const { server } = await runTelegram(t, { commands: list });
    for (const [index, chat] of [ADA, GROUP].entries()) {
      server.sendText(ADA, chat, '/topics');
      await server.waitFor(() => runs.length === index + 1);
      run(index).grow('a part');
      run(index).finish();
      await server.waitFor(() => server.messages(chat).length === 1);
      assert.deepEqual([lastMessage(server, chat).text, lastMessage(server, chat).edits], [WHOLE, []]);
    }
    assert.equal(server.calls('sendMessageDraft').length, 0);
  });

  it('stands once where the bot ended in its midst: the whole takes the place of the half', async (t) => {
    const { list, run, runs } = createSlowCommand();
    const bot = await runTelegram(t, { commands: list, timers: createFastTimers(50) });
    const { server, store } = bot;
    server.sendText(ADA, GROUP, '/topics');
    await server.waitFor(() => runs.length === 1);
    run().grow('a part');
    await server.waitFor(() => server.messages(GROUP).length === 1);
    assert.equal(await bot.stop(), 0);
    const [open] = await store.events.listOpen(`telegram:${server.botId}`);
    assert.equal(open?.shown, String(lastMessage(server, GROUP).message_id));
    bot.start();
    await server.waitFor(() => runs.length === 2);
    run(1).finish();
    await server.waitFor(() => lastMessage(server, GROUP).text === WHOLE);
    assert.equal(server.messages(GROUP).length, 1);
  });

  it('comes anew where somebody has deleted the half', async (t) => {
    const { list, run, runs } = createSlowCommand();
    const { server } = await runTelegram(t, { commands: list, timers: createFastTimers(50) });
    server.sendText(ADA, GROUP, '/topics');
    await server.waitFor(() => runs.length === 1);
    run().grow('a part');
    await server.waitFor(() => server.messages(GROUP).length === 1);
    server.removeMessage(GROUP, lastMessage(server, GROUP).message_id);
    run().finish();
    await server.waitFor(() => server.messages(GROUP).length === 1);
    assert.equal(lastMessage(server, GROUP).text, WHOLE);
  });

  it('is not tried again where nobody knows whether its half arrived', async (t) => {
    const { list, run, runs } = createSlowCommand();
    const { server } = await runTelegram(t, { commands: list, timers: createFastTimers(50) });
    server.fail('sendMessage', { kind: 'drop-after-effect' });
    server.sendText(ADA, GROUP, '/topics');
    await server.waitFor(() => runs.length === 1);
    run().grow('a part');
    await server.waitFor(() => server.messages(GROUP).length === 1 && server.underway('sendMessage') === 0);
    run().grow('a part and more');
    run().finish();
    await server.waitFor(() => lastMessage(server, GROUP).text === WHOLE);
    assert.deepEqual(
      server.messages(GROUP).map(({ text }) => text),
      ['a part', WHOLE],
    );
  });

  it('waits for no draft that hangs', async (t) => {
    const { list, run, runs } = createSlowCommand();
    const { server } = await runTelegram(t, { commands: list, timers: createFastTimers(20) });
    server.fail('sendMessageDraft', { kind: 'hang', milliseconds: 60_000 });
    server.sendText(MING, MING, '/topics');
    await server.waitFor(() => runs.length === 1);
    run().grow('a part');
    await server.waitFor(() => server.underway('sendMessageDraft') === 1);
    run().finish();
    await server.waitFor(() => server.messages(MING).length === 1);
    assert.equal(lastMessage(server, MING).text, WHOLE);
  });

  it('shows nothing more for as long as Telegram says that there was too much', async (t) => {
    const { list, run, runs } = createSlowCommand();
    const { server } = await runTelegram(t, { commands: list, timers: createFastTimers(20) });
    const parameters = { retry_after: 600 };
    server.fail('sendMessageDraft', {
      kind: 'status',
      code: 429,
      description: 'Too Many Requests',
      parameters,
    });
    server.sendText(MING, MING, '/topics');
    await server.waitFor(() => runs.length === 1);
    run().grow('a part');
    await server.waitFor(() => server.calls('sendMessageDraft').length === 1);
    server.sendText(ADA, ADA, '/topics');
    await server.waitFor(() => runs.length === 2);
    // Answers are not held back by it.
    run(1).finish();
    await server.waitFor(() => server.messages(ADA).length === 1);
    assert.equal(server.calls('sendMessageDraft').length, 1);
    assert.ok(!server.calls('sendChatAction').some(({ payload }) => payload.chat_id === ADA));
  });
});

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createManualClock } from '../../servers/create-manual-clock.ts';
import { withAdminCommand } from './admin-command.ts';
import { ADA, GROUP, lastMessage, MING, type RunningBot, runTelegram } from './run-telegram.ts';

/** A bot whose group waits for a question that is answered when the test says so. */
async function runBusy(t: TestContext): Promise<RunningBot & { release(): void }> {
  let release = (): void => {};
  const slow = new Promise<void>((resolve) => (release = resolve));
  const bot = await runTelegram(t, {
    commands: withAdminCommand,
    services: {
      search: async () => {
        await slow;
        return { hits: [], hasMore: false };
      },
    },
  });
  const { server } = bot;
  server.sendText(ADA, GROUP, '/search reading');
  await server.waitFor(() => server.calls('sendChatAction').length === 1);
  return { ...bot, release };
}

const isSpinning = (bot: RunningBot): boolean => bot.server.unansweredCallbacks().length > 0;

describe('a button in a chat that waits for an answer', () => {
  for (const [what, person, data, words] of [
    ['points to nothing any more', MING, '#forgotten', /gone/],
    ['is not for whoever pressed it', ADA, '+topics', /admins/i],
  ] as const)
    it(`stops spinning at once, and where it ${what} the chat is told`, async (t) => {
      const bot = await runBusy(t);
      const { server } = bot;
      server.pressButton(person, GROUP, 1, data);
      await server.waitFor(() => server.callbacks().length === 1 && !isSpinning(bot));
      assert.equal(server.messages(GROUP).length, 0);
      bot.release();
      await server.waitFor(() => server.messages(GROUP).length === 2);
      assert.match(lastMessage(server, GROUP).text, words);
    });

  it('says in the chat, once, that somebody presses too fast', async (t) => {
    const bot = await runBusy(t);
    const { server } = bot;
    for (let count = 0; count < 15; count += 1) server.pressButton(MING, GROUP, 1, '#forgotten');
    await server.waitFor(() => server.callbacks().length === 15 && !isSpinning(bot));
    bot.release();
    const tooFast = () => server.messages(GROUP).filter(({ text }) => /a little fast/.test(text)).length;
    await server.waitFor(() => tooFast() === 1 && server.unconfirmedUpdates() === 0);
    await bot.stop();
    assert.equal(tooFast(), 1);
  });
});

describe('a button whose spinner is gone by the time', () => {
  it('that was pressed while the bot was down is answered in the chat', async (t) => {
    const clock = createManualClock(Date.now());
    const bot = await runTelegram(t, { server: { clock: clock.now } });
    const { server } = bot;
    server.sendText(ADA, ADA, '/help');
    await server.waitFor(() => server.messages(ADA).length === 1);
    await bot.stop();
    server.pressButton(ADA, ADA, lastMessage(server, ADA).message_id, '#forgotten');
    clock.pass(60_000);
    bot.start();
    await server.waitFor(() => server.messages(ADA).length === 2);
    assert.match(lastMessage(server, ADA).text, /gone/);
  });
});

describe('the answer to a press', () => {
  it('is given again where the network failed it', async (t) => {
    const bot = await runTelegram(t);
    const { server } = bot;
    server.sendText(ADA, ADA, '/latest 1');
    await server.waitFor(() => server.messages(ADA).length === 1);
    server.fail('answerCallbackQuery', { kind: 'drop' });
    server.pressButton(ADA, ADA, lastMessage(server, ADA).message_id, '=latest|count|1|page|2');
    await server.waitFor(() => lastMessage(server, ADA).edits.length === 1 && !isSpinning(bot));
  });
});

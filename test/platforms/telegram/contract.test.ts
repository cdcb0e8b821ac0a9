import { testPlatform } from '../platform-contract.ts';
import { ADA, buttonData, lastMessage, runTelegram } from './run-telegram.ts';

testPlatform('Telegram', async (t, { services = {} }) => {
  const bot = await runTelegram(t, { services });
  const { server, store } = bot;
  const answers = (): string[] => server.messages(ADA).map(({ text }) => text);
  return {
    say: (text) => void server.sendText(ADA, ADA, text),
    reply: (text) => void server.sendText(ADA, ADA, text, { replyTo: lastMessage(server, ADA).message_id }),
    press: (label) =>
      void server.pressButton(ADA, ADA, lastMessage(server, ADA).message_id, buttonData(server, ADA, label)),
    answers,
    waitFor: (what) => server.waitFor(() => what(answers())),
    stop: async () => void (await bot.stop()),
    start: async () => bot.start(),
    setForbidden: (isForbidden) => void server.changeMembership(ADA, isForbidden ? 'kicked' : 'member', ADA),
    paused: async () => (await store.chats.find({ platform: 'telegram', chat: String(ADA) }))?.paused ?? null,
    removeLast: () =>
      server.fail('editMessageText', {
        ...{ kind: 'status', code: 400 },
        description: 'Bad Request: message to edit not found',
      }),
  };
});

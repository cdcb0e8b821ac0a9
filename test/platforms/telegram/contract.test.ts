import { waitUntil } from '../../wait-until.ts';
import { makeDigestDue } from '../news-desk.ts';
import { testPlatform } from '../platform-contract.ts';
import { ADA, buttonData, lastMessage, runTelegram } from './run-telegram.ts';

testPlatform('Telegram', async (t, { services = {}, news }) => {
  const bot = await runTelegram(t, { services, ...news });
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
    async deliver(name) {
      const target = { platform: 'telegram', chat: String(ADA), thread: null };
      const delivery = await makeDigestDue(store, target, name);
      bot.wake();
      await waitUntil(async () => (await store.deliveries.find(delivery))?.state === 'sent');
      return delivery;
    },
    wake: bot.wake,
    corrections: async (delivery) => (await store.posts.listCorrections(delivery)).length,
    repliesTo: () =>
      server.messages(ADA).map(({ reply_to_message_id: replied }, _index, all) => {
        const place = all.findIndex(({ message_id: id }) => id === replied);
        return place < 0 ? null : place;
      }),
    removeLast: () =>
      server.fail('editMessageText', {
        ...{ kind: 'status', code: 400 },
        description: 'Bad Request: message to edit not found',
      }),
  };
});

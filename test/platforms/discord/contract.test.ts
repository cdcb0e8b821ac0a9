import { waitUntil } from '../../wait-until.ts';
import { makeDigestDue } from '../news-desk.ts';
import { testPlatform } from '../platform-contract.ts';
import { answersIn, buttonId, lastMessage, runDiscord, textOf } from './run-discord.ts';

testPlatform('Discord', async (t, { services = {}, news }) => {
  const bot = await runDiscord(t, { services, ...news });
  const { server, place, store } = bot;
  const { ming, direct } = place;
  const answers = (): string[] => answersIn(server, direct).map((message) => textOf(message));
  return {
    say: (text) => void server.sendMessage(ming, direct, text),
    reply: (text) => void server.sendMessage(ming, direct, text, { replyTo: lastMessage(server, direct).id }),
    press: (label) =>
      void server.pressButton(ming, direct, lastMessage(server, direct).id, buttonId(server, direct, label)),
    answers,
    waitFor: (what) => server.waitFor(() => what(answers())),
    stop: async () => void (await bot.stop()),
    async start() {
      bot.start();
      await bot.serves();
    },
    setForbidden: (isForbidden) => server.setAcceptsMessages(ming, !isForbidden),
    paused: async () => (await store.chats.find({ platform: 'discord', chat: direct }))?.paused ?? null,
    async deliver(name) {
      const target = { platform: 'discord', chat: direct, thread: null };
      const delivery = await makeDigestDue(store, target, name);
      bot.wake();
      await waitUntil(async () => (await store.deliveries.find(delivery))?.state === 'sent');
      return delivery;
    },
    wake: bot.wake,
    corrections: async (delivery) => (await store.posts.listCorrections(delivery)).length,
    repliesTo: () =>
      answersIn(server, direct).map(({ repliesTo }, _index, all) => {
        const place = all.findIndex(({ id }) => id === repliesTo?.messageId);
        return place < 0 ? null : place;
      }),
    removeLast: () => server.removeMessage(direct, lastMessage(server, direct).id),
  };
});

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Clock } from '../../../src/core/ports/clock.ts';
import { buildArticle } from '../../build-article.ts';
import { waitUntil } from '../../wait-until.ts';
import {
  BRIDGE,
  BRIDGE_CORRECTED,
  createNewsDesk,
  LIBRARY,
  makeDigestDue,
  type NewsDesk,
} from '../news-desk.ts';
import { ADA, FORUM, GROUP, runTelegram } from './run-telegram.ts';

const target = { platform: 'telegram', chat: String(GROUP), thread: null };

/** A bot that has posted a digest in a chat, as it stands there. */
async function post(
  t: TestContext,
  {
    chat = GROUP,
    news = createNewsDesk(),
    thread = null,
    clock = { now: Date.now },
  }: { chat?: number; news?: NewsDesk; thread?: string | null; clock?: Clock } = {},
) {
  let delivery = '';
  const bot = await runTelegram(t, {
    ...news,
    clock,
    prepare: async (store, server) => {
      if (thread !== null) server.addTopic(FORUM, Number(thread));
      delivery = await makeDigestDue(store, { ...target, chat: String(chat), thread });
    },
  });
  await waitUntil(async () => (await bot.store.deliveries.find(delivery))?.state === 'sent');
  return { ...bot, news, delivery, texts: () => bot.server.messages(chat).map(({ text }) => text) };
}

type Posted = Awaited<ReturnType<typeof post>>;

const edits = ({ server }: Posted): number => server.calls('editMessageText').length;

/** The source changes what the first story was told from, and the ticker goes on. */
function revise({ news, wake }: { news: NewsDesk; wake(): void }, body = BRIDGE_CORRECTED): void {
  news.revise(BRIDGE.id, { body });
  wake();
}

describe('a post on Telegram', () => {
  it('is edited once where a source corrects what it said, and is marked so', async (t) => {
    const posted = await post(t);
    const { server, store, wake, texts, stop } = posted;
    const [before = ''] = texts();
    revise(posted);
    await server.waitFor(() => edits(posted) === 1);
    await waitUntil(async () => (await store.posts.listCorrections(posted.delivery)).length === 1);
    wake();
    wake();
    await stop();
    const [after = '', ...others] = texts();
    assert.equal(edits(posted), 1);
    assert.deepEqual(others, []);
    assert.match(after, /Harbour bridge reopens\nCorrected \d+ \w+ \d{4}, \d\d:\d\d\n.*41 million euros/);
    assert.doesNotMatch(after, /32 million/);
    const second = /2\. Night.*/s.exec(before)?.[0] ?? 'none';
    assert.ok(after.endsWith(second), 'what else it says stays');
    const [correction] = await store.posts.listCorrections(posted.delivery);
    assert.deepEqual(
      correction?.stories.map(({ articleIds }) => articleIds),
      [[BRIDGE.id]],
    );
    assert.notEqual((await store.deliveries.find(posted.delivery))?.correctedAt, null);
  });

  it('stays as it is where a source only adds to what it said', async (t) => {
    const posted = await post(t);
    revise(posted, `${BRIDGE.body} Ferries go on until spring.`);
    posted.news.revise(LIBRARY.id, { body: LIBRARY.body.replace('120', '140') });
    posted.wake();
    await posted.server.waitFor(() => edits(posted) > 0);
    await posted.stop();
    const [text = ''] = posted.texts();
    assert.equal(text.match(/Corrected/g)?.length, 1);
    assert.match(text, /140 readers/);
    assert.doesNotMatch(text, /Ferries/);
  });

  it('is corrected anew where the source corrects itself again, and has one mark', async (t) => {
    const posted = await post(t);
    const { server, store, delivery } = posted;
    revise(posted);
    await waitUntil(async () => (await store.posts.listCorrections(delivery)).length === 1);
    revise(posted, BRIDGE_CORRECTED.replace('41', '43'));
    await server.waitFor(() => edits(posted) === 2);
    await posted.stop();
    const [text = ''] = posted.texts();
    assert.match(text, /43 million euros/);
    assert.equal(text.match(/Corrected/g)?.length, 1);
  });

  it('is corrected at the next start where the bot was down when the source changed it', async (t) => {
    const posted = await post(t);
    await posted.stop();
    posted.news.revise(BRIDGE.id, { body: BRIDGE_CORRECTED });
    posted.start();
    await posted.server.waitFor(() => edits(posted) === 1);
    await waitUntil(async () => (await posted.store.posts.listCorrections(posted.delivery)).length === 1);
    await posted.stop();
    posted.start();
    await posted.server.waitFor(() => posted.server.calls('deleteWebhook').length === 3);
    await posted.stop();
    assert.equal(edits(posted), 1);
  });

  it('that is edited with a lost answer is edited again to the same, which is once', async (t) => {
    const posted = await post(t);
    posted.server.fail('editMessageText', { kind: 'drop-after-effect' });
    revise(posted);
    await waitUntil(async () => (await posted.store.posts.listCorrections(posted.delivery)).length === 1);
    await posted.stop();
    assert.equal(edits(posted), 2);
    assert.equal(posted.server.messages(GROUP)[0]?.edits.length, 1);
  });

  it('that was being edited when the process ended is edited at the next start', async (t) => {
    const posted = await post(t);
    const { server, store, delivery } = posted;
    server.fail('editMessageText', { kind: 'hang', milliseconds: 60_000 });
    revise(posted);
    await server.waitFor(() => server.underway('editMessageText') > 0);
    await posted.stop();
    assert.deepEqual(await store.posts.listCorrections(delivery), []);
    posted.start();
    await waitUntil(async () => (await store.posts.listCorrections(delivery)).length === 1);
    await posted.stop();
    assert.match(posted.texts()[0] ?? '', /Corrected.*41 million euros/s);
    assert.equal((await store.posts.listCorrections(delivery)).length, 1);
  });

  it('that was deleted stays so', async (t) => {
    const posted = await post(t);
    const [message] = posted.server.messages(GROUP);
    posted.server.removeMessage(GROUP, message?.message_id ?? 0);
    revise(posted);
    await posted.server.waitFor(() => posted.logged.some(({ message }) => /could not be sent/.test(message)));
    await posted.stop();
    assert.equal(edits(posted), 1);
    assert.deepEqual(posted.texts(), []);
    assert.deepEqual(await posted.store.posts.listCorrections(posted.delivery), []);
  });

  it('of a chat that is paused, or of the day before, stays as it is', async (t) => {
    const posted = await post(t);
    await posted.store.chats.change({ platform: 'telegram', chat: String(GROUP) }, { paused: 'blocked' });
    revise(posted);
    await waitUntil(() => posted.logged.some(({ message }) => /its chat is paused/.test(message)));
    await posted.stop();
    assert.equal(edits(posted), 0);

    let shift = 0;
    const old = await post(t, { clock: { now: () => Date.now() + shift } });
    shift = 25 * 3_600_000;
    old.news.revise(BRIDGE.id, { body: BRIDGE_CORRECTED }, Date.now() + shift);
    old.wake();
    await old.stop();
    assert.equal(edits(old), 0);
  });

  it('says that the source has changed its text, and leads there, where the new text can not be told', async (t) => {
    const posted = await post(t);
    revise(posted, '……');
    await posted.server.waitFor(() => edits(posted) === 1);
    await posted.stop();
    const [message] = posted.server.messages(GROUP);
    assert.match(message?.text ?? '', /The source has changed this article/);
    assert.doesNotMatch(message?.text ?? '', /million/);
    assert.ok(JSON.stringify(message?.entities).includes(String(BRIDGE.url)));
  });

  it('in several messages is corrected in the one that tells the story, within its limits', async (t) => {
    const long = Array.from({ length: 24 }, (_, index) =>
      buildArticle({
        id: `long${String(index).padStart(6, '0')}`,
        title: `Report ${index} of the harbour`,
        body: `Report ${index} counts ${index + 100} ships, ${'and says so at length '.repeat(9)}in the end.`,
        language: 'en',
      }),
    );
    const news = createNewsDesk(long);
    const posted = await post(t, { news });
    const before = posted.texts();
    assert.ok(before.length > 1);
    const filled = before.findIndex((text) => text.includes('Report 3 '));
    const body = `Report 3 counts 555 ships, ${'and says more than that at great length '.repeat(5)}now. ${'It goes on with what it has to say. '.repeat(5)}`;
    news.revise('long000003', { body });
    posted.wake();
    await posted.server.waitFor(() => edits(posted) === 1);
    await posted.stop();
    const after = posted.texts();
    assert.equal(after.length, before.length);
    for (const [index, text] of after.entries()) {
      assert.ok(text.length <= 4096);
      assert.equal(text === before[index], index !== filled);
    }
    assert.match(after[filled] ?? '', /Corrected/);
  });

  it('of which a story goes on in another is corrected where that begins, and the other says so', async (t) => {
    const sentence = (end: string): string => `The list of ships ${'is long and '.repeat(400)}${end}.`;
    const list = buildArticle({ id: 'list', title: 'Ships', body: sentence('old'), language: 'en' });
    const news = createNewsDesk([list, LIBRARY]);
    const quote = { articleId: list.id, start: 0, end: list.body.length, quote: list.body };
    news.tell('first@2026-01-05T08:00', [
      { id: list.id, sentences: [{ text: list.body, citations: [quote] }] },
      { id: LIBRARY.id },
    ]);
    const posted = await post(t, { news });
    assert.match(posted.texts()[1] ?? '', /old\.\[1\].*Night reading room/s);
    news.revise(list.id, { body: 'The list of ships has 12 names.' });
    posted.wake();
    await waitUntil(async () => (await posted.store.posts.listCorrections(posted.delivery)).length === 2);
    await posted.stop();
    const [first, second, ...others] = posted.texts();
    assert.deepEqual(others, []);
    assert.match(first ?? '', /Ships\nCorrected.*has 12 names/s);
    assert.match(second ?? '', /^Corrected in the message above: Ships\n.*Night reading room/s);
    assert.doesNotMatch(second ?? '', /is long/);
  });

  it('replies to the post that told its story first, where a story updates another', async (t) => {
    const posted = await post(t, { chat: FORUM, thread: '7' });
    const { server, store, news, delivery, wake } = posted;
    const [first] = server.messages(FORUM);
    news.tell('second@2026-01-05T08:00', [{ id: LIBRARY.id }, { id: BRIDGE.id, updates: { delivery } }]);
    await makeDigestDue(store, { ...target, chat: String(FORUM), thread: '7' }, 'second');
    wake();
    await server.waitFor(() => server.messages(FORUM).length === 3);
    await posted.stop();
    const [, news2, update] = server.messages(FORUM);
    assert.equal(news2?.reply_to_message_id, undefined);
    assert.match(news2?.text ?? '', /1\. Night reading room/);
    assert.equal(update?.reply_to_message_id, first?.message_id);
    assert.match(update?.text ?? '', /^2\. Harbour bridge/);
  });

  it('replies at most thrice; other updates lead to the posts before, where messages have links', async (t) => {
    const articles = Array.from({ length: 6 }, (_, index) =>
      buildArticle({
        id: `story${index}`,
        title: `Story ${index} of the day`,
        body: `Story ${index} tells of ${index + 20} boats.`,
        language: 'en',
      }),
    );
    const news = createNewsDesk(articles);
    for (const { id } of articles) news.tell(`${id}@2026-01-05T08:00`, [{ id }]);
    const superGroup = -1_001_234;
    const bot = await runTelegram(t, {
      ...news,
      beforeStart: (server) =>
        server.addChat({ id: superGroup, type: 'supergroup', title: 'Boats', members: [] }),
      prepare: async (store) => {
        for (const { id } of articles)
          await makeDigestDue(store, { ...target, chat: String(superGroup) }, id);
      },
    });
    const { server, store } = bot;
    await waitUntil(
      async () => (await store.deliveries.list({ state: 'sent', limit: 10 })).length === articles.length,
    );
    news.tell(
      'last@2026-01-05T08:00',
      articles.map(({ id }) => ({ id, updates: { delivery: `${id}@2026-01-05T08:00` } })),
    );
    await makeDigestDue(store, { ...target, chat: String(superGroup) }, 'last');
    bot.wake();
    await waitUntil(async () => (await store.deliveries.find('last@2026-01-05T08:00'))?.state === 'sent');
    await bot.stop();
    const sent = server.messages(superGroup).slice(articles.length);
    assert.deepEqual(
      sent.map((message) => message.reply_to_message_id),
      server
        .messages(superGroup)
        .slice(0, 3)
        .map((message) => message.message_id),
    );
    const links = JSON.stringify(sent.at(-1)?.entities).match(/https:\/\/t\.me\/c\/1234\/\d+/g) ?? [];
    assert.equal(links.length, 3);
  });

  it('is sent without a reply where the earlier one was deleted', async (t) => {
    const posted = await post(t, { chat: ADA });
    const { server, store, news, delivery, wake } = posted;
    const [first] = server.messages(ADA);
    server.removeMessage(ADA, first?.message_id ?? 0);
    news.tell('second@2026-01-05T08:00', [{ id: BRIDGE.id, updates: { delivery } }]);
    await makeDigestDue(store, { ...target, chat: String(ADA) }, 'second');
    wake();
    await server.waitFor(() => server.messages(ADA).length === 1);
    assert.equal(server.messages(ADA)[0]?.reply_to_message_id, undefined);
  });
});

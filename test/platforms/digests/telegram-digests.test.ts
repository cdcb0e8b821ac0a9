import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import Database from 'better-sqlite3';
import { EIGHT } from '../../build-subscription.ts';
import type { TelegramServer } from '../../servers/telegram/start-telegram-server.ts';
import {
  CHANNEL,
  DAY,
  FORUM,
  GROUP,
  HOUR,
  MING,
  MINUTE,
  runTelegramDigests,
  wallTimers,
} from './run-digests.ts';

const ACCOUNT = (server: TelegramServer): string => `telegram:${server.botId}/digests`;
/** Messages to a chat, without the answer that the harness asked for at its start. */
const digestsIn = (server: TelegramServer, chat: number) =>
  server.messages(chat).slice(chat === MING ? 1 : 0);
const textsIn = (server: TelegramServer, chat: number): string =>
  digestsIn(server, chat)
    .map(({ text }) => text)
    .join('\n');
const countOf = (text: string, words: string): number => text.split(words).length - 1;

/** Of several parts. */
async function takeInMany(run: Awaited<ReturnType<typeof runTelegramDigests>>, chat = String(GROUP)) {
  await run.store.chats.change({ platform: 'telegram', chat }, { settings: { length: 'long' } });
  for (let number = 10; number < 70; number += 1)
    await run.takeIn(`第${number}号消息${'很长的标题'.repeat(4)}`, {
      body: Array.from(
        { length: 8 },
        (_, index) =>
          `第${number}号报道的第${index}句话，${'说得很清楚也很长，'.repeat(7)}来了${number}${index}人。`,
      ).join(''),
    });
}

describe('a digest in Telegram', () => {
  it('comes at its slot, once, to a person, a group, a topic of a forum and a channel', async (t) => {
    const { server, subscribe, takeIn, passTo, ended, store, look } = await runTelegramDigests(t);
    await subscribe({ id: 'person', chat: String(MING) });
    await subscribe({ id: 'group', chat: String(GROUP) });
    await subscribe({ id: 'topic', chat: String(FORUM), thread: '7' });
    await subscribe({ id: 'channel', chat: String(CHANNEL) });
    await takeIn('图书馆开放夜间阅览室');
    await passTo(EIGHT - MINUTE);
    assert.equal((await store.deliveries.list({ limit: 9 })).length, 0);
    await passTo(EIGHT + 500);
    for (const id of ['person', 'group', 'topic', 'channel']) {
      const delivery = await ended(id);
      assert.deepEqual([delivery.state, delivery.parts, delivery.isLate], ['sent', 1, false]);
      assert.notEqual(delivery.edition, null);
    }
    await look();
    await passTo(EIGHT + HOUR);
    for (const chat of [MING, GROUP, FORUM, CHANNEL]) {
      const [message, ...more] = digestsIn(server, chat);
      assert.equal(more.length, 0);
      assert.match(message?.text ?? '', /图书馆开放夜间阅览室/);
      assert.equal(message?.message_thread_id, chat === FORUM ? 7 : undefined);
      assert.equal(message?.disable_notification, false);
    }
  });

  it('is quiet, in the language and the zone of its chat, where that is set', async (t) => {
    const { server, subscribe, takeIn, passTo, ended, store } = await runTelegramDigests(t);
    const schedule = { times: [0], weekdays: [], zone: 'Europe/London' };
    await subscribe({ chat: String(GROUP), schedule, next: { at: EIGHT, key: '2026-01-05T00:00' } });
    const chat = { platform: 'telegram', chat: String(GROUP) };
    await store.chats.change(chat, { language: 'en', settings: { quiet: true } });
    await takeIn('图书馆开放夜间阅览室');
    await passTo(EIGHT);
    await ended();
    const [message] = digestsIn(server, GROUP);
    assert.equal(message?.disable_notification, true);
    assert.match(message?.text ?? '', /digest/i);
    assert.match(message?.text ?? '', /0?0:00/);
  });

  it('is none where there is nothing new, or a note where the chat wishes it', async (t) => {
    const { server, subscribe, passTo, ended, store } = await runTelegramDigests(t);
    await subscribe({ id: 'plain', chat: String(MING) });
    await subscribe({ id: 'told', chat: String(GROUP) });
    await store.chats.change(
      { platform: 'telegram', chat: String(GROUP) },
      { settings: { tellsEmpty: true } },
    );
    await passTo(EIGHT);
    assert.deepEqual([(await ended('plain')).state, (await ended('told')).state], ['empty', 'empty']);
    assert.equal(digestsIn(server, MING).length, 0);
    assert.equal(digestsIn(server, GROUP).length, 1);
    assert.equal((await store.subscriptions.find('plain'))?.coveredTo, EIGHT);
  });

  it('that is caught up says that it is late', async (t) => {
    const { server, subscribe, takeIn, passTo, ended } = await runTelegramDigests(t);
    await subscribe({ chat: String(MING) });
    await takeIn('图书馆开放夜间阅览室');
    await passTo(EIGHT + 2 * HOUR);
    assert.equal((await ended()).isLate, true);
    assert.match(textsIn(server, MING), /补发|迟|晚/);
  });

  it('that was claimed before the process went down comes when it is back, and says that it is late', async (t) => {
    const { server, subscribe, takeIn, passTo, ended, start, stop, clock, store } =
      await runTelegramDigests(t);
    await subscribe({ chat: String(MING) });
    await takeIn('图书馆开放夜间阅览室');
    await stop();
    await passTo(EIGHT);
    assert.deepEqual(
      (await store.deliveries.list({ limit: 9 })).map(({ state, isLate }) => [state, isLate]),
      [['due', false]],
    );
    clock.pass(9 * HOUR);
    await start();
    const delivery = await ended();
    assert.deepEqual([delivery.state, delivery.isLate], ['sent', true]);
    assert.match(textsIn(server, MING), /补发|迟|晚/);
  });

  it('that was claimed two days ago does not come; the last that was missed since tells of it all', async (t) => {
    const { server, subscribe, takeIn, passTo, ended, start, stop, store, clock, look } =
      await runTelegramDigests(t);
    await subscribe({ chat: String(MING) });
    await takeIn('图书馆开放夜间阅览室');
    await stop();
    await passTo(EIGHT);
    clock.pass(2 * DAY + HOUR);
    await start();
    assert.deepEqual([(await ended()).state, (await ended()).reason], ['skipped', 'missed']);
    await look();
    assert.equal((await ended()).state, 'sent');
    assert.deepEqual(
      (await store.deliveries.list({ limit: 9 })).map(({ state, isLate }) => [state, isLate]),
      [
        ['sent', true],
        ['skipped', false],
      ],
    );
    assert.equal(digestsIn(server, MING).length, 1);
    assert.match(textsIn(server, MING), /图书馆开放夜间阅览室/);
  });

  it('that is asked for again comes, however old its slot is', async (t) => {
    const { server, subscribe, takeIn, passTo, ended, store, clock, look } = await runTelegramDigests(t);
    await subscribe({ chat: String(GROUP) });
    await takeIn('图书馆开放夜间阅览室');
    server.fail(
      'sendMessage',
      { kind: 'status', code: 400, description: 'Bad Request: not enough rights to send text messages' },
      { chatId: GROUP },
    );
    await passTo(EIGHT);
    const { id, state } = await ended();
    assert.equal(state, 'failed');
    clock.pass(23 * HOUR);
    assert.ok(await store.deliveries.reopen(id));
    await look();
    assert.deepEqual([(await ended()).state, (await ended()).isLate], ['sent', false]);
    assert.equal(digestsIn(server, GROUP).length, 1);
  });

  it('stands behind the answers to people', async (t) => {
    const run = await runTelegramDigests(t, {
      limits: { perSecond: 1, perChatPerSecond: 100, perGroupPerMinute: 100 },
    });
    const { server, subscribe, takeIn, passTo, ended } = run;
    for (let chat = 0; chat < 6; chat += 1) {
      server.addChat({ id: -2000 - chat, type: 'supergroup', title: `G${chat}`, members: [] });
      await subscribe({ id: `s${chat}`, chat: String(-2000 - chat) });
    }
    await takeIn('图书馆开放夜间阅览室');
    await passTo(EIGHT);
    await server.waitFor(() => server.messages().length > 1);
    server.sendText(MING, MING, '/topics');
    await server.waitFor(() => server.messages(MING).length === 2);
    assert.ok(server.messages().length < 7, 'most digests wait still');
    for (let chat = 0; chat < 6; chat += 1) await ended(`s${chat}`);
  });

  it('waits out a 429 and comes then, once', async (t) => {
    const { server, subscribe, takeIn, passTo, ended } = await runTelegramDigests(t, { timers: wallTimers });
    await subscribe({ chat: String(GROUP) });
    await takeIn('图书馆开放夜间阅览室');
    server.fail(
      'sendMessage',
      {
        kind: 'status',
        code: 429,
        description: 'Too Many Requests: retry after 1',
        parameters: { retry_after: 1 },
      },
      { chatId: GROUP },
    );
    await passTo(EIGHT);
    assert.equal((await ended()).state, 'sent');
    assert.equal(digestsIn(server, GROUP).length, 1);
    assert.equal(server.avoidable429s(), 0);
  });

  it('to a chat that blocked the bot fails and pauses it; the next after that tells of it all', async (t) => {
    const { server, subscribe, takeIn, passTo, ended, store } = await runTelegramDigests(t);
    await subscribe({ chat: String(MING) });
    await takeIn('第一天的消息');
    const chat = { platform: 'telegram', chat: String(MING) };
    // Without the update that tells of it, as after a day without the bot.
    server.fail(
      'sendMessage',
      { kind: 'status', code: 403, description: 'Forbidden: bot was blocked by the user' },
      { chatId: MING },
    );
    await passTo(EIGHT);
    const failed = await ended();
    assert.deepEqual([failed.state, failed.reason, failed.parts], ['failed', 'chat blocked', 0]);
    assert.equal((await store.chats.find(chat))?.paused, 'blocked');
    await passTo(EIGHT + DAY - HOUR);
    await takeIn('第二天的消息');
    await passTo(EIGHT + DAY);
    assert.deepEqual([(await ended()).state, (await ended()).reason], ['held', 'chat blocked']);
    await store.chats.change(chat, { paused: null });
    await passTo(EIGHT + 2 * DAY);
    assert.equal((await ended()).state, 'sent');
    const text = textsIn(server, MING);
    assert.deepEqual([countOf(text, '第二天的消息'), countOf(text, '第一天的消息')].map(Math.sign), [1, 1]);
  });

  it('of a group that has become a supergroup goes on there, from the middle too', async (t) => {
    const run = await runTelegramDigests(t);
    const { server, subscribe, takeIn, passTo, ended, store } = run;
    server.addChat({ id: -5, type: 'group', title: 'Old', members: [] });
    await subscribe({ chat: '-5' });
    await takeInMany(run, '-5');
    server.fail('sendMessage', { kind: 'hang', milliseconds: 300 }, { chatId: -5 });
    await passTo(EIGHT);
    await server.waitFor(() => server.underway('sendMessage') === 1);
    await server.waitFor(() => server.messages(-5).length >= 1);
    server.migrateToSupergroup(-5, -1005);
    const delivery = await ended();
    assert.deepEqual([delivery.state, delivery.chat], ['sent', '-1005']);
    assert.equal((await store.subscriptions.find('subscription'))?.chat, '-1005');
    const parts = [...server.messages(-5), ...server.messages(-1005)];
    assert.ok(parts.length > 2 && server.messages(-1005).length > 0);
    assert.equal(delivery.parts, parts.length);
    await passTo(EIGHT + DAY - HOUR);
    await takeIn('第二天的消息');
    await passTo(EIGHT + DAY);
    assert.equal((await ended()).state, 'sent');
    const last = server.messages(-1005).at(-1)?.text ?? '';
    assert.match(last, /第二天的消息/);
    assert.doesNotMatch(last, /第10号消息/);
  });

  it('that was stopped between two parts goes on with the next at the following start', async (t) => {
    const run = await runTelegramDigests(t);
    const { server, subscribe, passTo, ended, start, stop, store } = run;
    await subscribe({ chat: String(GROUP) });
    await takeInMany(run);
    await passTo(EIGHT);
    await server.waitFor(() => server.messages(GROUP).length === 2);
    await stop();
    const before = server.messages(GROUP).length;
    await start();
    const delivery = await ended();
    const sent = server.messages(GROUP);
    assert.ok(sent.length > before, 'something was left to be sent');
    assert.deepEqual([delivery.state, delivery.parts], ['sent', sent.length]);
    const text = textsIn(server, GROUP);
    const numbers = [...text.matchAll(/第(\d+)号消息很长/g)].map(([, number]) => Number(number));
    assert.equal(new Set(numbers).size, 60);
    assert.equal(numbers.length, 60, 'none is there twice');
    assert.equal(await store.events.countUncertain(ACCOUNT(server)), 0);
  });

  it('with a part of which nobody knows whether it was sent is whole, and the doubt is counted', async (t) => {
    const run = await runTelegramDigests(t);
    const { server, subscribe, passTo, ended, store } = run;
    await subscribe({ chat: String(GROUP) });
    await takeInMany(run);
    server.fail('sendMessage', { kind: 'drop-after-effect' }, { chatId: GROUP });
    await passTo(EIGHT);
    assert.equal((await ended()).state, 'sent');
    const texts = server.messages(GROUP).map(({ text }) => text);
    assert.equal(texts.length - new Set(texts).size, 1);
    assert.equal(await store.events.countUncertain(ACCOUNT(server)), 1);
  });

  it('into a group that lets it write no more is told of to its admins in private, once', async (t) => {
    const { server, subscribe, takeIn, passTo, ended } = await runTelegramDigests(t);
    await subscribe({ chat: String(GROUP) });
    const refused = {
      kind: 'status',
      code: 400,
      description: 'Bad Request: not enough rights to send text messages to the chat',
    } as const;
    for (let day = 0; day < 4; day += 1) {
      if (day !== 2) server.fail('sendMessage', refused, { chatId: GROUP });
      await passTo(EIGHT + day * DAY - HOUR);
      await takeIn(`第${day}天的消息`);
      await passTo(EIGHT + day * DAY);
      assert.equal((await ended()).state, day === 2 ? 'sent' : 'failed');
      // Told before the delivery after it can be.
      const told = [1, 1, 1, 2][day] ?? 0;
      await server.waitFor(() => digestsIn(server, MING).length === told);
    }
    const [first] = digestsIn(server, MING);
    assert.match(first?.text ?? '', /“Readers”的简报暂停了。我没有在这里发消息的权限。/);
  });

  it('of a group that threw the bot out is told of to the owners of the bot, by its title', async (t) => {
    const { server, subscribe, store } = await runTelegramDigests(t, { owners: [MING] });
    await subscribe({ chat: String(GROUP) });
    server.changeMembership(GROUP, 'kicked');
    await server.waitFor(() => digestsIn(server, MING).length === 1);
    assert.match(digestsIn(server, MING)[0]?.text ?? '', /“Readers”的简报暂停了。我被移出了这个聊天。/);
    assert.equal((await store.chats.find({ platform: 'telegram', chat: String(GROUP) }))?.paused, 'removed');
  });

  it('into a topic that was closed fails, and its chat is not paused for it but told, once', async (t) => {
    const { server, subscribe, takeIn, passTo, ended, store } = await runTelegramDigests(t);
    await subscribe({ chat: String(FORUM), thread: '7' });
    server.changeMembership(FORUM, 'member');
    server.closeTopic(FORUM, 7);
    await takeIn('图书馆开放夜间阅览室');
    await passTo(EIGHT);
    assert.deepEqual([(await ended()).state, (await ended()).reason], ['failed', 'thread-closed']);
    assert.equal(
      (await store.chats.find({ platform: 'telegram', chat: String(FORUM) }))?.paused ?? null,
      null,
    );
    await server.waitFor(() => digestsIn(server, FORUM).length === 1);
    await passTo(EIGHT + DAY);
    assert.equal((await ended()).state, 'failed');
    const [told, ...more] = digestsIn(server, FORUM);
    assert.match(told?.text ?? '', /话题帖已经关闭或删除/);
    assert.deepEqual([told?.message_thread_id, more], [undefined, []]);
    server.sendText(MING, FORUM, `/unsubscribe@${server.username}`);
    await server.waitFor(() => digestsIn(server, FORUM).length === 2);
    assert.match(digestsIn(server, FORUM)[1]?.text ?? '', /话题帖 7/);
    server.sendText(MING, FORUM, `/unsubscribe@${server.username} 1`);
    await server.waitFor(() => digestsIn(server, FORUM).length === 3);
    assert.match(digestsIn(server, FORUM)[2]?.text ?? '', /已退订.*话题帖 7/s);
    assert.deepEqual(await store.subscriptions.list({ platform: 'telegram', chat: String(FORUM) }), []);
  });
});

describe('a digest while the store takes nothing', () => {
  const openOne = async (t: TestContext, options: Parameters<typeof runTelegramDigests>[1] = {}) => {
    const run = await runTelegramDigests(t, options);
    await run.subscribe({ chat: String(GROUP) });
    await run.takeIn('图书馆开放夜间阅览室');
    return run;
  };

  it('is claimed at a later look', async (t) => {
    const { server, passTo, ended, failStore } = await openOne(t);
    failStore('deliveries.claim');
    await passTo(EIGHT);
    await passTo(EIGHT + MINUTE);
    assert.equal((await ended()).state, 'sent');
    assert.equal(digestsIn(server, GROUP).length, 1);
  });

  for (const method of [
    'events.receive',
    'deliveries.listDue',
    'editions.save',
    'events.plan',
    'events.startPart',
  ] as const)
    it(`comes where ${method} failed, once`, async (t) => {
      const { server, passTo, ended, failStore, storeCalls, waitFor, logged } = await openOne(t);
      const before = storeCalls(method).length;
      failStore(method);
      await passTo(EIGHT);
      await waitFor(
        () => storeCalls(method).length > before && logged.some((line) => line.startsWith('error')),
      );
      await passTo(EIGHT + 2 * MINUTE);
      assert.equal((await ended()).state, 'sent');
      assert.equal(digestsIn(server, GROUP).length, 1);
    });

  it('is not overtaken by the next of its chat, which tells nothing again', async (t) => {
    const run = await runTelegramDigests(t);
    const { server, takeIn, passTo, failStore, store, waitFor, storeCalls } = run;
    await run.subscribe({
      chat: String(GROUP),
      schedule: { times: [480, 481], weekdays: [], zone: 'Asia/Shanghai' },
    });
    await takeIn('第一条消息');
    failStore('editions.save');
    await passTo(EIGHT);
    await waitFor(() => storeCalls('editions.save').length === 1);
    run.clock.pass(MINUTE - 1000);
    await takeIn('第二条消息');
    await passTo(EIGHT + MINUTE);
    await waitFor(() => storeCalls('deliveries.hasEarlierDue').length >= 2);
    await passTo(EIGHT + 3 * MINUTE);
    await server.waitFor(() => digestsIn(server, GROUP).length === 2);
    const texts = digestsIn(server, GROUP).map(({ text }) => text);
    for (const [index, words] of ['第一条消息', '第二条消息'].entries())
      assert.deepEqual(
        texts.map((text) => text.includes(words)),
        [index === 0, index === 1],
      );
    await waitFor(() => storeCalls('deliveries.end').length === 2);
    const made = await store.deliveries.list({ limit: 9 });
    assert.deepEqual(
      made.map(({ state }) => state),
      ['sent', 'sent'],
    );
  });

  for (const method of ['events.finish', 'deliveries.end'] as const)
    it(`is recorded at last where ${method} failed, and not sent again`, async (t) => {
      const { server, passTo, ended, failStore, storeCalls, store, waitFor } = await openOne(t);
      const before = storeCalls(method).length;
      failStore(method, 3);
      await passTo(EIGHT);
      assert.deepEqual([(await ended()).state, (await ended()).parts], ['sent', 1]);
      await waitFor(() => storeCalls(method).length === before + 4);
      assert.equal(digestsIn(server, GROUP).length, 1);
      assert.equal(await store.events.countUncertain(ACCOUNT(server)), 0);
    });

  it('ends at last where it can not be made all day, and the next day the next comes', async (t) => {
    const { server, passTo, takeIn, ended, failStore, storeCalls, waitFor, clock, logged } = await openOne(t);
    failStore('deliveries.hasEarlierDue', Number.POSITIVE_INFINITY);
    await passTo(EIGHT);
    await waitFor(() => storeCalls('deliveries.hasEarlierDue').length > 0);
    // It is skipped now, which the store does not take, and given up, which it does not take either.
    failStore('deliveries.end', 2);
    clock.pass(12 * HOUR + MINUTE);
    await waitFor(() => logged.some((line) => line.includes('could not be given up')));
    clock.pass(2 * MINUTE);
    assert.deepEqual([(await ended()).state, (await ended()).reason], ['failed', 'given up']);
    failStore('deliveries.hasEarlierDue', 0);
    clock.pass(EIGHT + DAY - HOUR - clock.now());
    await takeIn('第二天的消息');
    await passTo(EIGHT + DAY);
    assert.equal((await ended()).state, 'sent');
    assert.match(textsIn(server, GROUP), /第二天的消息/);
  });

  it('counts a part in doubt once where what its arrival tells of the chat can not be read', async (t) => {
    const { server, passTo, ended, failStore, storeCalls, store, waitFor, stop } = await openOne(t);
    server.fail('sendMessage', { kind: 'drop-after-effect' }, { chatId: GROUP });
    const started = storeCalls('events.startPart').length;
    await passTo(EIGHT);
    await waitFor(() => storeCalls('events.startPart').length > started);
    failStore('deliveries.find', 1);
    const found = storeCalls('deliveries.find').length;
    assert.equal((await ended()).state, 'sent');
    await waitFor(() => storeCalls('deliveries.find').length > found);
    // Stopped, nothing of it is under way any more.
    await stop();
    assert.equal(await store.events.countUncertain(ACCOUNT(server)), 1);
  });

  it('comes once although another process holds the write lock for a while', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'jianbao-locked-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'store.db');
    const { server, passTo, ended, look, logged, waitFor } = await openOne(t, { path, lockTimeout: 50 });
    const other = new Database(join(folder, 'store-chats.db'));
    other.exec('BEGIN IMMEDIATE');
    await passTo(EIGHT);
    assert.ok(logged.some((line) => line.includes('could not be claimed')));
    other.exec('ROLLBACK');
    server.fail('sendMessage', { kind: 'hang', milliseconds: 200 }, { chatId: GROUP });
    await look();
    await server.waitFor(() => server.underway('sendMessage') === 1);
    other.exec('BEGIN IMMEDIATE');
    await server.waitFor(() => server.messages(GROUP).length === 1);
    await waitFor(() => logged.some((line) => line.includes('could not be recorded')));
    other.exec('ROLLBACK');
    other.close();
    assert.equal((await ended()).state, 'sent');
    assert.equal(digestsIn(server, GROUP).length, 1);
  });
});

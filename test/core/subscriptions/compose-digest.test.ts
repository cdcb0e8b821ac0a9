import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { EIGHT } from '../../build-subscription.ts';
import { createFakeEditor } from '../../fakes/fake-editor.ts';
import { openDesk, titlesOf } from './open-desk.ts';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const DAY = 24 * HOUR;

/** It is six on Monday morning, two hours before the first slot. */
const openAtSix = (test: TestContext) => openDesk(test, EIGHT - 2 * HOUR);

describe('the digest of a slot', () => {
  it('tells at first of the last day', async (t) => {
    const { clock, subscribe, takeIn, deliver } = await openAtSix(t);
    await subscribe();
    await takeIn('早上的消息');
    await takeIn('昨天上午的消息', { publishedAt: new Date(EIGHT - 23 * HOUR).toISOString() });
    await takeIn('前天的消息', { publishedAt: new Date(EIGHT - 40 * HOUR).toISOString() });
    clock.pass(2 * HOUR);
    const first = await deliver();
    assert.deepEqual(titlesOf(first), ['早上的消息', '昨天上午的消息'].sort());
    assert.ok(first.kind === 'digest');
    assert.deepEqual(
      [first.output.edition.from, first.output.edition.to],
      [new Date(EIGHT - DAY).toISOString(), new Date(EIGHT).toISOString()],
    );
  });

  it('tells then what was first seen since, also what was published some days before', async (t) => {
    const { clock, subscribe, takeIn, deliver } = await openAtSix(t);
    await subscribe();
    await takeIn('第一天');
    clock.pass(2 * HOUR);
    await deliver();
    clock.pass(HOUR);
    await takeIn('第二天');
    await takeIn('迟到的消息', { publishedAt: new Date(EIGHT - 2 * DAY).toISOString() });
    await takeIn('旧闻', { publishedAt: new Date(EIGHT - 30 * DAY).toISOString() });
    clock.pass(23 * HOUR);
    assert.deepEqual(titlesOf(await deliver()), ['第二天', '迟到的消息'].sort());
    clock.pass(DAY);
    assert.equal((await deliver()).kind, 'empty');
  });

  it('loses nothing that comes in while it is made, and tells it once', async (t) => {
    const { clock, subscribe, takeIn, deliver } = await openAtSix(t);
    await subscribe();
    clock.pass(2 * HOUR - MINUTE);
    await takeIn('七点五十九分');
    clock.pass(2 * MINUTE);
    await takeIn('八点零一分');
    assert.deepEqual(titlesOf(await deliver()), ['七点五十九分']);
    clock.pass(DAY);
    assert.deepEqual(titlesOf(await deliver()), ['八点零一分']);
    clock.pass(DAY);
    assert.deepEqual(titlesOf(await deliver()), []);
  });

  it('finds what an import that began before the last slot stored after it', async (t) => {
    const { clock, subscribe, takeIn, deliver, store } = await openAtSix(t);
    await subscribe();
    clock.pass(2 * HOUR + MINUTE);
    await deliver();
    // Seen at its beginning, before eight, and there only now.
    clock.pass(-10 * MINUTE);
    await takeIn('长长的导入');
    clock.pass(10 * MINUTE);
    assert.equal(await store.countArticles(), 1);
    clock.pass(DAY);
    assert.deepEqual(titlesOf(await deliver()), ['长长的导入']);
    clock.pass(DAY);
    assert.deepEqual(titlesOf(await deliver()), []);
  });

  it('finds what is new behind many that are dated later and were told before', async (t) => {
    const { clock, subscribe, takeIn, deliver } = await openAtSix(t);
    await subscribe();
    for (let count = 0; count < 450; count += 1)
      await takeIn(`先来的消息${count}`, { publishedAt: new Date(EIGHT + DAY).toISOString() });
    clock.pass(2 * HOUR);
    await deliver();
    clock.pass(HOUR);
    await takeIn('后来的消息', { publishedAt: new Date(EIGHT).toISOString() });
    clock.pass(23 * HOUR);
    const second = await deliver();
    assert.ok(second.kind === 'digest');
    assert.deepEqual([titlesOf(second), second.output.coverage.articles], [['后来的消息'], 1]);
  });

  it('loses no article that is dated ahead, or with a day only, and tells each once', async (t) => {
    const { clock, subscribe, takeIn, deliver } = await openAtSix(t);
    await subscribe();
    clock.pass(2 * HOUR);
    await deliver();
    clock.pass(HOUR);
    await takeIn('明天的日期', { publishedAt: '2026-01-06T20:00:00+08:00' });
    await takeIn('只有日期的今天', { publishedAt: '2026-01-05' });
    await takeIn('只有日期的明天', { publishedAt: '2026-01-06' });
    await takeIn('没有日期', { publishedAt: null });
    const told: string[] = [];
    for (let day = 0; day < 4; day += 1) {
      clock.pass(DAY);
      told.push(...titlesOf(await deliver()));
    }
    assert.deepEqual(told.sort(), ['只有日期的今天', '只有日期的明天', '明天的日期', '没有日期'].sort());
  });

  it('tells after failed ones of all their time, and after a long silence of a week', async (t) => {
    const { clock, subscribe, takeIn, deliver, claim, platforms } = await openAtSix(t);
    await subscribe();
    clock.pass(2 * HOUR);
    await deliver();
    for (let day = 1; day <= 9; day += 1) {
      clock.pass(DAY - HOUR);
      await takeIn(`第${day}天的消息`);
      clock.pass(HOUR);
      const { id } = await claim('subscription');
      await platforms.deliveries.end(id, { state: 'failed', reason: 'blocked' }, clock.now());
    }
    clock.pass(DAY);
    assert.deepEqual(
      titlesOf(await deliver()),
      [4, 5, 6, 7, 8, 9].map((day) => `第${day}天的消息`),
    );
  });

  it('tells at first of all since it was wished for, where that is longer or an earlier one failed', async (t) => {
    const { clock, subscribe, takeIn, deliver, claim, platforms } = await openAtSix(t);
    await subscribe({ createdAt: EIGHT - 2 * HOUR });
    await takeIn('第一天');
    clock.pass(2 * HOUR);
    const { id } = await claim('subscription');
    await platforms.deliveries.end(id, { state: 'failed', reason: 'blocked' }, clock.now());
    clock.pass(2 * DAY);
    assert.deepEqual(titlesOf(await deliver()), ['第一天']);
  });

  it('leaves out what another of the same chat told, but not what another thread was told', async (t) => {
    const { clock, subscribe, takeIn, deliver } = await openAtSix(t);
    await subscribe({ id: 'topic', topics: ['秦创原'] });
    const later = {
      schedule: { times: [481], weekdays: [], zone: 'Asia/Shanghai' },
      next: { at: EIGHT + MINUTE, key: '2026-01-05T08:01' },
    };
    await subscribe({ id: 'all', ...later });
    await subscribe({ id: 'thread', thread: '9', ...later });
    await takeIn('秦创原的新闻', { hashtags: ['秦创原'] });
    await takeIn('别的新闻');
    clock.pass(2 * HOUR);
    assert.deepEqual(titlesOf(await deliver('topic')), ['秦创原的新闻']);
    clock.pass(MINUTE);
    const rest = await deliver('all');
    assert.deepEqual(titlesOf(rest), ['别的新闻']);
    assert.ok(rest.kind === 'digest');
    assert.deepEqual([rest.output.coverage.stories, rest.output.coverage.articles], [1, 1]);
    assert.deepEqual(titlesOf(await deliver('thread')).length, 2);
  });

  it('is of its topics, any of them, without muted words of the chat or of its own', async (t) => {
    const { clock, subscribe, takeIn, deliver, platforms } = await openAtSix(t);
    await subscribe({ topics: ['秦创原', '孵化器'], muted: ['体育'] });
    const chat = { platform: 'telegram', chat: '1' };
    await platforms.chats.change(chat, { settings: { muted: ['股市'], topics: ['无关'] } });
    await takeIn('秦创原开幕', { hashtags: ['秦创原'] });
    await takeIn('孵化器开幕', { hashtags: ['孵化器'] });
    await takeIn('孵化器与体育', { hashtags: ['孵化器'] });
    await takeIn('孵化器与股市', { hashtags: ['孵化器'] });
    await takeIn('天气很好');
    clock.pass(2 * HOUR);
    assert.deepEqual(titlesOf(await deliver()), ['孵化器开幕', '秦创原开幕'].sort());
  });

  it('is of the topics of the chat where the subscription names none', async (t) => {
    const { clock, subscribe, takeIn, deliver, platforms } = await openAtSix(t);
    await subscribe();
    await platforms.chats.change({ platform: 'telegram', chat: '1' }, { settings: { topics: ['孵化器'] } });
    await takeIn('孵化器开幕', { hashtags: ['孵化器'] });
    await takeIn('天气很好');
    clock.pass(2 * HOUR);
    assert.deepEqual(titlesOf(await deliver()), ['孵化器开幕']);
  });

  it('is as long as the chat wishes, in its language', async (t) => {
    const { clock, subscribe, takeIn, deliver, platforms } = await openAtSix(t);
    for (const [chat, length] of [
      ['1', 'short'],
      ['2', 'standard'],
      ['3', 'long'],
    ] as const) {
      await subscribe({ id: length, chat });
      await platforms.chats.change({ platform: 'telegram', chat }, { language: 'en', settings: { length } });
    }
    for (let number = 0; number < 70; number += 1) await takeIn(`消息${number}`);
    clock.pass(2 * HOUR);
    const told: number[] = [];
    for (const id of ['short', 'standard', 'long']) {
      const composed = await deliver(id);
      assert.ok(composed.kind === 'digest');
      assert.equal(composed.output.edition.language, 'en');
      assert.equal(composed.output.coverage.articles, 70);
      told.push(titlesOf(composed).length);
    }
    assert.deepEqual(told, [8, 24, 60]);
  });

  it('is none where the chat has unsubscribed meanwhile', async (t) => {
    const { clock, subscribe, desk, claim, platforms } = await openAtSix(t);
    await subscribe();
    clock.pass(2 * HOUR);
    const delivery = await claim('subscription');
    await platforms.subscriptions.remove('subscription');
    assert.deepEqual(await desk.compose(delivery, { language: 'en' }), {
      kind: 'skipped',
      reason: 'unsubscribed',
    });
  });

  it('is built once for all that wish the same, and each wish is built for itself', async (t) => {
    const { clock, subscribe, takeIn, desk, claim, count } = await openAtSix(t);
    for (let chat = 0; chat < 20; chat += 1) await subscribe({ id: `s${chat}`, chat: String(chat) });
    await subscribe({ id: 'other', chat: '99', muted: ['体育'] });
    await takeIn('消息');
    clock.pass(2 * HOUR);
    const deliveries = [];
    for (let chat = 0; chat < 20; chat += 1) deliveries.push(await claim(`s${chat}`));
    const composed = await Promise.all(deliveries.map((each) => desk.compose(each, { language: 'en' })));
    assert.ok(composed.every(({ kind }) => kind === 'digest'));
    assert.deepEqual([count('listWindow'), count('saveEdition')], [1, 1]);
    await desk.compose(await claim('other'), { language: 'en' });
    await desk.compose(deliveries[0] ?? assert.fail(), { language: 'zh-Hans' });
    assert.deepEqual([count('listWindow'), count('saveEdition')], [3, 3]);
  });

  it('is made anew where it could not be stored, and is stored before anybody gets it', async (t) => {
    const { clock, subscribe, takeIn, desk, claim, failOnce, store } = await openAtSix(t);
    await subscribe();
    await takeIn('消息');
    clock.pass(2 * HOUR);
    const delivery = await claim('subscription');
    failOnce('saveEdition');
    await assert.rejects(desk.compose(delivery, { language: 'en' }), /disk is full/);
    const composed = await desk.compose(delivery, { language: 'en' });
    assert.ok(composed.kind === 'digest');
    const stored = await store.findEdition({ id: composed.output.edition.id });
    assert.deepEqual(stored?.output, composed.output);
  });
});

describe('the digest of a slot with a language model', () => {
  it('is stored as the model wrote it before it is sent, once for all who wish the same', async (t) => {
    let written = 0;
    const editor = createFakeEditor();
    const { clock, subscribe, takeIn, deliver, store } = await openDesk(t, EIGHT - 2 * HOUR, {
      ...editor,
      summarise(article, asked) {
        written += 1;
        return editor.summarise(article, asked);
      },
    });
    await subscribe();
    await subscribe({ id: 'another', chat: '-200' });
    for (const title of ['甲地', '乙地', '丙地']) await takeIn(title);
    clock.pass(2 * HOUR);
    const [first, second] = [await deliver(), await deliver('another')];
    assert.ok(first.kind === 'digest' && second.kind === 'digest');
    assert.equal(written, 3);
    assert.equal(first.output.edition.generator, 'openai:fake');
    assert.deepEqual(second.output, first.output);
    assert.deepEqual((await store.findEdition({ id: first.output.edition.id }))?.output, first.output);
  });

  it('has no word in its overview on what the chat was told of before', async (t) => {
    const { clock, subscribe, takeIn, deliver } = await openDesk(t, EIGHT - 2 * HOUR, createFakeEditor());
    await subscribe();
    clock.pass(2 * HOUR - MINUTE);
    await takeIn('七点五十九分');
    clock.pass(MINUTE);
    await deliver();
    clock.pass(DAY - HOUR);
    await takeIn('甲地');
    await takeIn('乙地');
    clock.pass(HOUR);
    const next = await deliver();
    assert.ok(next.kind === 'digest');
    assert.deepEqual(titlesOf(next), ['甲地', '乙地'].sort());
    assert.equal(next.output.overview?.length, 2);
    assert.doesNotMatch(JSON.stringify(next.output), /七点五十九分/);
  });

  it('ships in the articles’ own sentences where the model writes nothing, and the next is tried again', async (t) => {
    const editor = createFakeEditor();
    let isDown = true;
    const { clock, subscribe, takeIn, deliver } = await openDesk(t, EIGHT - 2 * HOUR, {
      ...editor,
      summarise: async (article, asked) =>
        isDown ? { ok: false, failed: 'down', isFinal: false } : editor.summarise(article, asked),
    });
    await subscribe();
    await takeIn('甲地');
    clock.pass(2 * HOUR);
    const first = await deliver();
    assert.equal(first.kind === 'digest' && first.output.edition.generator, 'extractive');
    isDown = false;
    await takeIn('乙地');
    clock.pass(DAY);
    const second = await deliver();
    assert.equal(second.kind === 'digest' && second.output.edition.generator, 'openai:fake');
  });
});

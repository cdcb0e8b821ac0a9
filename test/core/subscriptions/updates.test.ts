import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { DigestStory } from '../../../src/core/model/output.ts';
import type { ComposedDigest } from '../../../src/core/subscriptions/compose-digest.ts';
import { createArticleExplainer } from '../../../src/core/subscriptions/explain-coming.ts';
import { EIGHT } from '../../build-subscription.ts';
import { openDesk, titlesOf } from './open-desk.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const FLOOD = '柳河昨夜涨水，沿岸三个村的居民已经转移。';
const HURT = '今天上午确认有5人受伤，都已送往医院。';
const BRIDGE = '柳河大桥将于周四恢复通车，比计划早了两天。';

const storiesOf = (composed: ComposedDigest): DigestStory[] =>
  composed.kind === 'skipped' ? [] : composed.output.sections.flatMap(({ stories }) => stories);
const updatesOf = (composed: ComposedDigest) =>
  storiesOf(composed).filter(({ isUpdate }) => isUpdate === true);
const saidIn = (composed: ComposedDigest) =>
  updatesOf(composed).map(({ sentences }) => sentences.map(({ text }) => text));

/** A chat that was told at eight of an article that came in before. */
async function openTold(test: TestContext) {
  const desk = await openDesk(test, EIGHT - 2 * HOUR);
  const { clock, subscribe, takeIn, deliver } = desk;
  await subscribe();
  await takeIn('柳河涨水', { id: 'flood', body: FLOOD });
  clock.pass(2 * HOUR);
  assert.deepEqual(titlesOf(await deliver()), ['柳河涨水']);
  clock.pass(HOUR);
  return {
    ...desk,
    /** The digest of the next slot, a day after the last. */
    async deliverNext(id?: string) {
      clock.pass(((EIGHT - clock.now()) % DAY) + DAY);
      return deliver(id);
    },
  };
}

const FIRST_DELIVERY = 'subscription@2026-01-05T08:00';

describe('what changed in a story that a chat was told of', () => {
  it('is told by the next digest, cited, with the delivery that told of it before', async (t) => {
    const { change, takeIn, deliverNext, store } = await openTold(t);
    await takeIn('别的新闻');
    await change('flood', `${FLOOD}\n\n${HURT}`);
    const composed = await deliverNext();
    assert.deepEqual(titlesOf(composed), ['别的新闻', '柳河涨水']);
    const [update] = updatesOf(composed);
    assert.ok(update);
    assert.deepEqual(update.updates, { delivery: FIRST_DELIVERY });
    assert.deepEqual([update.id, update.headline, update.figures], ['flood', '柳河涨水', ['5人']]);
    assert.deepEqual(saidIn(composed), [[HURT]]);
    const [article] = await store.findArticles(['flood']);
    for (const { citations } of update.sentences)
      for (const { start, end, quote } of citations) assert.equal(article?.body.slice(start, end), quote);
    assert.ok(composed.kind === 'digest');
    assert.deepEqual([composed.output.coverage.stories, composed.output.coverage.articles], [2, 2]);
  });

  it('is told once, and each change after it for itself, with the delivery that told of it first', async (t) => {
    const { change, deliverNext } = await openTold(t);
    await change('flood', `${FLOOD}\n\n${HURT}`);
    assert.deepEqual(saidIn(await deliverNext()), [[HURT]]);
    assert.equal((await deliverNext()).kind, 'empty');
    await change('flood', `${FLOOD}\n\n${HURT}\n\n${BRIDGE}`);
    const second = await deliverNext();
    assert.deepEqual(saidIn(second), [[BRIDGE]]);
    assert.deepEqual(updatesOf(second)[0]?.updates, { delivery: FIRST_DELIVERY });
    assert.equal((await deliverNext()).kind, 'empty');
  });

  it('is told of all changes since, where there were several', async (t) => {
    const { change, clock, deliverNext } = await openTold(t);
    await change('flood', `${FLOOD}\n\n${HURT}`);
    clock.pass(HOUR);
    await change('flood', `${FLOOD}\n\n${HURT}\n\n${BRIDGE}`);
    assert.deepEqual(saidIn(await deliverNext()), [[HURT, BRIDGE]]);
  });

  it('is nothing where a slip was mended, sentences moved or went, or a note was added', async (t) => {
    const { change, takeIn, deliverNext } = await openTold(t);
    await takeIn('大桥', { id: 'bridge', body: `${FLOOD}两岸都有人在看。\n\n${BRIDGE}` });
    assert.deepEqual(titlesOf(await deliverNext()), ['大桥']);
    await change('flood', FLOOD.replace('昨夜', '前夜'));
    await change('bridge', `${BRIDGE}\n\n${FLOOD}两岸都有人在看。`);
    assert.equal((await deliverNext()).kind, 'empty');
    await change('flood', `${FLOOD}\n\n记者：张三`);
    await change('bridge', BRIDGE);
    assert.equal((await deliverNext()).kind, 'empty');
  });

  it('is a figure that is another now, and a word that turns a sentence round', async (t) => {
    const { change, deliverNext } = await openTold(t);
    await change('flood', FLOOD.replace('三个村', '七个村'));
    assert.deepEqual(saidIn(await deliverNext()), [[FLOOD.replace('三个村', '七个村')]]);
    await change('flood', FLOOD.replace('三个村', '七个村').replace('已经转移', '没有转移'));
    assert.equal(saidIn(await deliverNext()).length, 1);
  });

  it('is not told again where a text comes and goes', async (t) => {
    const { change, deliverNext } = await openTold(t);
    const both = `${FLOOD}\n\n${HURT}`;
    await change('flood', both);
    assert.deepEqual(saidIn(await deliverNext()), [[HURT]]);
    for (const body of [FLOOD, both, FLOOD, both]) {
      await change('flood', body);
      assert.equal((await deliverNext()).kind, 'empty');
    }
  });

  it('is not told to who was told of the new text at first, or of nothing', async (t) => {
    const { change, clock, subscribe, deliver, deliverNext } = await openTold(t);
    const next = { at: EIGHT + DAY, key: '2026-01-06T08:00' };
    await change('flood', `${FLOOD}\n\n${HURT}`);
    await subscribe({ id: 'new', chat: '2', createdAt: clock.now(), next, coveredTo: clock.now() });
    await subscribe({ id: 'first', chat: '3', createdAt: EIGHT - 3 * HOUR, next });
    await deliverNext();
    assert.deepEqual(storiesOf(await deliver('new')), []);
    const first = storiesOf(await deliver('first'));
    assert.deepEqual(
      first.map(({ id, isUpdate }) => [id, isUpdate]),
      [['flood', undefined]],
    );
    clock.pass(DAY);
    assert.deepEqual(updatesOf(await deliver('first')), []);
  });

  it('is told against the first text, where it was not kept which one was told', async (t) => {
    const { change, claim, clock, desk, platforms, subscribe, takeIn } = await openDesk(t, EIGHT - 2 * HOUR);
    await subscribe();
    await takeIn('柳河涨水', { id: 'flood', body: FLOOD });
    clock.pass(2 * HOUR);
    const { id } = await claim('subscription');
    await platforms.deliveries.end(
      id,
      { state: 'sent', coveredTo: EIGHT, articleIds: ['flood'] },
      clock.now(),
    );
    clock.pass(HOUR);
    await change('flood', `${FLOOD}\n\n${HURT}`);
    clock.pass(DAY - HOUR);
    assert.deepEqual(saidIn(await desk.compose(await claim('subscription'), { language: 'zh-Hans' })), [
      [HURT],
    ]);
  });

  it('keeps to the topics and muted words of who is told', async (t) => {
    const { change, clock, platforms, subscribe, deliver, deliverNext } = await openTold(t);
    const next = { at: EIGHT + DAY, key: '2026-01-06T08:00' };
    await change('flood', `${FLOOD}\n\n${HURT}`);
    const chat = { platform: 'telegram', chat: '1' };
    await subscribe({ id: 'sport', topics: ['体育'], next, coveredTo: clock.now() });
    await platforms.chats.change(chat, { settings: { muted: ['医院'] } });
    assert.deepEqual(updatesOf(await deliverNext()), []);
    await platforms.chats.change(chat, { settings: { muted: [] } });
    assert.deepEqual(updatesOf(await deliver('sport')), []);
  });

  it('is in the edition that is stored, which chats of the same share, and is there when it is sent again', async (t) => {
    const { change, clock, claim, count, desk, deliver, platforms, store, subscribe, takeIn } =
      await openDesk(t, EIGHT - 2 * HOUR);
    for (let chat = 0; chat < 5; chat += 1) await subscribe({ id: `s${chat}`, chat: String(chat) });
    await takeIn('柳河涨水', { id: 'flood', body: FLOOD });
    clock.pass(2 * HOUR);
    for (let chat = 0; chat < 5; chat += 1) await deliver(`s${chat}`);
    clock.pass(HOUR);
    await change('flood', `${FLOOD}\n\n${HURT}`);
    await takeIn('别的新闻');
    clock.pass(DAY - HOUR);
    const before = count('saveEdition');
    const composed = [];
    for (let chat = 0; chat < 5; chat += 1) composed.push(await deliver(`s${chat}`));
    assert.equal(count('saveEdition') - before, 2);
    const ids = new Set(composed.map((each) => each.kind === 'digest' && each.output.edition.id));
    assert.equal(ids.size, 1);
    assert.deepEqual(
      composed.map((each) => updatesOf(each)[0]?.updates?.delivery),
      [0, 1, 2, 3, 4].map((chat) => `s${chat}@2026-01-05T08:00`),
    );
    const [first] = composed;
    assert.ok(first?.kind === 'digest');
    const stored = await store.findEdition({ id: first.output.edition.id });
    // Whose it is and which delivery told it first stands in each chat's own alone.
    const shared = first.output.sections.map(({ topic, stories }) => ({
      topic,
      stories: stories.map(({ updates: _, ...story }) => story),
    }));
    assert.deepEqual(stored?.output, { ...first.output, sections: shared });
    const [delivery] = await platforms.deliveries.list({ subscription: 's0', limit: 1 });
    assert.ok(delivery);
    await platforms.deliveries.reopen(delivery.id);
    const reopened = await platforms.deliveries.find(delivery.id);
    assert.ok(reopened);
    const again = await desk.compose(reopened, { language: 'zh-Hans' });
    assert.ok(again.kind === 'digest');
    assert.deepEqual(again.output, first.output);
    await assert.rejects(claim('s0'));
  });

  it('is said of beforehand where somebody asks why', async (t) => {
    const { change, clock, deliver, deliverNext, platforms, store } = await openTold(t);
    const explainer = createArticleExplainer({ store, platforms, clock });
    const why = async () => {
      const told = await explainer.why({ platform: 'telegram', chat: '1', thread: null }, 'flood');
      assert.ok(told?.kind === 'told');
      const { delivery, updatedBy, change: changed } = told;
      const next = changed === undefined ? 'as told' : (changed.coming?.slot.key ?? 'nothing new');
      return [delivery?.id, updatedBy?.id, next];
    };
    assert.deepEqual(await why(), [FIRST_DELIVERY, undefined, 'as told']);
    await change('flood', `${FLOOD}\n\n记者：张三`);
    assert.deepEqual(await why(), [FIRST_DELIVERY, undefined, 'nothing new']);
    await change('flood', `${FLOOD}\n\n${HURT}`);
    assert.deepEqual(await why(), [FIRST_DELIVERY, undefined, '2026-01-06T08:00']);
    await deliverNext();
    assert.deepEqual(await why(), [FIRST_DELIVERY, 'subscription@2026-01-06T08:00', 'as told']);
    clock.pass(DAY);
    await deliver();
    await change('flood', FLOOD);
    assert.deepEqual((await why()).at(-1), 'nothing new');
  });

  it('is of as many stories as the digest has room for', async (t) => {
    const { change, clock, deliver, platforms, subscribe, takeIn } = await openDesk(t, EIGHT - 2 * HOUR);
    await subscribe();
    await platforms.chats.change({ platform: 'telegram', chat: '1' }, { settings: { length: 'short' } });
    const text = (index: number) => `${'甲乙丙丁戊己'.charAt(index).repeat(4)}工地今天开工，${FLOOD}`;
    for (let index = 0; index < 6; index += 1)
      await takeIn(`第${index}处工地`, { id: `id-${index}`, body: text(index) });
    clock.pass(2 * HOUR);
    assert.equal(storiesOf(await deliver()).length, 6);
    clock.pass(HOUR);
    for (let index = 0; index < 6; index += 1)
      await change(`id-${index}`, `${text(index)}\n\n${HURT}第${index}处停工${index + 2}天。`);
    clock.pass(DAY - HOUR);
    assert.deepEqual(
      updatesOf(await deliver()).map(({ id }) => id),
      ['id-5', 'id-4', 'id-3'],
    );
  });
});

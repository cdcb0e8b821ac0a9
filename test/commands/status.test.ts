import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readerLanguages } from '../../src/commands/create-translator.ts';
import type { PauseReason } from '../../src/core/ports/platform-store.ts';
import type { Delivery } from '../../src/core/ports/subscription-store.ts';
import { describeProblem } from '../../src/core/sources/source-problem.ts';
import { buildDelivery } from '../build-delivery.ts';
import { buildSource } from '../build-source.ts';
import { buildSubscription } from '../build-subscription.ts';
import { createFakeServices, createFakeSubscriptions, fakeArticles } from '../fakes/fake-services.ts';
import { createMemorySubscriptions } from '../fakes/memory-subscriptions.ts';
import { actionsOf, blocksOf, GROUP, NOW, talkIn, wordsOf } from './answer-in-chat.ts';

function talkAbout(
  deliveries: readonly Partial<Delivery>[],
  { language = 'en' }: { language?: (typeof readerLanguages)[number] } = {},
) {
  const platforms = createMemorySubscriptions();
  platforms.made.push(...deliveries.map(buildDelivery));
  const subscriptions = createFakeSubscriptions(platforms);
  const talk = talkIn(GROUP, { services: createFakeServices(fakeArticles, { subscriptions }), language });
  return { ...talk, platforms };
}

describe('status', () => {
  it('tells of the articles, the next digests and the last ones', async () => {
    const talk = talkAbout([{ edition: 'edition1' }]);
    await talk.say('/subscribe 8:00 #科技');
    const words = wordsOf(await talk.say('/status'));
    assert.match(words, /3 articles\n/);
    assert.match(words, /志愿者走进老街社区 \(23 Nov 2026, 09:30\)/);
    assert.match(words, /Tue, 24 Nov 2026, 08:00\nevery day at 08:00 \(Shanghai\) #科技/);
    assert.match(words, /Mon, 23 Nov 2026, 08:00\nSent at 08:00\./);
  });

  it('tells the times of a digest in the zone of its subscription, as its post does', async () => {
    const talk = talkAbout([]);
    await talk.say('/subscribe 9:00 Tokyo');
    const [tokyo] = await talk.platforms.subscriptions.list(GROUP);
    assert.ok(tokyo);
    talk.platforms.made.push(buildDelivery({ subscription: tokyo.id, edition: 'edition1' }));
    const words = wordsOf(await talk.say('/status'));
    assert.match(words, /Mon, 23 Nov 2026, 09:00\nSent at 09:00\./);
    assert.doesNotMatch(words, /23 Nov 2026, 08:00/);
  });

  it('tells of a source from its first failure on: how often in a row, why, and what comes next', async () => {
    const failing = [
      buildSource({
        id: 'a',
        title: 'Harbour Post',
        failures: 1,
        problem: describeProblem('dns', 'x'),
        nextAt: NOW + 600_000,
      }),
      buildSource({
        id: 'b',
        title: 'Old',
        state: 'gone',
        failures: 4,
        nextAt: null,
        problem: describeProblem('status', 'x', { status: 410 }),
      }),
    ];
    const services = createFakeServices(fakeArticles, {
      countSources: async () => ({ sources: 30, unread: 1 }),
      failingSources: async () => ({ count: 10, sources: failing }),
    });
    const words = wordsOf(await talkIn(GROUP, { services, language: 'en' }).say('/status'));
    assert.match(words, /30 sources, 10 sources could not be read/);
    assert.match(
      words,
      /Harbour Post\nread regularly · failed 1×: The name of the site is not known\. · tried again Mon, 23 Nov 2026, 12:10/,
    );
    assert.match(words, /Old\ngone for good, not read any more · failed 4×: [^\n]*\(410\)\.\n/);
    assert.match(words, /… and 8 more\./);
  });

  it('says in words what became of each digest', async () => {
    const cases: [Partial<Delivery>, string][] = [
      [{ state: 'due', endedAt: null }, 'On its way.'],
      [{ isLate: true, missed: 2 }, 'Sent at 08:00. It was late. It stands for 2 more that were missed.'],
      [{ state: 'empty', missed: 1 }, 'There was nothing new.'],
      [{ state: 'skipped', reason: 'missed' }, 'It was skipped. The bot was not running then.'],
      [{ state: 'skipped', reason: 'unsubscribed' }, 'It was skipped. It had been unsubscribed.'],
      [
        { state: 'held', reason: 'chat muted' },
        'It was not sent; the next one has it all. I had no right to post here.',
      ],
      [
        { state: 'failed', reason: 'thread-closed' },
        'It could not be sent. The topic or thread for it is closed.',
      ],
      [{ state: 'failed', reason: 'Bad Request: x' }, 'It could not be sent. The cause: Bad Request: x'],
    ];
    const talk = talkAbout(cases.map(([delivery], index) => ({ ...delivery, id: `a@${index}` })).slice(0, 5));
    const second = talkAbout(cases.slice(5).map(([delivery]) => delivery));
    const said = [
      ...blocksOf(await talk.say('/status'), 'list'),
      ...blocksOf(await second.say('/status'), 'list'),
    ].flatMap(({ items }) => items.map(({ detail }) => detail));
    assert.deepEqual(
      said,
      cases.map(([, words]) => words),
    );
  });

  it('says the day too where a digest was sent on another than its slot’s', async () => {
    const talk = talkAbout([{ isLate: true, endedAt: Date.UTC(2026, 10, 23, 23) }]);
    assert.match(wordsOf(await talk.say('/status')), /Sent Tue, 24 Nov 2026, 07:00\./);
  });

  it('has the next digests in the order in which they come', async () => {
    const talk = talkAbout([]);
    for (const time of ['20:00', '8:00', '12:30']) await talk.say(`/subscribe ${time}`);
    const [next] = blocksOf(await talk.say('/status'), 'list');
    assert.deepEqual(
      next?.items.map(({ text }) => text.slice(-5)),
      ['12:30', '20:00', '08:00'],
    );
  });

  for (const language of readerLanguages)
    it(`is whole in ${language}`, async () => {
      for (const state of ['due', 'sent', 'empty', 'skipped', 'held', 'failed'] as const) {
        const talk = talkAbout([{ state }], { language });
        const [list] = blocksOf(await talk.say('/status'), 'list');
        assert.match(list?.items[0]?.detail ?? '', language === 'en' ? /\.$/ : /。$/);
      }
    });

  it('says that the chat is paused and what mends that', async () => {
    const remedies: Record<PauseReason, RegExp> = {
      muted: /Give me the right to post/,
      removed: /Add me again/,
      blocked: /Unblock me/,
      gone: /Subscribe in the new chat/,
    };
    for (const [paused, remedy] of Object.entries(remedies)) {
      const talk = talkAbout([]);
      await talk.platforms.chats.change(GROUP, { paused: paused as PauseReason });
      const [notice] = blocksOf(await talk.say('/status'), 'notice');
      assert.equal(notice?.tone, 'warning');
      assert.match(notice.remedy ?? '', remedy);
    }
  });

  it('tries again what failed, by a button', async () => {
    const talk = talkAbout([{ state: 'failed', reason: 'timeout', parts: 0 }]);
    const retry = actionsOf(await talk.say('/status')).find(({ action }) => 'retry' in action.options);
    assert.ok(retry);
    assert.match(wordsOf(await talk.press(retry.action)), /being sent again/);
    assert.equal(talk.platforms.made[0]?.state, 'due');
    assert.equal((await talk.press(retry.action)).failure, 'not-found');
  });

  it('tries nothing again that a later digest told', async () => {
    const talk = talkAbout([{ state: 'failed', reason: 'timeout', parts: 0 }]);
    const [made] = talk.platforms.made;
    assert.ok(made);
    await talk.platforms.subscriptions.add(
      buildSubscription({ id: made.subscription, coveredTo: made.slot.at + 1 }),
    );
    const reply = await talk.press({ command: 'status', options: { retry: made.id } });
    assert.match(wordsOf(reply), /A later digest told/);
    assert.equal(talk.platforms.made[0]?.state, 'failed');
  });

  it('asks first where a part may have been sent', async () => {
    const talk = talkAbout([{ state: 'failed', parts: 2 }]);
    const retry = actionsOf(await talk.say('/status')).find(({ action }) => 'retry' in action.options);
    assert.ok(retry);
    const asked = await talk.press(retry.action);
    assert.match(wordsOf(asked), /Part of this digest may have been sent already/);
    assert.equal(talk.platforms.made[0]?.state, 'failed');
    const [yes, back] = actionsOf(asked);
    assert.ok(yes && back);
    assert.equal((await talk.press(back.action)).failure, undefined);
    await talk.press(yes.action);
    assert.equal(talk.platforms.made[0]?.state, 'due');
  });

  it('offers no second try of what was sent, empty, held or unsubscribed, nor of another chat’s', async () => {
    for (const delivery of [
      { state: 'sent' },
      { state: 'empty' },
      { state: 'held', reason: 'chat muted' },
      { state: 'skipped', reason: 'unsubscribed' },
      { state: 'due' },
      { state: 'failed', chat: '-200' },
    ] as const) {
      const talk = talkAbout([delivery]);
      const actions = actionsOf(await talk.say('/status'));
      assert.ok(!actions.some(({ action }) => 'retry' in action.options));
      const { id } = buildDelivery();
      const reply = await talk.press({ command: 'status', options: { retry: id, again: 'yes' } });
      assert.equal(reply.failure, 'not-found');
      assert.equal(talk.platforms.made[0]?.state, delivery.state);
    }
  });

  it('tells of the articles alone where there is no chat', async () => {
    const reply = await talkIn(null).say('/status');
    assert.deepEqual(
      blocksOf(reply, 'heading').map(({ text }) => text),
      ['Status'],
    );
    assert.equal(reply.failure, undefined);
  });
});

describe('a past edition', () => {
  it('is in its own language, under the title of the post that it was', async () => {
    const { digest } = createFakeServices();
    const { output } = await digest({
      ...{ topic: null, period: { kind: 'all' }, language: 'zh-Hans', zone: 'Asia/Shanghai' },
    });
    const platforms = createMemorySubscriptions();
    const subscriptions = createFakeSubscriptions(platforms);
    const made = { ...output, edition: { ...output.edition, language: 'zh-Hans' } };
    const services = createFakeServices(fakeArticles, { subscriptions, edition: async () => made });
    const talk = talkIn(GROUP, { services });
    const titleOf = async () => blocksOf(await talk.say('/digest --edition edition1'), 'heading')[0]?.text;
    assert.match((await titleOf()) ?? '', /^简报 · .*至/);
    await talk.say('/subscribe 9:00 Tokyo #科技');
    const [subscribed] = await subscriptions.list(GROUP);
    assert.ok(subscribed);
    platforms.made.push(buildDelivery({ subscription: subscribed.id, edition: 'edition1' }));
    assert.equal(await titleOf(), '简报 · 科技 · 2026年11月23日 周一 09:00');
    const elsewhere = talkIn({ ...GROUP, chat: '-200' }, { services });
    const [title] = blocksOf(await elsewhere.say('/digest --edition edition1'), 'heading');
    assert.doesNotMatch(title?.text ?? '', /科技/, 'what another chat subscribes to is not told');
  });

  it('is not there under an id that none has', async () => {
    for (const language of readerLanguages) {
      const reply = await talkIn(GROUP, { language }).say('/digest --edition nonsense');
      assert.equal(reply.failure, 'not-found');
      assert.match(wordsOf(reply), /nonsense/);
    }
  });
});

describe('status with a language model', () => {
  const day = {
    ...{ tokens: 12_345, input: 9000, cachedInput: 0, output: 3345, chatTokens: 99_500 },
    ...{ written: 20, cached: 7, replaced: 3, failed: 1 },
  };
  const talkWith = (isResting: boolean) => {
    const status = async () => ({
      ...{ name: 'test-model', day, limits: { day: 1_000_000, chat: 100_000 }, isResting },
      cost: 0.00257,
    });
    return talkIn(GROUP, {
      services: createFakeServices(fakeArticles, { model: { name: 'test-model', status } }),
    });
  };

  it('tells what it wrote and cost today, in all and here', async () => {
    const words = wordsOf(await talkWith(false).say('/status'));
    assert.match(words, /test-model/);
    assert.match(words, /12,345 of 1,000,000/);
    assert.match(words, /Cost today\n0\.0026/);
    assert.match(words, /99,500 of 100,000/);
    assert.match(words, /20 new, 7 used again, 1 not to be had; 3 sentences replaced/);
    assert.match(words, /The tokens of this chat are spent/);
  });

  it('tells how many articles have embeddings, also where no model writes', async () => {
    const embeddings = {
      name: 'test-embedding',
      count: async () => ({ embedded: 1200, waiting: 34 }),
    };
    const talk = talkIn(GROUP, { services: createFakeServices(fakeArticles, { embeddings }) });
    const words = wordsOf(await talk.say('/status'));
    assert.match(words, /Embeddings\ntest-embedding: 1,200 articles, 34 waiting/);
    assert.doesNotMatch(words, /Tokens|Model\n/);
  });

  it('says that it does not answer at present', async () => {
    assert.match(wordsOf(await talkWith(true).say('/status')), /does not answer at present/);
    assert.doesNotMatch(wordsOf(await talkWith(false).say('/status')), /does not answer at present/);
  });
});

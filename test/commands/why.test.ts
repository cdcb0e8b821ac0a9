import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands } from '../../src/commands/command-list.ts';
import { readerLanguages } from '../../src/commands/create-translator.ts';
import { interpretText } from '../../src/commands/interpret-text.ts';
import type { ArticleVerdict } from '../../src/core/subscriptions/explain-article.ts';
import type { ArticleExplanation } from '../../src/core/subscriptions/explain-coming.ts';
import { buildDelivery } from '../build-delivery.ts';
import { createFakeServices, createFakeSubscriptions, fakeArticles } from '../fakes/fake-services.ts';
import { createMemorySubscriptions } from '../fakes/memory-subscriptions.ts';
import { actionsOf, blocksOf, GROUP, NOW, talkIn, wordsOf } from './answer-in-chat.ts';

/** A chat with a subscription for each verdict. */
async function talkWith(
  verdicts: readonly ArticleVerdict[],
  { language = 'en' }: { language?: (typeof readerLanguages)[number] } = {},
) {
  const platforms = createMemorySubscriptions();
  const subscriptions = createFakeSubscriptions(platforms, async (target): Promise<ArticleExplanation> => {
    const known = await platforms.subscriptions.list(target);
    return {
      kind: 'untold',
      subscriptions: known.map((subscription, index) => ({
        ...{ subscription, slot: subscription.next, verdict: verdicts[index] ?? { kind: 'later' } },
      })),
    };
  });
  const talk = talkIn(GROUP, { services: createFakeServices(fakeArticles, { subscriptions }), language });
  for (const index of verdicts.keys()) await talk.say(`/subscribe 8:${10 + index}`);
  return talk;
}

const VERDICTS: readonly [ArticleVerdict, RegExp][] = [
  [{ kind: 'coming', topics: [] }, /will be in the digest of Tue, 24 Nov 2026, 08:10\.$/m],
  [{ kind: 'coming', topics: ['科技', '工业'] }, /because 科技, 工业 is subscribed/],
  [{ kind: 'beyond-length' }, /no room for it/],
  [{ kind: 'muted', word: '体育' }, /because “体育” is muted/],
  [{ kind: 'off-topic', topics: ['科技'] }, /none of the subscribed topics: 科技/],
  [{ kind: 'too-old', since: NOW }, /too old: .* begins with Mon, 23 Nov 2026, 12:00/],
  [{ kind: 'seen-before', since: NOW }, /was there before Mon, 23 Nov 2026, 12:00/],
  [{ kind: 'later' }, /a later one has it/],
];

describe('why', () => {
  for (const [verdict, said] of VERDICTS)
    it(`says what keeps an article out of a digest or brings it in: ${verdict.kind}`, async () => {
      const talk = await talkWith([verdict]);
      const reply = await talk.say('/why aaa111');
      assert.equal(blocksOf(reply, 'heading')[0]?.text, '志愿者走进老街社区');
      assert.match(wordsOf(reply), said);
    });

  it('answers in every language, without a word of another', async () => {
    for (const language of readerLanguages) {
      const talk = await talkWith(
        VERDICTS.map(([verdict]) => verdict),
        { language },
      );
      const [list] = blocksOf(await talk.say('/why aaa111'), 'list');
      const details = list?.items.map(({ detail }) => detail ?? '') ?? [];
      assert.equal(new Set(details).size, VERDICTS.length);
      for (const detail of details) assert.equal(/[。]$/u.test(detail), language !== 'en', detail);
    }
  });

  it('offers the settings where they are what keeps it out', async () => {
    const muted = await (await talkWith([{ kind: 'muted', word: 'a' }])).say('/why aaa111');
    assert.ok(actionsOf(muted).some(({ action }) => action.command === 'settings'));
    const coming = await (await talkWith([{ kind: 'coming', topics: [] }])).say('/why aaa111');
    assert.ok(!actionsOf(coming).some(({ action }) => action.command === 'settings'));
  });

  it('names the digest that told of it, and shows that', async () => {
    const delivery = buildDelivery({ edition: 'edition1' });
    const subscriptions = createFakeSubscriptions(createMemorySubscriptions(), async () => ({
      ...{ kind: 'told', delivery },
    }));
    const edition = (
      await createFakeServices().digest({
        ...{ topic: null, period: { kind: 'all' }, language: 'en', zone: 'UTC' },
      })
    ).output;
    const services = createFakeServices(fakeArticles, {
      subscriptions,
      edition: async (id) => (id === 'edition1' ? edition : null),
    });
    const talk = talkIn(GROUP, { services });
    const reply = await talk.say('/why bbb');
    assert.match(wordsOf(reply), /The digest of Mon, 23 Nov 2026, 08:00 told of it/);
    const shown = actionsOf(reply).find(({ action }) => action.command === 'digest');
    assert.ok(shown);
    const past = await talk.press(shown.action);
    assert.equal(blocksOf(past, 'story').length, 3);
    assert.deepEqual(past.data, edition);
  });

  it('says that it has changed since, which digest told that, and which one will', async () => {
    const [delivery, updatedBy] = [0, 1].map((day) =>
      buildDelivery({
        id: `d${day}`,
        slot: { at: NOW - (2 - day) * 86_400_000, key: `day ${day}` },
        edition: `edition${day}`,
      }),
    );
    assert.ok(delivery && updatedBy);
    const ask = async (coming: boolean, language: (typeof readerLanguages)[number]) => {
      const platforms = createMemorySubscriptions();
      const subscriptions = createFakeSubscriptions(
        platforms,
        async (target): Promise<ArticleExplanation> => {
          const [subscription] = await platforms.subscriptions.list(target);
          assert.ok(subscription);
          const next = coming ? { subscription, slot: subscription.next } : null;
          return { kind: 'told', delivery, updatedBy, change: { coming: next } };
        },
      );
      const services = createFakeServices(fakeArticles, { subscriptions });
      const talk = talkIn(GROUP, { services, language });
      await talk.say('/subscribe 8:00');
      return talk.say('/why aaa111');
    };
    const reply = await ask(true, 'en');
    assert.match(
      wordsOf(reply),
      /^The digest of Sat, 21 Nov 2026, 12:00 told of it\. The digest of Sun, 22 Nov 2026, 12:00 told its update\. It has changed since; the digest of Tue, 24 Nov 2026, 08:00 will tell what is new\.$/m,
    );
    const shown = actionsOf(reply).flatMap(({ action }) => action.options.edition ?? []);
    assert.deepEqual(shown, ['edition0', 'edition1']);
    assert.match(
      wordsOf(await ask(false, 'en')),
      /It has changed since, with nothing new to be told again\./,
    );
    assert.match(wordsOf(await ask(true, 'zh-Hans')), /的简报会说新的内容。/);
    assert.match(wordsOf(await ask(false, 'zh-Hant')), /文章後來改了，沒有要再說一次的新內容。/);
  });

  it('says who wrote the summary there, and what of it was not shown', async () => {
    const delivery = buildDelivery({ edition: 'edition1' });
    const subscriptions = createFakeSubscriptions(createMemorySubscriptions(), async () => ({
      ...{ kind: 'told', delivery },
    }));
    const { output } = await createFakeServices().digest({
      ...{ topic: null, period: { kind: 'all' }, language: 'en', zone: 'UTC' },
    });
    const replaced = [
      { kind: 'figure', detail: '9.9亿元' },
      { kind: 'of-a-later-version', detail: 'x' },
    ];
    const sections = output.sections.map(({ topic, stories }) => ({
      topic,
      stories: stories.map((story) => ({ ...story, writing: { generator: 'openai:test-model', replaced } })),
    }));
    const overviewWriting = {
      generator: 'openai:test-model',
      replaced: [{ kind: 'figure', detail: '7700户' }],
    };
    for (const language of readerLanguages) {
      const services = createFakeServices(fakeArticles, {
        subscriptions,
        edition: async () => ({ ...output, sections, overviewWriting }),
      });
      const words = wordsOf(await talkIn(GROUP, { services, language }).say('/why bbb'));
      assert.match(words, /test-model/);
      assert.match(words, /9\.9亿元/);
      assert.match(words, /7700户/);
      assert.doesNotMatch(words, /of-a-later-version|refusal\./);
    }
  });

  it('tells the time of that digest in the zone of its subscription', async () => {
    const platforms = createMemorySubscriptions();
    const subscriptions = createFakeSubscriptions(platforms, async (target) => {
      const [{ id: subscription = '' } = {}] = await platforms.subscriptions.list(target);
      return { kind: 'told', delivery: buildDelivery({ subscription, edition: 'edition1' }) };
    });
    const talk = talkIn(GROUP, { services: createFakeServices(fakeArticles, { subscriptions }) });
    await talk.say('/subscribe 9:00 Tokyo');
    const reply = await talk.say('/why aaa111');
    assert.match(wordsOf(reply), /The digest of Mon, 23 Nov 2026, 09:00 told of it/);
    assert.ok(actionsOf(reply).some(({ label }) => label === 'Digest of Mon, 23 Nov 2026, 09:00'));
  });

  it('offers to subscribe where nothing is', async () => {
    const reply = await talkIn(GROUP).say('/why aaa111');
    assert.match(wordsOf(reply), /Nothing is subscribed here/);
    assert.ok(actionsOf(reply).some(({ action }) => action.command === 'subscribe'));
  });

  it('goes on with why where an id is not known or begins several', async () => {
    const talk = talkIn(GROUP);
    const several = await talk.say('/why aaa');
    assert.equal(several.failure, 'ambiguous');
    const [first] = actionsOf(several);
    assert.deepEqual(first?.action, { command: 'why', options: { id: 'aaa111' } });
    const near = await talk.say('/why bbb334');
    assert.deepEqual(actionsOf(near)[0]?.action, { command: 'why', options: { id: 'bbb333' } });
    assert.equal((await talk.say('/why')).failure, 'bad-options');
  });

  it('is a question without a slash, unless an id follows', () => {
    const kind = (text: string): string => {
      const read = interpretText(text, commands);
      return read.kind === 'command' ? read.command.name : read.kind;
    };
    for (const text of [
      '为什么',
      '为什么 股市大跌',
      '为什么股市大跌？',
      '為什麼 下雨',
      'why',
      'why inflation',
      'why did the market fall',
      'Why is that?',
      'why 2022?',
    ])
      assert.equal(kind(text), 'question', text);
    for (const text of ['why 3f2a91', '为什么 3f2a91', '/why inflation', '/为什么 abc'])
      assert.equal(kind(text), 'why', text);
  });
});

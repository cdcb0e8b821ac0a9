import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslator, readerLanguages } from '../../src/commands/create-translator.ts';
import { MOST_SUBSCRIPTIONS } from '../../src/core/subscriptions/manage-subscriptions.ts';
import { actionsOf, blocksOf, GROUP, talkIn, wordsOf } from './answer-in-chat.ts';

const WORDS = {
  'zh-Hans': ['工作日 08:00（上海时间）', '2026年11月24日 周二 08:00', '已订阅'],
  'zh-Hant': ['工作日 08:00（上海時間）', '2026年11月24日 週二 08:00', '已訂閱'],
  en: ['weekdays at 08:00 (Shanghai)', 'Tue, 24 Nov 2026, 08:00', 'Subscribed'],
};

describe('subscribe', () => {
  for (const language of readerLanguages)
    it(`says in ${language} what was understood and the next three times`, async () => {
      const reply = await talkIn(GROUP, { language }).say('/订阅 -体育 上海 早上八点 #科技 工作日');
      const [schedule, first, done] = WORDS[language];
      const [facts] = blocksOf(reply, 'facts');
      assert.deepEqual(
        facts?.facts.map(({ value }) => value),
        [schedule, '科技', '体育'],
      );
      const [times] = blocksOf(reply, 'list');
      assert.equal(times?.items.length, 3);
      assert.equal(times?.items[0]?.text, first);
      assert.equal(blocksOf(reply, 'heading')[0]?.text, done);
      assert.deepEqual(
        actionsOf(reply).map(({ action }) => action.command),
        ['unsubscribe', 'settings'],
      );
    });

  it('is the same by the names of a slash command', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/subscribe 8:00 mon-fri Shanghai #科技');
    const again = await talk.press({
      command: 'subscribe',
      options: { time: '早上八点', weekdays: '工作日', zone: 'Asia/Shanghai', topics: '科技' },
    });
    assert.match(wordsOf(again), /subscribed here already/);
    assert.equal((await talk.services.subscriptions.list(GROUP)).length, 1);
  });

  it('takes the chat’s zone and the configuration’s time where none are named', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/settings zone London');
    await talk.say('/subscribe topics 科技 经济');
    await talk.say('/subscribe 9pm');
    const known = await talk.services.subscriptions.list(GROUP);
    assert.deepEqual(
      known.map(({ schedule, topics }) => [schedule, topics]),
      [
        [{ times: [480], weekdays: [], zone: 'Europe/London' }, ['科技', '经济']],
        [{ times: [1260], weekdays: [], zone: 'Europe/London' }, []],
      ],
    );
  });

  it('asks for the time where nothing is said, and takes the one that is pressed', async () => {
    const talk = talkIn(GROUP);
    const asked = await talk.say('订阅');
    assert.match(wordsOf(asked), /Shanghai/);
    assert.equal((await talk.services.subscriptions.list(GROUP)).length, 0);
    const noon = actionsOf(asked).find(({ label }) => label === '12:00');
    assert.ok(noon);
    assert.match(wordsOf(await talk.press(noon.action)), /every day at 12:00/);
  });

  it('asks back which zone is meant, and keeps everything else that was said', async () => {
    for (const language of readerLanguages) {
      const talk = talkIn(GROUP, { language });
      const asked = await talk.say('/subscribe 8:00 CST workdays #科技 -"live sport"');
      assert.equal(blocksOf(asked, 'notice')[0]?.tone, 'info');
      const choices = actionsOf(asked);
      assert.equal(choices.length, 3);
      const chicago = choices[1];
      assert.ok(chicago);
      assert.match(chicago.label, /UTC-6/);
      await talk.press(chicago.action);
      const [made] = await talk.services.subscriptions.list(GROUP);
      assert.deepEqual(made?.schedule, {
        ...{ times: [480], weekdays: [1, 2, 3, 4, 5], zone: 'America/Chicago', keepsZone: true },
      });
      assert.deepEqual([made.topics, made.muted], [['科技'], ['live sport']]);
    }
  });

  it('says what is wrong with what was typed, and subscribes to nothing', async () => {
    const talk = talkIn(GROUP);
    for (const [text, said] of [
      ['/subscribe 8:75', /There is no such time as “8:75”/],
      ['/subscribe weekdyas 8:00', /Did you mean “weekdays”/],
      ['/subscribe zone=Lodnon 8:00', /Did you mean “London”/],
      ['/subscribe 8:00 #AI -AI', /both wanted and muted/],
      ['/subscribe weekdays 8:00 weekends 10:00', /Subscribe twice/],
    ] as const) {
      const reply = await talk.say(text);
      assert.equal(reply.failure, 'bad-options', text);
      assert.match(wordsOf(reply), said);
    }
    assert.deepEqual(await talk.services.subscriptions.list(GROUP), []);
  });

  it('says that a chat has as many as it can have', async () => {
    const talk = talkIn(GROUP);
    for (let count = 0; count < MOST_SUBSCRIPTIONS; count += 1) await talk.say(`/subscribe 8:${10 + count}`);
    const reply = await talk.say('/subscribe 21:00');
    assert.equal(reply.failure, 'bad-options');
    assert.match(wordsOf(reply), /20 subscriptions/);
  });

  it('is of the thread in which it is said', async () => {
    const talk = talkIn({ ...GROUP, thread: '7' });
    await talk.say('/subscribe 8:00');
    assert.equal((await talk.services.subscriptions.list({ ...GROUP, thread: '7' })).length, 1);
    assert.deepEqual(await talk.services.subscriptions.list({ ...GROUP, thread: '8' }), []);
    assert.equal(
      (await talk.services.subscriptions.list(GROUP)).length,
      1,
      'outside of threads all are seen',
    );
  });

  it('needs a chat, and says so where there is none', async () => {
    for (const language of readerLanguages)
      for (const text of ['/subscribe 8:00', '/unsubscribe', '/settings']) {
        const reply = await talkIn(null, { language }).say(text);
        assert.equal(reply.failure, 'bad-options');
        assert.match(wordsOf(reply), /Discord/);
      }
  });
});

describe('unsubscribe', () => {
  it('ends the only one, and a button takes that back', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/subscribe 8:00 20:00 mon wed Tokyo #"real estate" -体育');
    const [before] = await talk.services.subscriptions.list(GROUP);
    const ended = await talk.say('退订');
    assert.match(wordsOf(ended), /Ended 1 subscription/);
    assert.deepEqual(await talk.services.subscriptions.list(GROUP), []);
    const [undo] = actionsOf(ended);
    assert.ok(undo && before);
    await talk.press(undo.action);
    const [after] = await talk.services.subscriptions.list(GROUP);
    assert.deepEqual(
      [after?.schedule, after?.topics, after?.muted],
      [before.schedule, before.topics, before.muted],
    );
  });

  it('takes back one without a zone of its own in the chat’s', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/subscribe 8:00');
    const [undo] = actionsOf(await talk.say('/unsubscribe'));
    assert.ok(undo);
    await talk.press(undo.action);
    await talk.say('/settings zone Tokyo');
    assert.equal((await talk.services.subscriptions.list(GROUP))[0]?.schedule.zone, 'Asia/Tokyo');
  });

  it('asks which of several: each by its button, its number or the beginning of its id, or all', async () => {
    for (const language of readerLanguages) {
      const talk = talkIn(GROUP, { language });
      for (const time of ['7:00', '8:00', '9:00', '10:00']) await talk.say(`/subscribe ${time}`);
      const known = await talk.services.subscriptions.list(GROUP);
      const asked = await talk.say('/unsubscribe');
      assert.equal(blocksOf(asked, 'list')[0]?.items.length, 4);
      for (const { id } of known) assert.doesNotMatch(wordsOf(asked), new RegExp(id), 'no ids to read');
      const third = actionsOf(asked)[2];
      assert.ok(third);
      await talk.press(third.action);
      await talk.say('/unsubscribe 1');
      await talk.say(`/unsubscribe ${known[3]?.id.slice(0, 6)}`);
      const left = await talk.services.subscriptions.list(GROUP);
      assert.deepEqual(
        left.map(({ id }) => id),
        [known[1]?.id],
      );
      await talk.say('/subscribe 11:00');
      const all = actionsOf(await talk.say('/unsubscribe')).at(-1);
      assert.ok(all);
      const ended = await talk.press(all.action);
      assert.equal(actionsOf(ended).length, 2);
      const verb = createTranslator(language)('button.subscribeAgainTo', { subscription: '' });
      for (const { label } of actionsOf(ended)) assert.ok(label.startsWith(verb), label);
      assert.deepEqual(await talk.services.subscriptions.list(GROUP), []);
    }
  });

  it('ends the one of a time that is said, and asks where several have it', async () => {
    const talk = talkIn(GROUP);
    for (const text of ['8:00', '20:00', '8:00 #科技']) await talk.say(`/subscribe ${text}`);
    await talk.say('取消订阅晚上八点');
    assert.equal((await talk.services.subscriptions.list(GROUP)).length, 2);
    const asked = await talk.say('/unsubscribe 8am');
    assert.equal(blocksOf(asked, 'list')[0]?.items.length, 2);
    assert.equal((await talk.services.subscriptions.list(GROUP)).length, 2);
    assert.equal((await talk.say('/unsubscribe 9am')).failure, 'not-found');
  });

  it('says that there is no such one, or none at all, and offers what there is', async () => {
    const talk = talkIn(GROUP);
    const none = await talk.say('/unsubscribe 3');
    assert.match(wordsOf(none), /Nothing is subscribed here/);
    assert.deepEqual(actionsOf(none)[0]?.action, { command: 'subscribe', options: {} });
    await talk.say('/subscribe 8:00');
    for (const which of ['3', '0', 'nonsense', '\u{1F600}'.repeat(300)]) {
      const wrong = await talk.say(`/unsubscribe ${which}`);
      assert.equal(wrong.failure, 'not-found');
      assert.ok(wordsOf(wrong).length < 500);
    }
    assert.equal((await talk.services.subscriptions.list(GROUP)).length, 1);
  });

  it('does not reach into another chat', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/subscribe 8:00');
    const [known] = await talk.services.subscriptions.list(GROUP);
    const other = talkIn({ ...GROUP, chat: '-200' }, { services: talk.services });
    await other.say('/subscribe 8:00');
    const reply = await other.say(`/unsubscribe ${known?.id}`);
    assert.equal(reply.failure, 'not-found');
    assert.equal((await talk.services.subscriptions.list(GROUP)).length, 1);
  });
});

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Services } from '../../src/commands/services.ts';
import type { Article } from '../../src/core/model/article.ts';
import type { PauseReason } from '../../src/core/ports/platform-store.ts';
import { createFakeServices, fakeArticles } from '../fakes/fake-services.ts';
import { waitUntil } from '../wait-until.ts';
import { BRIDGE, BRIDGE_CORRECTED, createNewsDesk, LIBRARY, type NewsDesk } from './news-desk.ts';

/** One person who talks with the bot in English by the platform's own client and a server of the tests'. */
export interface PlatformDriver {
  say(text: string): void;
  /** Says something to the last answer. */
  reply(text: string): void;
  /** Presses a button of the last answer. */
  press(label: RegExp): void;
  /** The answers as they stand, in the order in which they came. */
  answers(): string[];
  waitFor(what: (answers: string[]) => boolean): Promise<void>;
  /** As SIGTERM and a new start do. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** The bot may (not) write to the person any more. */
  setForbidden(isForbidden: boolean): void;
  /** Why nothing is posted to the person of the bot's own accord. */
  paused(): Promise<PauseReason | null>;
  /** The last answer is deleted. */
  removeLast(): void;
  /** A digest of the person's comes due (each name once) and is sent; the id of its delivery. */
  deliver(name: string): Promise<string>;
  /** As the ticker does. */
  wake(): void;
  /** How often a delivery's messages were corrected. */
  corrections(delivery: string): Promise<number>;
  /** Which answer each answer replies to, by its place. */
  repliesTo(): (number | null)[];
}

type ContractCase =
  | 'send'
  | 'page'
  | 'edit in place'
  | 'ask'
  | 'follow up'
  | 'forbidden'
  | 'gone'
  | 'too long'
  | 'flood'
  | 'restart'
  | 'failure'
  | 'correct'
  | 'update';

const FIRST = '志愿者走进老街社区';
const SECOND = 'night reading room';

/** So many stories that no platform has one message for them. */
const many: Article[] = Array.from({ length: 60 }, (_, index) => {
  const body = `Story ${index} has a first sentence, ${'which goes on '.repeat(12)}and ends.`;
  return {
    ...(fakeArticles[0] as Article),
    ...{ id: `eee${String(index).padStart(3, '0')}`, title: `Headline ${index}.`, body },
    paragraphs: [{ start: 0, end: body.length, kind: 'text' }],
  };
});

/** What every platform does. `lacks`: what one can't have, and why, which is printed. */
export function testPlatform(
  name: string,
  open: (
    test: TestContext,
    options: { services?: Partial<Services>; news: NewsDesk },
  ) => Promise<PlatformDriver>,
  lacks: Partial<Record<ContractCase, string>> = {},
): void {
  const check = (
    contract: ContractCase,
    sentence: string,
    run: (driver: PlatformDriver, news: NewsDesk) => Promise<void>,
    services: Partial<Services> = {},
  ): void => {
    const why = lacks[contract];
    it(`${contract}: ${sentence}`, { skip: why ?? false }, async (t) => {
      const news = createNewsDesk();
      await run(await open(t, { services, news }), news);
    });
  };
  const has =
    (words: string | RegExp, times = 1) =>
    (answers: string[]): boolean =>
      answers.filter((text) => new RegExp(words).test(text)).length >= times;

  describe(`the contract of platforms, on ${name}`, () => {
    check('send', 'a command is answered, without a word of what it would mean as markup', async (driver) => {
      driver.say('/latest 1');
      await driver.waitFor(has(FIRST));
      assert.doesNotMatch(driver.answers().join(), /\bundefined\b|<b>|&lt;/);
    });

    check('page', 'a button shows the next page', async (driver) => {
      driver.say('/latest 1');
      await driver.waitFor(has(FIRST));
      driver.press(/Older/);
      await driver.waitFor(has(SECOND));
    });

    check('edit in place', 'the next page takes the place of the one before', async (driver) => {
      driver.say('/latest 1');
      await driver.waitFor(has(FIRST));
      driver.press(/Older/);
      await driver.waitFor(has(SECOND));
      assert.equal(driver.answers().length, 1);
      assert.doesNotMatch(driver.answers().join(), new RegExp(FIRST));
    });

    check('ask', 'a question is answered with what an article says, and its number', async (driver) => {
      driver.say('周末共有多少人报名');
      await driver.waitFor(has(/59人.*\[1/s));
    });

    const asked: string[] = [];
    check(
      'follow up',
      'a reply to an answer goes on about its question',
      async (driver) => {
        driver.say('How many came to the street?');
        await driver.waitFor(has(/./));
        await driver.stop();
        await driver.start();
        driver.reply('And when?');
        await driver.waitFor(has(/./, 2));
        assert.equal(asked.at(-1), 'How many came to the street? And when?');
      },
      {
        ask: async (question) => {
          asked.push(question);
          return createFakeServices().ask('周末共有', {});
        },
      },
    );

    check('forbidden', 'where the bot may not write it stops, and goes on when it may', async (driver) => {
      driver.say('/topics');
      await driver.waitFor(has(/Topics/));
      driver.setForbidden(true);
      driver.say('/help');
      await waitUntil(async () => (await driver.paused()) !== null);
      driver.setForbidden(false);
      driver.say('/latest 1');
      await driver.waitFor(has(FIRST));
      await waitUntil(async () => (await driver.paused()) === null);
    });

    check('gone', 'what would change a message that was deleted is said anew', async (driver) => {
      driver.say('/latest 1');
      await driver.waitFor(has(FIRST));
      driver.press(/Older/);
      driver.removeLast();
      await driver.waitFor(has(SECOND));
    });

    check(
      'too long',
      'a long answer is there whole and in order',
      async (driver) => {
        driver.say('/digest all');
        await driver.waitFor(has(/Headline 59\./));
        const numbers = [
          ...driver
            .answers()
            .join('\n')
            .matchAll(/Headline (\d+)\\?\./g),
        ].map(([, number]) => Number(number));
        assert.deepEqual(
          numbers,
          many.map((_, index) => index),
        );
      },
      createFakeServices(many),
    );

    check('flood', 'who asks too fast is told so once', async (driver) => {
      for (let count = 0; count < 25; count += 1) driver.say('/topics');
      await driver.waitFor(has(/a little fast/));
      assert.ok(driver.answers().length < 20);
      assert.equal(driver.answers().filter((text) => /a little fast/.test(text)).length, 1);
    });

    check('restart', 'what was said meanwhile is answered, and old buttons work', async (driver) => {
      driver.say('/latest 1');
      await driver.waitFor(has(FIRST));
      await driver.stop();
      driver.press(/Older/);
      await driver.start();
      await driver.waitFor(has(SECOND));
    });

    check(
      'failure',
      'a failure says what happened, and nothing of its cause',
      async (driver) => {
        driver.say('/topics');
        await driver.waitFor(has(/Something went wrong/));
        assert.doesNotMatch(driver.answers().join(), /disk 7f3/);
      },
      { topics: async () => Promise.reject(new Error('disk 7f3 is gone')) },
    );

    check(
      'correct',
      'a post says once what its source says now, and that it was corrected',
      async (driver, news) => {
        const delivery = await driver.deliver('first');
        const before = driver.answers().length;
        await driver.stop();
        news.revise(BRIDGE.id, { body: BRIDGE_CORRECTED });
        news.revise(LIBRARY.id, { body: `${LIBRARY.body} Nobody has to be quiet.` });
        await driver.start();
        await driver.waitFor(has(/Corrected.*41 million euros.*120 readers/s));
        await waitUntil(async () => (await driver.corrections(delivery)) === 1);
        driver.wake();
        await driver.stop();
        await driver.start();
        driver.say('/topics');
        await driver.waitFor(has(/Topics/));
        assert.equal(driver.answers().length, before + 1);
        assert.equal(await driver.corrections(delivery), 1);
      },
    );

    check(
      'update',
      'a story that goes on is told in reply to the post that had it first',
      async (driver, news) => {
        const delivery = await driver.deliver('first');
        news.tell('second@2026-01-05T08:00', [{ id: BRIDGE.id, updates: { delivery } }]);
        await driver.deliver('second');
        assert.deepEqual(driver.repliesTo(), [null, 0]);
      },
    );
  });
}

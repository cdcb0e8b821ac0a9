import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createContentKeeper } from '../../../src/platforms/chat/keep-contents.ts';
import { nonceOf } from '../../../src/platforms/discord/answer-plan.ts';
import { createDigestPlanner } from '../../../src/platforms/discord/plan-digest.ts';
import { EIGHT } from '../../build-subscription.ts';
import { openDesk } from '../../core/subscriptions/open-desk.ts';

const HOUR = 3_600_000;
const CHATS = 200;
const chats = Array.from({ length: CHATS }, (_, index) => String(index));

/** The desk and the planner of Discord's digests, which counts what it renders; it is two hours before the slot. */
async function open(test: TestContext) {
  const run = await openDesk(test, EIGHT - 2 * HOUR);
  const { clock, store, desk, claim, subscribe } = run;
  let renderings = 0;
  const { platforms } = store;
  const plan = createDigestPlanner(
    {
      store: platforms,
      renderMessages: async (blocks) => {
        renderings += 1;
        const plain = [{ content: JSON.stringify(blocks), components: [] }];
        return [{ body: { components: [], plain, form: null }, blocks: blocks.map((_, index) => index) }];
      },
      planBodies: (bodies, { channel, event }) => ({
        exchange: null,
        parts: bodies.map((body, index) => ({
          ...{ body, channel, nonce: nonceOf(event, index), via: 'channel' },
          ...{ guild: null, isNote: false, isQuiet: false },
          ...{ replyTo: null, edits: null, thread: null, post: null },
        })),
      }),
    },
    createContentKeeper({ posts: platforms.posts, now: clock.now }),
  );
  await Promise.all(chats.map((chat) => subscribe({ platform: 'discord', id: `s${chat}`, chat })));
  return {
    ...run,
    renderings: () => renderings,
    /** The digests of a slot, as they are planned for each chat; how each reads. */
    async planAll(): Promise<string[]> {
      const texts: string[] = [];
      for (const chat of chats) {
        const delivery = await claim(`s${chat}`);
        const composed = await desk.compose(delivery, { language: 'zh-Hans' });
        if (composed.kind === 'skipped') throw new Error(composed.reason);
        const parts = await plan(composed, delivery, `${delivery.id}#1`);
        texts.push(parts.map(({ body }) => body.plain.map(({ content }) => content).join()).join());
      }
      return texts;
    },
  };
}

describe('a slot of many chats', () => {
  it('is rendered once where all are told the whole edition', async (t) => {
    const { clock, takeIn, planAll, renderings } = await open(t);
    await takeIn('图书馆开放夜间阅览室');
    clock.pass(2 * HOUR);
    const texts = await planAll();
    assert.equal(texts.length, CHATS);
    assert.equal(new Set(texts).size, 1);
    assert.equal(renderings(), 1);
  });

  it('is rendered once for all that were told of the same of it before', async (t) => {
    const { clock, takeIn, planAll, renderings, subscribe, deliver } = await open(t);
    await takeIn('图书馆开放夜间阅览室');
    clock.pass(HOUR);
    // Half of the chats are told of it by a digest of their own.
    const next = { at: EIGHT - HOUR, key: '2026-01-05T07:00' };
    const schedule = { times: [420], weekdays: [], zone: 'Asia/Shanghai' };
    for (const chat of chats.filter((_, index) => index % 2 === 0)) {
      await subscribe({ platform: 'discord', id: `early${chat}`, chat, schedule, next });
      await deliver(`early${chat}`);
    }
    await takeIn('跨河大桥恢复通车');
    clock.pass(HOUR);
    const texts = await planAll();
    assert.equal(new Set(texts).size, 2);
    assert.equal(texts.filter((text) => text.includes('图书馆')).length, CHATS / 2);
    assert.ok(texts.every((text) => text.includes('跨河大桥')));
    assert.equal(renderings(), 2);
  });
});

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { z } from 'zod';
import type { Block } from '../../../src/core/blocks/blocks.ts';
import { createPlanReader } from '../../../src/platforms/chat/answer-plan.ts';
import { createPostCorrections } from '../../../src/platforms/chat/correct-posts.ts';
import { createContentKeeper } from '../../../src/platforms/chat/keep-contents.ts';
import { layOutDigest } from '../../../src/platforms/chat/lay-out-digest.ts';
import { readerOfDigest } from '../../../src/platforms/chat/post-digests.ts';
import { createSendQueue } from '../../../src/platforms/chat/send-queue.ts';
import { EIGHT } from '../../build-subscription.ts';
import { openDesk } from '../../core/subscriptions/open-desk.ts';
import { createFakeEditor } from '../../fakes/fake-editor.ts';
import { waitUntil } from '../../wait-until.ts';
import { createManualTimers } from './manual-timers.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const NO_LIMITS = { perSecond: 1e6, perChatPerSecond: 1e6, perGroupPerMinute: 1e6 };
const CHAT = { platform: 'telegram', chat: '1' };
const BRIDGE = 'bridge0001';

type Edit = { blocks: unknown[] };
const editSchema: z.ZodType<Edit> = z.object({ blocks: z.array(z.unknown()) });

/** A digest with a model's overview of four stories, posted in a chat in as many messages as there are `cuts` and one. */
async function post(t: TestContext, { cuts = [] }: { cuts?: number[] } = {}) {
  const run = await openDesk(t, EIGHT - 2 * HOUR, createFakeEditor());
  const { store, clock, subscribe, takeIn, deliver } = run;
  const { platforms } = store;
  await subscribe();
  await takeIn('跨河大桥恢复通车', { id: BRIDGE, body: '跨河大桥今天恢复通车，共花费32万元。' });
  for (const title of ['图书馆开放夜间阅览室', '山路旁新种了果树', '学校食堂换了菜单']) await takeIn(title);
  clock.pass(2 * HOUR);
  const composed = await deliver();
  assert.ok(composed.kind === 'digest');
  const [delivery] = await platforms.deliveries.list({ limit: 1 });
  assert.ok(delivery !== undefined);
  const place = { posts: platforms.posts, chat: CHAT.chat, linkTo: () => null };
  const [group] = await layOutDigest(composed, delivery, place);
  assert.ok(group !== undefined);
  const bounds = [0, ...cuts, group.blocks.length];
  const messages = bounds.slice(1).map((end, index) => ({
    blocks: group.blocks.flatMap((_, place) => (place >= (bounds[index] ?? 0) && place < end ? [place] : [])),
  }));
  const contents = createContentKeeper({ posts: platforms.posts, now: clock.now });
  const keys = await contents.keep(group, messages, readerOfDigest(composed));
  for (const [index, content] of keys.entries())
    if (content !== null)
      await platforms.posts.keep({
        ...{ ...CHAT, message: String(index), delivery: delivery.id, content, sentAt: clock.now() },
      });
  clock.pass(MINUTE);

  const timers = createManualTimers();
  const queue = createSendQueue<never>({ limits: NO_LIMITS, timers });
  const edits: { message: string; blocks: readonly Block[] }[] = [];
  const logged: string[] = [];
  const note = (_: object, message: string): void => void logged.push(message);
  const ending = new AbortController();
  const corrections = createPostCorrections<Edit & { message: string }, never>({
    ...{ platform: CHAT.platform, account: 'telegram:7', store: platforms, revisions: store },
    port: {
      platform: CHAT.platform,
      queueOf: () => queue,
      chatOf: () => ({ chat: CHAT.chat, lane: CHAT.chat, group: false }),
      async call({ message, blocks }) {
        edits.push({ message, blocks: blocks as Block[] });
        return { ok: true, result: { message } };
      },
      adapt: async () => null,
      onSent: async () => {},
      onRefused: async () => {},
    },
    readPlan: createPlanReader(z.intersection(editSchema, z.object({ message: z.string() }))),
    plan: async ({ message }, blocks) => ({ message, blocks: [...blocks] }),
    adapt: () => null,
    log: { debug: note, info: note, warn: note, error: note },
    ...{ now: clock.now, after: timers.after, signal: ending.signal },
  });
  t.after(async () => {
    ending.abort();
    await corrections.stop();
  });
  return { ...run, ...{ corrections, edits, logged, timers, platforms, group } };
}

/** What an edit says: of the overview, and of the stories. */
function textsOf({ blocks }: { blocks: readonly Block[] }) {
  const said = (kind: 'sentences' | 'story'): string[] =>
    blocks.flatMap((block) =>
      block.kind === kind && 'sentences' in block ? block.sentences.map(({ text }) => text) : [],
    );
  return { overview: said('sentences'), stories: said('story') };
}

const CORRECTED = '跨河大桥今天恢复通车，共花费41万元。';

describe('the posts of a digest with a model’s overview', () => {
  it('are corrected, without what the overview says no longer with its articles', async (t) => {
    const { change, corrections, edits, logged } = await post(t);
    await change(BRIDGE, CORRECTED);
    corrections.wake();
    await waitUntil(() => edits.length > 0);
    assert.equal(edits.length, 1);
    const { overview, stories } = textsOf(edits[0] ?? { blocks: [] });
    assert.equal(overview.length, 3);
    assert.ok(![...overview, ...stories].some((text) => text.includes('32万元')));
    assert.ok(stories.some((text) => text.includes('41万元')));
    assert.equal(logged.includes('what a post says can not be read'), false);
  });

  it('are corrected also where the overview stands in another message than its story', async (t) => {
    // Title, overview and the section's heading are the first message.
    const { change, corrections, edits, group } = await post(t, { cuts: [3] });
    assert.equal(group.blocks[1]?.kind, 'sentences');
    await change(BRIDGE, CORRECTED);
    corrections.wake();
    await waitUntil(() => edits.length === 2);
    const [first, second] = edits.toSorted((one, other) => Number(one.message) - Number(other.message));
    assert.equal(textsOf(first ?? { blocks: [] }).overview.length, 3);
    assert.ok(textsOf(second ?? { blocks: [] }).stories.some((text) => text.includes('41万元')));
  });
});

describe('a post in a chat that is paused', () => {
  it('is corrected when the chat is back within the day', async (t) => {
    const { change, clock, corrections, edits, logged, timers, platforms } = await post(t);
    await platforms.chats.change(CHAT, { paused: 'blocked' });
    await change(BRIDGE, CORRECTED);
    corrections.wake();
    await waitUntil(() => logged.some((message) => message.includes('its chat is paused')));
    await waitUntil(() => timers.waiting() > 0);
    assert.deepEqual(edits, []);
    await platforms.chats.change(CHAT, { paused: null });
    clock.pass(HOUR);
    await timers.pass(MINUTE);
    await waitUntil(() => edits.length > 0);
    assert.equal(edits.length, 1);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DigestOutput } from '../../../src/core/model/output.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/subscriptions/chat-settings.ts';
import type { ToldDigest } from '../../../src/platforms/chat/post-digests.ts';
import { createDigestRenderer } from '../../../src/platforms/chat/render-digest.ts';
import { buildSubscription, EIGHT } from '../../build-subscription.ts';

const DUE = { slot: { at: EIGHT, key: '2026-01-05T08:00' }, isLate: false };

const buildOutput = (language = 'zh-Hans'): DigestOutput => ({
  edition: { id: '1', from: '', to: '', language: language as 'zh-Hans', generator: 'extractive' },
  sections: [],
  coverage: { sources: 1, failing: 0, articles: 1, stories: 0 },
});

const buildDigest = (
  output: DigestOutput,
  given: Parameters<typeof buildSubscription>[0] = {},
): ToldDigest => ({
  ...{ kind: 'digest', output, articleIds: [], contentHashes: {}, coveredTo: EIGHT },
  subscription: buildSubscription(given),
  chat: { settings: DEFAULT_SETTINGS, language: null },
});

/** A renderer that says what it rendered, and counts. */
function createCounting() {
  let count = 0;
  let failures = 0;
  const renderer = createDigestRenderer(async ({ blocks }) => {
    count += 1;
    if (failures-- > 0) throw new Error('database or disk is full');
    failures = 0;
    return JSON.stringify(blocks);
  });
  const place = { posts: { listOf: async () => [] }, chat: '1', linkTo: () => null };
  return {
    count: () => count,
    failNext: () => (failures += 1),
    render: async (digest: ToldDigest, due: typeof DUE) => JSON.stringify(await renderer(digest, due, place)),
  };
}

describe('the rendering of digests', () => {
  it('is another where the words are: by edition, language, zone, topics, slot, and what is late or empty', async () => {
    const { render } = createCounting();
    const output = buildOutput();
    const zone = { times: [480], weekdays: [], zone: 'America/New_York' };
    const texts = await Promise.all([
      render(buildDigest(output), DUE),
      render(buildDigest({ ...output, coverage: { ...output.coverage, articles: 2 } }), DUE),
      render(buildDigest(buildOutput('en')), DUE),
      render(buildDigest(output, { schedule: zone }), DUE),
      render(buildDigest(output, { topics: ['孵化器'] }), DUE),
      render(buildDigest(output), { ...DUE, slot: { ...DUE.slot, at: EIGHT + 3_600_000 } }),
      render(buildDigest(output), { ...DUE, isLate: true }),
      render({ ...buildDigest(output), kind: 'empty' }, DUE),
    ]);
    assert.equal(new Set(texts).size, texts.length);
  });

  it('is each chat’s own where an update may reply to what that chat was told', async () => {
    const { render, count } = createCounting();
    const story = { id: 'a', headline: 'A', sentences: [], topics: [], figures: [] };
    const articles = [{ id: 'a', title: 'A', publisher: null, url: null, publishedAt: null }];
    const updates = { delivery: 'before' };
    const output = {
      ...buildOutput(),
      sections: [{ topic: 'T', stories: [{ ...story, articles, updates }] }],
    };
    await render(buildDigest(output), DUE);
    await render(buildDigest(output), DUE);
    assert.equal(count(), 2);
  });

  it('is tried again after it failed', async () => {
    const { render, failNext } = createCounting();
    const output = buildOutput();
    failNext();
    await assert.rejects(render(buildDigest(output), DUE));
    assert.ok((await render(buildDigest(output), DUE)).length > 0);
  });
});

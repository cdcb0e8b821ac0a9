import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readerLanguages } from '../../src/commands/create-translator.ts';
import type { ArticleOutput } from '../../src/core/model/output.ts';
import { createFakeServices } from '../fakes/fake-services.ts';
import { blocksOf, GROUP, talkIn, wordsOf } from './answer-in-chat.ts';

type Revision = ArticleOutput['revisions'][number];

const CHANGE: Revision = {
  ...{ number: 1, replacedAt: '2026-11-23T03:00:00.000Z', title: '志愿者走进社区' },
  change: { added: ['周末共有59人报名。'], removed: ['周末共有50人报名。'], omitted: 0 },
};

/** What is said of an article with these changes. */
async function show(
  revisions: Revision[],
  { language = 'en' }: { language?: (typeof readerLanguages)[number] } = {},
) {
  const services = createFakeServices();
  const { article } = services;
  services.article = async (id, options) => {
    const found = await article(id, options);
    return typeof found === 'object' && 'article' in found ? { ...found, revisions } : found;
  };
  return talkIn(GROUP, { services, language }).say('/article aaa111');
}

describe('an article that was changed', () => {
  it('says when, the last time first, and what that added and took away', async () => {
    const reply = await show([
      { ...CHANGE, replacedAt: '2026-11-22T00:00:00.000Z' },
      { ...CHANGE, number: 2 },
    ]);
    const changed = blocksOf(reply, 'facts').flatMap(({ facts }) =>
      facts.filter(({ label }) => label === 'Changed'),
    );
    assert.deepEqual(
      changed.map(({ value }) => value),
      ['23 Nov 2026, 11:00, 22 Nov 2026, 08:00'],
    );
    assert.match(
      wordsOf(reply),
      /The last change\nEarlier title: 志愿者走进社区\nAdded:\n周末共有59人报名。\nTaken away:\n周末共有50人报名。/,
    );
    assert.deepEqual(
      (reply.data as ArticleOutput).revisions.map(({ number }) => number),
      [1, 2],
    );
  });

  it('says nothing of that where it never was', async () => {
    assert.doesNotMatch(wordsOf(await show([])), /change/i);
  });

  it('says so in every language', async () => {
    const said = await Promise.all(
      readerLanguages.map(async (language) => wordsOf(await show([CHANGE], { language }))),
    );
    for (const [index, words] of [
      /改动[\s\S]*最近一次改动[\s\S]*新增：/,
      /改動[\s\S]*最近一次改動[\s\S]*刪去：/,
      /Changed/,
    ].entries())
      assert.match(said[index] ?? '', words);
  });

  it('shows no more of a change than leaves room for the article, and counts the rest', async () => {
    const sentences = Array.from({ length: 20 }, (_, index) => `${index}${'很长'.repeat(200)}`);
    const change = { added: sentences, removed: sentences.slice(0, 5), omitted: 7 };
    const reply = await show([{ ...CHANGE, change }]);
    const items = blocksOf(reply, 'list').flatMap((block) => block.items);
    assert.equal(items.length, 6);
    assert.ok(items.every(({ text }) => text.length <= 121));
    assert.match(wordsOf(reply), /… and 26 more sentences\./);
  });

  it('says that only the order is another, and shows what can not be compared by its time alone', async () => {
    const moved = { added: [], removed: [], omitted: 0 };
    assert.match(wordsOf(await show([{ ...CHANGE, change: moved }])), /No sentence was added or taken away/);
    const uncompared = wordsOf(await show([{ ...CHANGE, change: null }]));
    assert.match(uncompared, /Changed\n23 Nov 2026/);
    assert.doesNotMatch(uncompared, /The last change/);
  });
});

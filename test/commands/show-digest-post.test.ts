import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslator, readerLanguages } from '../../src/commands/create-translator.ts';
import { showDigestPost, showEmptyDigest } from '../../src/commands/show-digest-post.ts';
import type { Block } from '../../src/core/blocks/blocks.ts';
import { createFakeServices } from '../fakes/fake-services.ts';

const SLOT = { at: Date.parse('2026-11-24T00:00:00Z'), key: '2026-11-24T08:00' };
const { output } = await createFakeServices().digest({
  ...{ topic: null, period: { kind: 'all' }, language: 'en', zone: 'Asia/Shanghai' },
});
const reading = (language: (typeof readerLanguages)[number]) => ({
  ...{ language, translate: createTranslator(language), zone: 'Asia/Shanghai' },
});
const titleOf = ([title]: readonly Block[]): string => (title?.kind === 'heading' ? title.text : '');

describe('a posted digest', () => {
  it('has the local time of its slot and its topics for a title', () => {
    const post = { output, slot: SLOT, isLate: false, topics: [] };
    const titles = readerLanguages.map((language) => titleOf(showDigestPost(post, reading(language))));
    assert.deepEqual(titles, [
      '简报 · 2026年11月24日 周二 08:00',
      '簡報 · 2026年11月24日 週二 08:00',
      'Digest · Tue, 24 Nov 2026, 08:00',
    ]);
    const onTopics = showDigestPost({ ...post, topics: ['科技', '经济'] }, reading('zh-Hans'));
    assert.equal(titleOf(onTopics), '简报 · 科技、经济 · 2026年11月24日 周二 08:00');
  });

  it('has the stories and the coverage that the digest command shows', () => {
    const blocks = showDigestPost({ output, slot: SLOT, isLate: false, topics: [] }, reading('en'));
    assert.deepEqual(
      blocks.flatMap((block) => (block.kind === 'story' ? [[block.position, block.headline]] : [])),
      [
        [1, '志愿者走进老街社区'],
        [2, 'Library opens a night reading room'],
        [3, '新车间投产'],
      ],
    );
    const last = blocks.at(-1);
    assert.match(last?.kind === 'paragraph' ? last.text : '', /^3 stories from 3 articles of 1 source/);
    assert.ok(!blocks.some(({ kind }) => kind === 'notice'));
  });

  it('says of a story that is an update that it is one', () => {
    const [section, ...others] = output.sections;
    assert.ok(section);
    const [first, ...stories] = section.stories;
    assert.ok(first);
    const update = { ...first, isUpdate: true as const };
    const sections = [{ ...section, stories: [update, ...stories] }, ...others];
    const headlines = readerLanguages.map((language) => {
      const post = { output: { ...output, sections }, slot: SLOT, isLate: false, topics: [] };
      return showDigestPost(post, reading(language)).flatMap((block) =>
        block.kind === 'story' ? [block.headline] : [],
      );
    });
    assert.deepEqual(
      headlines.map(([headline]) => headline),
      ['更新：志愿者走进老街社区', '更新：志愿者走进老街社区', 'Update: 志愿者走进老街社区'],
    );
    assert.ok(headlines.every(([, ...rest]) => rest.every((headline) => !/^更新|^Update/.test(headline))));
  });

  it('says when it was due where it is late', () => {
    const [, late] = showDigestPost({ output, slot: SLOT, isLate: true, topics: [] }, reading('en'));
    assert.ok(late?.kind === 'notice');
    assert.equal(late.text, 'This digest is late: it was due Tue, 24 Nov 2026, 08:00.');
  });

  it('keeps its title short however many topics there are', () => {
    const topics = Array.from({ length: 20 }, (_, index) => `${index}${'题'.repeat(99)}`);
    const title = titleOf(showDigestPost({ output, slot: SLOT, isLate: false, topics }, reading('zh-Hans')));
    assert.ok(title.length < 150);
    assert.match(title, /^简报 · 0题+… · 2026年/);
  });
});

describe('an empty digest', () => {
  it('is one line that names the slot, and the topics where there are some', () => {
    const [all, ...more] = showEmptyDigest({ slot: SLOT, topics: [] }, reading('en'));
    assert.ok(all?.kind === 'notice');
    assert.equal(all.text, 'Digest of Tue, 24 Nov 2026, 08:00: nothing new.');
    assert.deepEqual(more, []);
    const [some] = showEmptyDigest({ slot: SLOT, topics: ['科技'] }, reading('zh-Hans'));
    assert.ok(some?.kind === 'notice');
    assert.equal(some.text, '2026年11月24日 周二 08:00的简报：没有关于科技的新文章。');
  });
});

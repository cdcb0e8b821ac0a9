import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { retellStory } from '../../../src/core/corrections/retell-story.ts';
import { tellStory } from '../../../src/core/digest/tell-story.ts';
import { verifySentences } from '../../../src/core/verify/verify-sentences.ts';
import { buildArticle } from '../../build-article.ts';

const english = { language: 'en' as const };
const options = { sentences: 2, characters: 240, language: 'en' as const };
const bridge = buildArticle({
  ...{ ...english, id: 'bridge', title: 'Bridge reopens' },
  body: 'The harbour bridge reopened on Friday after 14 months of repairs. The work cost 32 million euros, the city said.',
});
const ferry = buildArticle({
  ...{ ...english, id: 'ferry', title: 'Ferries go on' },
  body: 'The ferries across the harbour go on until 30 March, their owner said.',
});
const change = (article: typeof bridge, from: string, to: string) =>
  buildArticle({ ...english, id: article.id, title: article.title, body: article.body.replace(from, to) });
const texts = (story: { sentences: { text: string }[] } | null) =>
  story?.sentences.map(({ text }) => text) ?? null;

describe('a story that is told anew', () => {
  it('is none where all of it stands', () => {
    const before = tellStory(bridge, options);
    assert.equal(retellStory(before, [bridge], options), null);
    assert.equal(retellStory(before, [change(bridge, 'said.', 'said. Trams follow.')], options), null);
  });

  it('of one article is what that says now', () => {
    const revised = change(bridge, '32', '41');
    const story = retellStory(tellStory(bridge, options), [revised], options);
    const anew = tellStory(revised, options);
    assert.deepEqual(
      [story?.headline, story?.sentences, story?.figures],
      [anew.headline, anew.sentences, anew.figures],
    );
    assert.match(JSON.stringify(story?.figures), /41 million/);
  });

  it('of several changes only what its article said, in its place, and every sentence is backed', () => {
    const [first, second] = [tellStory(bridge, options), tellStory(ferry, options)];
    const before = {
      headline: first.headline,
      sentences: [...first.sentences, ...second.sentences],
      figures: ['14 months', '32 million euros'],
    };
    const revised = change(bridge, '32', '41');
    const story = retellStory(before, [revised, ferry], options);
    assert.deepEqual(texts(story), [
      'The harbour bridge reopened on Friday after 14 months of repairs.',
      'The work cost 41 million euros, the city said.',
      'The ferries across the harbour go on until 30 March, their owner said.',
    ]);
    assert.deepEqual(story?.figures, ['14 months', '41 million euros']);
    const articles = new Map([revised, ferry].map((article) => [article.id, article]));
    assert.deepEqual(verifySentences(story?.sentences ?? [], articles).replaced, []);
  });

  it('has what was put right in its place, also where a summary would tell something else', () => {
    const of = (count: number) =>
      buildArticle({
        id: 'corner',
        title: '图书角',
        body: `第一天来了${count}人。负责人说，东湖社区的图书角周六开放，开放时间是每天9时至18时，借书不用押金。`,
      });
    const quote = '第一天来了120人。';
    const citation = { articleId: 'corner', start: 0, end: quote.length, quote };
    const before = {
      headline: '图书角',
      sentences: [{ text: quote, citations: [citation] }],
      figures: ['120人'],
    };
    const story = retellStory(before, [of(150)], { ...options, language: 'zh-Hans' });
    assert.deepEqual(texts(story), ['第一天来了150人。']);
  });

  it('has no sentence where the new text has none to tell, and keeps its headline', () => {
    const story = retellStory(
      tellStory(bridge, options),
      [buildArticle({ ...english, id: 'bridge', title: 'Bridge reopens', body: '……' })],
      options,
    );
    assert.deepEqual(texts(story), []);
    assert.equal(story?.headline, 'Bridge reopens');
  });
});

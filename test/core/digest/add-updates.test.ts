import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addUpdates, keyWithUpdates, type Update } from '../../../src/core/digest/add-updates.ts';
import type { DigestOutput, DigestStory } from '../../../src/core/model/output.ts';

const story = (id: string, isUpdate = false): DigestStory => ({
  ...{ id, headline: id, sentences: [], topics: [], figures: [] },
  articles: [{ id, title: id, publisher: null, url: null, publishedAt: null, contentHash: `hash-${id}` }],
  ...(isUpdate ? { isUpdate: true } : {}),
});
const update = (id: string, section: string, source = 'a.xml'): Update => ({
  ...{ story: story(id, true), section, source, told: 'before', tells: `hash-${id}` },
});
const edition = (sections: DigestOutput['sections'], articles: number): DigestOutput => ({
  edition: {
    ...{ id: 'whole', from: '2026-01-05T00:00:00.000Z', to: '2026-01-06T00:00:00.000Z' },
    ...{ language: 'en', generator: 'extractive' },
  },
  sections,
  coverage: { sources: 1, failing: 0, articles, stories: articles },
});
const options = { id: 'with', language: 'en' } as const;
const show = ({ sections }: DigestOutput) =>
  sections.map(({ topic, stories }) => [
    topic,
    ...stories.map(({ id, isUpdate }) => (isUpdate ? `+${id}` : id)),
  ]);

describe('an edition with updates', () => {
  it('has each at the beginning of its section, sections in the order of the desks', () => {
    const whole = edition(
      [
        { topic: 'World', stories: [story('w')] },
        { topic: 'Other', stories: [story('o')] },
      ],
      2,
    );
    const output = addUpdates(
      whole,
      [update('x', 'world'), update('y', 'politics'), update('z', 'world')],
      options,
    );
    assert.deepEqual(show(output), [
      ['Politics', '+y'],
      ['World', '+x', '+z', 'w'],
      ['Other', 'o'],
    ]);
    assert.equal(output.edition.id, 'with');
    assert.deepEqual(output.coverage, { sources: 1, failing: 0, articles: 5, stories: 5 });
  });

  it('tells of an article once, and is one also where there is nothing else', () => {
    const whole = edition([{ topic: 'World', stories: [story('x'), story('w')] }], 2);
    const output = addUpdates(whole, [update('x', 'world')], options);
    assert.deepEqual(show(output), [['World', '+x', 'w']]);
    assert.equal(output.coverage.articles, 2);
    const alone = addUpdates(edition([], 0), [update('x', 'world'), update('y', 'world', 'b.xml')], options);
    assert.deepEqual([show(alone), alone.coverage.sources], [[['World', '+x', '+y']], 2]);
  });

  it('is known by the edition and by which text each update tells after which', () => {
    const whole = edition([], 0);
    const key = keyWithUpdates(whole, [update('x', 'world')]);
    assert.equal(keyWithUpdates(whole, [update('x', 'world', 'b.xml')]), key);
    for (const other of [
      [],
      [update('y', 'world')],
      [{ ...update('x', 'world'), told: null }],
      [{ ...update('x', 'world'), tells: 'later' }],
    ])
      assert.notEqual(keyWithUpdates(whole, other), key);
  });
});

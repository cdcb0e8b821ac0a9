import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findNearestWord } from '../../src/commands/nearest-word.ts';

const words = ['start', 'help', 'latest', 'digest', 'ask', 'search', 'topics', 'article'];

describe('the nearest word', () => {
  it('is the one that was mistyped', () => {
    const expected = {
      lates: 'latest',
      digset: 'digest',
      serach: 'search',
      hlep: 'help',
      Artcle: 'article',
      topic: 'topics',
      aks: 'ask',
    };
    for (const [typed, meant] of Object.entries(expected))
      assert.equal(findNearestWord(typed, words), meant, typed);
  });

  it('is the one that was begun', () => {
    assert.equal(findNearestWord('dig', words), 'digest');
    assert.equal(findNearestWord('sea', words), 'search');
  });

  it('is none where nothing is near', () => {
    for (const typed of ['', 'x', 'weather', 'zz', '天气', 'a'.repeat(5000)])
      assert.equal(findNearestWord(typed, words), null, typed.slice(0, 20));
  });

  it('is the word itself where it is there', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{2,12}$/), { minLength: 1 }),
        fc.nat(),
        (list, pick) => {
          const word = list[pick % list.length] ?? '';
          const nearest = findNearestWord(word, list);
          // A word that begins another is found first only when it stands first; both are what was typed or begun.
          assert.ok(nearest?.startsWith(word));
        },
      ),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createBilingualWordsBuilder,
  type DictionaryEntry,
  englishStems,
} from '../../../src/core/text/bilingual-words.ts';

function build(entries: readonly [string, ...string[]][]) {
  const builder = createBilingualWordsBuilder();
  for (const [simplified, ...english] of entries)
    builder.add({ simplified, english } satisfies DictionaryEntry);
  const words = builder.build();
  return {
    isExplainedBy(word: string, stem: string): boolean {
      const number = words.numberOf(stem);
      return number !== undefined && words.explain(word).includes(number);
    },
    explains: (word: string) => words.explain(word).length > 0,
  };
}

describe('the words of a dictionary', () => {
  it('are explained by all of their entries, wherever they stand', () => {
    const words = build([
      ['行', 'to walk'],
      ['桥', 'bridge'],
      ['行', 'row', 'line'],
      ['行', 'profession'],
    ]);
    for (const stem of ['walk', 'row', 'line', 'profession']) assert.ok(words.isExplainedBy('行', stem));
    assert.ok(!words.isExplainedBy('行', 'bridge'));
    assert.ok(words.isExplainedBy('桥', 'bridge'));
  });

  it('are told by stems without accents and small words', () => {
    const words = build([['苏黎世', 'Zürich, the largest of the cities of Switzerland']]);
    assert.ok(words.isExplainedBy('苏黎世', 'zurich'));
    assert.ok(words.isExplainedBy('苏黎世', 'city'));
    assert.ok(!words.isExplainedBy('苏黎世', 'the'));
  });

  it('are not explained by what is said of them beside their meaning', () => {
    const words = build([
      ['把', 'handle', 'CL:個|个[ge4]'],
      ['裡', 'variant of 裏|里[li3]'],
      ['甲', '(chemistry) methyl'],
    ]);
    assert.ok(!words.explains('裡'));
    assert.ok(!words.isExplainedBy('把', 'cl'));
    assert.ok(words.isExplainedBy('甲', 'methyl') && !words.isExplainedBy('甲', 'chemistry'));
  });

  it('are taken apart where the dictionary does not have them, never into single characters', () => {
    const words = build([
      ['大桥', 'bridge'],
      ['跨海', 'sea-crossing'],
      ['跨', 'straddle'],
      ['湾', 'bay'],
    ]);
    assert.ok(words.isExplainedBy('跨海大桥', 'bridge'));
    assert.ok(words.isExplainedBy('跨海大桥', 'sea'));
    assert.ok(!words.isExplainedBy('跨海大桥', 'straddle'));
    assert.ok(!words.explains('湾畔人'));
    assert.ok(!words.explains('无'));
  });
});

describe('the English stems of a text', () => {
  it('are its content words, also where Chinese stands beside them', () => {
    assert.deepEqual(
      [...englishStems('The NASA发射了 two Rockets in 1969, and a rocket')],
      ['nasa', 'rocket'],
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldText } from '../../../src/core/text/fold.ts';
import { segmentWords } from '../../../src/core/text/segment.ts';

describe('segmentWords', () => {
  it('cuts Chinese into words', () => {
    assert.deepEqual(segmentWords('社区志愿者参加疫情防控'), ['社区', '志愿者', '参加', '疫情', '防控']);
  });

  it('cuts Traditional text as it cuts the same in Simplified', () => {
    assert.deepEqual(segmentWords('環境保護與經濟發展'), segmentWords('环境保护与经济发展'));
  });

  it('gives English words in lower case, with their apostrophes, hyphens and decimals', () => {
    assert.deepEqual(segmentWords("It doesn't cost 3.5% — a well-known Fee."), [
      'it',
      "doesn't",
      'cost',
      '3.5%',
      'a',
      'well-known',
      'fee',
    ]);
  });

  it('gives words that stand in the folded text in order, none of them empty', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('中', '國', 'a', ' ', '，', '1', '😀') }),
        ),
        (text) => {
          const folded = foldText(text);
          let from = 0;
          for (const word of segmentWords(text)) {
            assert.ok(word.length > 0);
            from = folded.indexOf(word, from) + word.length;
            assert.ok(from >= word.length);
          }
        },
      ),
    );
  });

  it('loses no word of a text that is cut in pieces', () => {
    assert.equal(segmentWords('社区。'.repeat(50_000)).length, 50_000);
  });
});

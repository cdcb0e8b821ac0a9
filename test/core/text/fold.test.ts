import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldText, foldWithOffsets, originalSpan } from '../../../src/core/text/fold.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      '网',
      '網',
      '㎡',
      '…',
      'Ａ',
      'e',
      '\u0301',
      '\u0323',
      'ﾊ',
      'ﾞ',
      'ㄱ',
      'ㅏ',
      'Σ',
      'İ',
      '😀',
      '\ud83d',
      '\u200b',
    ),
  }),
);

describe('foldText', () => {
  it('folds width, case and Traditional characters', () => {
    assert.equal(foldText('ＡＩ網路，㎡ ①'), 'ai网路,m2 1');
    assert.equal(foldText('臺灣裡為眾'), foldText('台湾里为众'));
  });

  it('folds composed and decomposed letters alike', () => {
    assert.equal(foldText('Cafe\u0301'), foldText('CAFÉ'));
    assert.equal(foldText('ﾊﾞｽ'), foldText('バス'));
  });

  it('folds a word with a final sigma like the same word in capitals', () => {
    assert.equal(foldText('ΟΔΟΣ'), foldText('οδος'));
  });

  it('drops zero-width characters', () => {
    assert.equal(foldText('新\u200b闻\ufeff'), '新闻');
  });

  it('changes nothing when it folds a second time', () => {
    fc.assert(fc.property(anyText, (text) => assert.equal(foldText(foldText(text)), foldText(text))));
  });

  it('folds a piece of a text to a piece of the folded text, where no mark is parted from its letter', () => {
    const words = fc.array(fc.constantFrom('網路', '软件', 'ABC ', '５', '。', '㎡', 'é', '😀'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [left, right] = [one.join(''), other.join('')];
        assert.equal(foldText(left + right), foldText(left) + foldText(right));
      }),
    );
  });

  it('folds a long run of marks in time that grows with its length', () => {
    assert.equal(foldText(`a${'\u0301\u0323'.repeat(200_000)}b`).at(-1), 'b');
  });
});

describe('foldWithOffsets', () => {
  it('folds as foldText does', () => {
    fc.assert(fc.property(anyText, (text) => assert.equal(foldWithOffsets(text).folded, foldText(text))));
  });

  it('has one offset for each folded unit and one for the end, never going back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { folded, offsets } = foldWithOffsets(text);
        assert.equal(offsets.length, folded.length + 1);
        assert.equal(offsets.at(-1), text.length);
        for (let index = 1; index < offsets.length; index += 1)
          assert.ok((offsets[index] ?? 0) >= (offsets[index - 1] ?? 0));
      }),
    );
  });

  it('leads every match back to an original that folds to something with the match in it', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, one, other) => {
        const folded = foldWithOffsets(text);
        const length = folded.folded.length;
        if (length === 0) return;
        const start = one % length;
        const end = start + 1 + (other % (length - start));
        const span = originalSpan(folded, start, end);
        assert.ok(span.start < span.end);
        assert.ok(foldText(text.slice(span.start, span.end)).includes(folded.folded.slice(start, end)));
      }),
    );
  });

  it('takes a character whole that folds to several', () => {
    const folded = foldWithOffsets('共34㎡。');
    const at = folded.folded.indexOf('m');
    assert.deepEqual(originalSpan(folded, at, at + 1), { start: 3, end: 4 });
  });
});

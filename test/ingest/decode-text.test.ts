import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeText } from '../../src/ingest/decode-text.ts';

const SIMPLIFIED = '市图书馆昨天宣布，开放时间延长到晚上十点。';

// TextEncoder only writes UTF-8; these bytes were made with iconv.
const GB18030 = Buffer.from(
  'cad0cdbccae9b9ddd7f2ccecd0fbb2bca3acbfaab7c5cab1bce4d1d3b3a4b5bdcdedc9cfcaaeb5e3a1a3',
  'hex',
);
const TRADITIONAL = '市立圖書館昨天宣布，開放時間延長到晚上十點。';
const BIG5 = Buffer.from(
  'a5aba5dfb9cfaed1c05dac51a4d1abc5a5aca141b67da9f1aec9b6a1a9b5aaf8a8ecb1dfa457a451c249a143',
  'hex',
);

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

function textOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  assert.equal(decoded.kind, 'text');
  return decoded.kind === 'text' ? decoded.text : '';
}

describe('decodeText', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    assert.equal(textOf(Buffer.from(SIMPLIFIED)), SIMPLIFIED);
    assert.equal(textOf(Buffer.from(`\ufeff${SIMPLIFIED}`)), SIMPLIFIED);
  });

  for (const isBigEndian of [false, true]) {
    it(`reads UTF-16 ${isBigEndian ? 'BE' : 'LE'} with and without a byte order mark`, () => {
      const text = `${SIMPLIFIED}\nSecond line, 2022.`;
      assert.equal(textOf(utf16(`\ufeff${text}`, isBigEndian)), text);
      assert.equal(textOf(utf16(text, isBigEndian)), text);
    });
  }

  it('tells GB18030 from Big5 by what stands in it, in one sentence', () => {
    assert.equal(textOf(GB18030), SIMPLIFIED);
    assert.equal(textOf(BIG5), TRADITIONAL);
  });

  it('reads Western text of one byte a character', () => {
    assert.equal(
      textOf(Buffer.from('The caf\u00e9 opened, officials said.', 'latin1')),
      'The café opened, officials said.',
    );
  });

  it('makes every line end \\n and leaves control characters out', () => {
    assert.equal(textOf(Buffer.from('a\r\nb\rc\u2028d\u0000e\tf\u0007')), 'a\nb\nc\nde\tf');
  });

  it('says that an empty file is empty', () => {
    assert.deepEqual(
      [new Uint8Array(), Buffer.from(' \n\t')]
        .map((bytes) => decodeText(bytes))
        .map((decoded) => decoded.kind === 'failed' && decoded.reason),
      ['empty', 'empty'],
    );
  });

  it('says that a picture, an archive and noise are no text', () => {
    const noise = Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919 + (at >> 3) * 104_729) & 0xff);
    for (const bytes of [
      Buffer.from('89504e470d0a1a0a00', 'hex'),
      Buffer.from('504b030414000600', 'hex'),
      noise,
    ]) {
      const decoded = decodeText(bytes);
      assert.equal(decoded.kind === 'failed' && decoded.reason, 'binary');
    }
  });

  it('gives well-formed text or a failure for any bytes, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const decoded = decodeText(bytes);
        if (decoded.kind === 'text') {
          assert.ok(decoded.text.isWellFormed());
          assert.doesNotMatch(decoded.text, /(?![\t\n])\p{Cc}/u);
        }
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { normaliseCharset } from '../../src/ingest/declared-charset.ts';
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

function decodedAs(bytes: Uint8Array, charset: string): string {
  const decoded = decodeText(bytes, { charset: normaliseCharset(charset) });
  return decoded.kind === 'text' ? decoded.text : decoded.detail;
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

  it('believes a declared charset where the bytes bear it out', () => {
    const japanese = Buffer.from(
      '907d8f918ad982cd8df093fa81418a4a8ad98e9e8ad482f0898492b782b782e982c694ad955c82b582dc82b582bd8142',
      'hex',
    );
    assert.equal(decodedAs(japanese, 'shift_jis'), '図書館は昨日、開館時間を延長すると発表しました。');
    const russian = Buffer.from(
      'e2c9c2ccc9cfd4c5cbc120d0d2cfc4ccc9ccc120dec1d3d920d2c1c2cfd4d920c4cf20c4c5d3d1d4c920d7c5dec5d2c12e',
      'hex',
    );
    assert.equal(decodedAs(russian, 'koi8-r'), 'Библиотека продлила часы работы до десяти вечера.');
    assert.equal(decodedAs(Buffer.from('caf\u00e9', 'latin1'), 'iso-8859-1'), 'café');
  });

  it('does not believe a declared charset that the bytes belie', () => {
    assert.equal(decodedAs(Buffer.from(SIMPLIFIED), 'gb2312'), SIMPLIFIED);
    assert.equal(decodedAs(GB18030, 'utf-8'), SIMPLIFIED);
    assert.equal(decodedAs(GB18030, 'iso-8859-1'), SIMPLIFIED);
    assert.equal(decodedAs(GB18030, 'big5'), SIMPLIFIED);
    assert.equal(decodedAs(BIG5, 'gb2312'), TRADITIONAL);
    assert.equal(decodedAs(utf16(`<a>${SIMPLIFIED}</a>`, true), 'utf-8'), `<a>${SIMPLIFIED}</a>`);
  });

  it('looks at the bytes that tell, however far down they stand, and at no declaration of UTF-16 for ASCII', () => {
    const head = Buffer.from(`<a>${'x '.repeat(50_000)}</a>`);
    assert.ok(decodedAs(Buffer.concat([head, GB18030]), 'iso-8859-1').endsWith(SIMPLIFIED));
    assert.ok(textOf(Buffer.concat([head, BIG5])).endsWith(TRADITIONAL));
    assert.equal(decodedAs(Buffer.from('<a>ascii</a>'), 'utf-16'), '<a>ascii</a>');
    assert.equal(decodedAs(utf16(SIMPLIFIED.repeat(3), true), 'utf-16be'), SIMPLIFIED.repeat(3));
  });

  it('guesses the encoding of markup in another language that declares none', () => {
    const russian =
      'e2c9c2ccc9cfd4c5cbc120d0d2cfc4ccc9ccc120dec1d3d920d2c1c2cfd4d920c4cf20c4c5d3d1d4c920d7c5dec5d2c1' +
      '2e20efc220dcd4cfcd20d3cfcfc2ddc9cc20d7dec5d2c120c5a320c4c9d2c5cbd4cfd23a20dec9d4c1d4c5ccc5ca20d3' +
      'd4c1cccf20c2cfccd8dbc52c20c920d720c2d5c4cec920c9cd20cec520c8d7c1d4c1c5d420d7d2c5cdc5cec92e20f720' +
      'd7d9c8cfc4ced9c520d7d3a320cfd3d4c1a3d4d3d120d0cf2dd0d2c5d6cec5cdd52e';
    const bytes = Buffer.concat([Buffer.from('<rss><title>'), Buffer.from(russian, 'hex')]);
    assert.match(textOf(bytes), /Библиотека продлила часы работы до десяти вечера/);
  });

  it('reads what markup declares of itself, the server first', () => {
    const declared = (label: string, bytes: Uint8Array) =>
      Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${label}"?><title>`), bytes]);
    const titleOf = (bytes: Uint8Array, charset: string | null = null) => {
      const decoded = decodeText(bytes, { charset: charset === null ? null : normaliseCharset(charset) });
      return decoded.kind === 'text' ? decoded.text.replace(/.*<title>/, '') : decoded.detail;
    };
    assert.equal(titleOf(declared('gb2312', GB18030)), SIMPLIFIED);
    assert.equal(titleOf(declared('big5', GB18030)), SIMPLIFIED);
    assert.equal(titleOf(declared('gbk', Buffer.from(SIMPLIFIED))), SIMPLIFIED);
    assert.equal(titleOf(declared('utf-8', BIG5), 'big5'), TRADITIONAL);
    assert.equal(titleOf(declared('windows-1251', Buffer.from('\u00cf\u00f0\u00e8', 'latin1'))), 'При');
  });

  it('reads the characters that Hong Kong added to Big5', () => {
    const bytes = Buffer.concat([BIG5, Buffer.from('b7738958aac0', 'hex')]);
    assert.equal(decodedAs(bytes, 'big5'), `${TRADITIONAL}新华社`);
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

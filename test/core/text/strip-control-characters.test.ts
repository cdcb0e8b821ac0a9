import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  stripControlCharacters,
  toSafeUrl,
  toSingleLine,
} from '../../../src/core/text/strip-control-characters.ts';
import { anyText } from '../../any-text.ts';

describe('a text on its way to a terminal', () => {
  it('loses escape sequences’ beginnings, so that they stand there as text', () => {
    const hostile = {
      '\u001B[31mred\u001B[0m': '[31mred[0m',
      '\u001B]0;title\u0007x': ']0;titlex',
      '\u001B]52;c;ZXZpbA==\u001B\\x': ']52;c;ZXZpbA==\\x',
      '\u009B2Jx': '2Jx',
      'a\bb\u007Fc\u0000d': 'abcd',
      'pay \u202Egpj.exe': 'pay gpj.exe',
      '\u2066left\u2069 \u200Fright': 'left right',
    };
    for (const [text, shown] of Object.entries(hostile)) assert.equal(stripControlCharacters(text), shown);
  });

  it('keeps line feeds, whatever form they come in', () => {
    assert.equal(stripControlCharacters('a\r\nb\rc\u2028d\u0085e\tf'), 'a\nb\nc\nd\ne f');
    assert.equal(toSingleLine(' a\n\nb\r\n'), 'a b');
  });

  it('keeps everything that is text', () => {
    for (const text of ['新车间面积34.6万平方米。', 'naïve café – “quoted”', '👩‍👩‍👧‍👦 🇨🇳', 'नमस्ते', 'שלום'])
      assert.equal(stripControlCharacters(text), text);
  });

  it('holds nothing that drives a terminal, whatever it was', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const shown = stripControlCharacters(text);
        assert.ok(shown.isWellFormed());
        assert.doesNotMatch(shown.replaceAll('\n', ''), /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});

describe('an address', () => {
  it('is shown where it is http or https', () => {
    assert.equal(toSafeUrl('https://example.org/新闻?a=1'), 'https://example.org/%E6%96%B0%E9%97%BB?a=1');
    assert.equal(toSafeUrl('HTTP://Example.org'), 'http://example.org/');
  });

  it('is not shown where it could do something else', () => {
    for (const url of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
      'not an address',
      '',
      null,
    ])
      assert.equal(toSafeUrl(url), null);
    assert.equal(toSafeUrl(`https://example.org/${'a'.repeat(3000)}`), null);
  });

  it('never carries a control character', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        assert.match(toSafeUrl(`https://example.org/${text}`) ?? '', /^[\x21-\x7e]*$/);
      }),
    );
    assert.doesNotMatch(toSafeUrl('https://example.org/\u001B\\\u0007\u202E') ?? '', /[\p{Cc}\u202E]/u);
  });
});

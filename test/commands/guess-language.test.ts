import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guessTerminalLanguage, languageOfLocale } from '../../src/commands/guess-language.ts';

describe('the language of a locale', () => {
  it('is Simplified Chinese, Traditional Chinese or English', () => {
    const expected = {
      'zh_CN.UTF-8': 'zh-Hans',
      zh: 'zh-Hans',
      zh_SG: 'zh-Hans',
      'zh_TW.UTF-8': 'zh-Hant',
      zh_HK: 'zh-Hant',
      zh_MO: 'zh-Hant',
      'zh-Hant-SG': 'zh-Hant',
      'zh-Hans-HK': 'zh-Hans',
      'en_GB.UTF-8': 'en',
      'fr_FR@euro': 'en',
    };
    for (const [locale, language] of Object.entries(expected))
      assert.equal(languageOfLocale(locale), language, locale);
  });

  it('is Simplified Chinese where there is none', () => {
    for (const locale of [undefined, '', 'C', 'C.UTF-8', 'POSIX'])
      assert.equal(languageOfLocale(locale), 'zh-Hans');
  });

  it('follows LC_ALL before LANG, and passes over what is empty', () => {
    assert.equal(guessTerminalLanguage({ LC_ALL: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' }), 'en');
    assert.equal(guessTerminalLanguage({ LC_ALL: '', LANG: 'zh_TW.UTF-8' }), 'zh-Hant');
    assert.equal(guessTerminalLanguage({}), 'zh-Hans');
  });
});

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import simplifiedToTraditional from 'opencc-js/dict/STCharacters';
import traditionalToSimplified from 'opencc-js/dict/TSCharacters';
import { createTranslator, readerLanguages } from '../../src/commands/create-translator.ts';

const folder = new URL('../../src/', import.meta.url);
const messages = new Map(
  readerLanguages.map((language) => {
    const file = new URL(`commands/messages/${language}.json`, folder);
    return [language, JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>];
  }),
);
const of = (language: (typeof readerLanguages)[number]): Record<string, string> =>
  messages.get(language) ?? {};

const PLURAL = /_(?:zero|one|two|few|many|other)$/;
const baseKeys = (all: Record<string, string>): string[] => [
  ...new Set(Object.keys(all).map((key) => key.replace(PLURAL, ''))),
];
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].sort();

/** The characters of a dictionary (`a b c|d e|…`) that never stand for themselves in the other script. */
function charactersOfOtherScript(dictionary: string, { except = '' } = {}): Set<string> {
  const entries = dictionary.split('|').map((entry) => entry.split(' '));
  return new Set(
    entries.flatMap(([character = '', ...others]) =>
      others.includes(character) || except.includes(character) ? [] : [character],
    ),
  );
}

const source = globSync('**/*.ts', { cwd: folder })
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

describe('the messages', () => {
  it('are the same in every language, none missing and none too many', () => {
    const expected = baseKeys(of('zh-Hans')).sort();
    for (const language of readerLanguages)
      assert.deepEqual(baseKeys(of(language)).sort(), expected, language);
  });

  it('are all used', () => {
    const unused = baseKeys(of('zh-Hans')).filter((key) => !source.includes(`'${key}'`));
    assert.deepEqual(unused, []);
  });

  it('have the same placeholders in every language and form', () => {
    for (const [language, all] of messages)
      for (const [key, text] of Object.entries(all)) {
        const base = key.replace(PLURAL, '');
        const reference = of('zh-Hans')[base] ?? of('zh-Hans')[`${base}_other`] ?? '';
        assert.deepEqual(placeholders(text), placeholders(reference), `${language} ${key}`);
      }
  });

  it('have every plural form that their language has, and no other', () => {
    for (const [language, all] of messages) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
      const plural = Object.keys(all).filter((key) => PLURAL.test(key));
      for (const base of new Set(plural.map((key) => key.replace(PLURAL, '')))) {
        const has = plural
          .filter((key) => key.replace(PLURAL, '') === base)
          .map((key) => key.slice(base.length + 1));
        assert.deepEqual(has.toSorted(), forms, `${language} ${base}`);
      }
    }
  });

  it('are never empty', () => {
    for (const [language, all] of messages)
      for (const [key, text] of Object.entries(all)) assert.notEqual(text.trim(), '', `${language} ${key}`);
  });

  it('claim no restart where a broken connection leaves the same doubt', () => {
    for (const language of readerLanguages)
      assert.doesNotMatch(of(language)['chat.mayBeMissing'] ?? '', /restart|重启|重新啟動/, language);
  });

  it('are written in the characters of their script', () => {
    // Both are usual where the traditional script is: 群 and 台.
    const simplifiedOnly = charactersOfOtherScript(simplifiedToTraditional, { except: '群台' });
    const traditionalOnly = charactersOfOtherScript(traditionalToSimplified);
    for (const [key, text] of Object.entries(of('zh-Hant')))
      assert.deepEqual(
        [...text].filter((character) => simplifiedOnly.has(character)),
        [],
        key,
      );
    for (const [key, text] of Object.entries(of('zh-Hans')))
      assert.deepEqual(
        [...text].filter((character) => traditionalOnly.has(character)),
        [],
        key,
      );
    for (const [key, text] of Object.entries(of('en'))) assert.doesNotMatch(text, /\p{Script=Han}/u, key);
  });
});

describe('a translator', () => {
  it('chooses the plural form', () => {
    const translate = createTranslator('en');
    assert.equal(translate('digest.articles', { count: 1 }), '1 article');
    assert.equal(translate('digest.articles', { count: 2 }), '2 articles');
    assert.equal(createTranslator('zh-Hant')('digest.articles', { count: 2 }), '2 篇文章');
  });

  it('puts values in as they are: no escapes, no messages inside a value', () => {
    const translate = createTranslator('en');
    const value = '<b>&"$t(store.empty) {{query}}';
    assert.equal(translate('search.title', { query: value }), `Search: ${value}`);
  });
});

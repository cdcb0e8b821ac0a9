import { createRequire } from 'node:module';
import { getScriptCharacters } from '../text/script-characters.ts';

const require = createRequire(import.meta.url);

let converter: ((text: string) => string) | undefined;

/** Traditional with Taiwan's words to Simplified with the mainland's (軟體 → 软件); the dictionaries are loaded at the first call. */
function getConverter(): (text: string) => string {
  if (converter) return converter;
  const { Converter } = require('opencc-js/t2cn') as typeof import('opencc-js');
  const created: (text: string) => string = Converter({ from: 'twp', to: 'cn' });
  converter = created;
  return created;
}

/**
 * A text and what it rests on, in one way of writing Chinese: as they are where all are in the same, else all in Simplified with the
 * mainland's words, as folding character by character would not make them.
 */
export function alignScripts(text: string, quotes: readonly string[]): [string, ...string[]] {
  const isTraditional = hasTraditional(text);
  if (quotes.every((quote) => hasTraditional(quote) === isTraditional || hasNoHan(quote)))
    return [text, ...quotes];
  const convert = getConverter();
  return [convert(text), ...quotes.map((quote) => convert(quote))];
}

function hasTraditional(text: string): boolean {
  const { onlyTraditional, onlySimplified } = getScriptCharacters();
  let balance = 0;
  for (const character of text) {
    if (onlyTraditional.has(character)) balance += 1;
    else if (onlySimplified.has(character)) balance -= 1;
  }
  return balance > 0;
}

function hasNoHan(text: string): boolean {
  return !/\p{Script=Han}/u.test(text);
}

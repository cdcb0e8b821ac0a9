const VOWEL = /[aeiouy]/;

/** Porter's measure above 0: a vowel followed by a consonant somewhere in the stem. */
const HOLDS_SYLLABLE = /[aeiouy][^aeiouy]/;

/**
 * An English word (lower case, a–z) without its inflection: the first step (1a–1c) of M. F. Porter, "An algorithm for
 * suffix stripping" (Program 14, 1980), which takes off plurals, -ed, -ing and -y, and nothing that changes a word's
 * class. Words of up to three letters stay as they are.
 */
export function stemWord(word: string): string {
  if (word.length <= 3) return word;
  return unifyY(dropPast(dropPlural(word)));
}

function dropPlural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  if (word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us')) return word.slice(0, -1);
  return word;
}

function dropPast(word: string): string {
  if (word.endsWith('eed')) return HOLDS_SYLLABLE.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const ending = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0;
  const stem = word.slice(0, word.length - ending);
  if (ending === 0 || stem.length < 2 || !VOWEL.test(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/([^aeiouylsz])\1$/.test(stem)) return stem.slice(0, -1);
  // A short stem gets its e back: filing → file, but not failing → faile.
  return /^[^aeiouy]*[aeiouy][^aeiouywx]$/.test(stem) ? `${stem}e` : stem;
}

function unifyY(word: string): string {
  return word.length > 3 && word.endsWith('y') && VOWEL.test(word.slice(0, -1))
    ? `${word.slice(0, -1)}i`
    : word;
}

import { ENGLISH_STOP_WORDS } from '../text/english-stop-words.ts';
import { CAPITALISED_WORDS } from './name-words.ts';
import type { Word } from './read-words.ts';

// Where so many words begin with a capital, it is a headline's way of writing and names nothing.
const HEADLINE_SHARE = 0.6;
const FEWEST_WORDS = 5;

/** The words of a text that are, or are part of, a name in Latin letters: capitalised where a sentence does not ask for it. */
export function findLatinNames(words: readonly Word[]): Word[] {
  const latin = words.filter(({ kind, text }) => kind === 'latin' && text.length > 1);
  const lower = latin.filter(({ capital }) => !capital).length;
  const hasHan = words.some(({ kind }) => kind === 'han');
  if (!hasHan && latin.length >= FEWEST_WORDS && lower < latin.length * (1 - HEADLINE_SHARE)) return [];
  // Chinese begins no sentence with a capital: there every one is a name's.
  return words.filter((word, index) =>
    isLatinName(hasHan ? { ...word, first: false } : word, words[index + 1]),
  );
}

/** A capitalised word that is more than a title or a stop word; at the beginning of a sentence only where another follows (Angela Merkel). */
export function isLatinName(word: Word, next: Word | undefined): boolean {
  if (word.kind !== 'latin' || !word.capital || word.text.length < 2) return false;
  if (CAPITALISED_WORDS.has(word.text) || ENGLISH_STOP_WORDS.has(word.text)) return false;
  return !word.first || (next?.capital === true && !next.first && !CAPITALISED_WORDS.has(next.text));
}

/** What the quotes have that a name may be another form of. */
export interface HeldNames {
  words: ReadonlySet<string>;
  /** Those of them that begin with a capital. */
  capitals: ReadonlySet<string>;
  /** The words without what makes people and adjectives of places. */
  stems: ReadonlySet<string>;
  /** First letters of the capitalised words, as they follow each other, with a space where the row is broken. */
  initials: string;
}

export function collectNames(quotes: readonly (readonly Word[])[]): HeldNames {
  const words = new Set<string>();
  const capitals = new Set<string>();
  const initials: string[] = [];
  for (const quote of quotes) {
    for (const { text: written, kind, capital } of quote) {
      const text = withoutAccents(written);
      if (kind !== 'latin') {
        initials.push(' ');
        continue;
      }
      words.add(text);
      if (capital) capitals.add(text);
      for (const part of text.split(/[-.&'’]/)) words.add(part);
      if (capital) initials.push(...text.split('-').map((part) => part.charAt(0)));
      else if (!/^(?:of|the|and|for|de|la|du|von|van)$/.test(text)) initials.push(' ');
    }
    initials.push(' ');
  }
  return { words, capitals, stems: new Set([...words].map(stemOfName)), initials: initials.join('') };
}

/** Whether a name in Latin letters, or another form of it, stands in the quotes: China for Chinese, UN for United Nations. */
export function isLatinNameHeld(word: Word, held: HeldNames): boolean {
  const text = withoutAccents(word.text);
  const letters = text.replaceAll('.', '');
  if (held.words.has(text) || held.words.has(letters)) return true;
  if (letters.length >= 2 && letters.length <= 6 && held.initials.includes(letters)) return true;
  // Chinese-like, Huguenot-descended: the first part is the name.
  const [first = '', ...rest] = text.split(/[-.&'’]/).filter((part) => part.length > 1);
  if (rest.length > 0 && (held.words.has(first) || held.words.has(`${first}s`))) return true;
  // Plurals: the Obamas, Smiths.
  if (held.words.has(`${text}s`) || held.words.has(text.replace(/s$/, ''))) return true;
  // The Fed, of the Federal Reserve.
  const isBeginning = (whole: string) => whole.startsWith(text) && whole.length - text.length > 3;
  if (text.length >= 3 && [...held.capitals].some(isBeginning)) return true;
  const stem = stemOfName(text);
  return stem.length >= 3 && held.stems.has(stem);
}

/** Temüjin and Temujin are one. */
function withoutAccents(word: string): string {
  return word.normalize('NFD').replace(/\p{M}+/gu, '');
}

/** Without what makes people and adjectives of places: Italian, Italy; Chinese, China. */
function stemOfName(word: string): string {
  return word.replace(/(?:ians?|ans?|ese|ish|ers?|ists?|ics?|i|ia|y|a|s|es|e)$/, '');
}

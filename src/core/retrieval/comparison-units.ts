import { stemWord } from './stem-word.ts';

/**
 * A piece of a text that is compared as a whole: one Chinese character, or one word or number (a word without its
 * English ending). Offsets are into the text given.
 */
export interface Unit {
  text: string;
  start: number;
  end: number;
}

const SEPARATOR = 0;
const IDEOGRAPH = 1;
const LETTER = 2;
const SURROGATE = 3;

let classes: Uint8Array | undefined;

/** What a UTF-16 unit is, by its value: made once, when the first text is compared. */
function getClasses(): Uint8Array {
  if (classes) return classes;
  classes = new Uint8Array(0x10000);
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    if (code >= 0xd800 && code <= 0xdfff) classes[code] = SURROGATE;
    else if (code === 0x30fc || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character))
      classes[code] = IDEOGRAPH;
    else if (/[\p{L}\p{N}\p{M}]/u.test(character)) classes[code] = LETTER;
  }
  return classes;
}

/**
 * Calls `visit` with the offsets of every unit of a folded text, in order. `ideographic`: it is a single Chinese or Japanese
 * character. `stop` is called where a sentence or line ends, roughly: this is for comparing, not for showing.
 */
export function scanUnits(
  folded: string,
  visit: (start: number, end: number, ideographic: boolean) => void,
  stop?: (end: number) => void,
): void {
  const kinds = getClasses();
  let position = 0;
  while (position < folded.length) {
    const code = folded.charCodeAt(position);
    let kind = kinds[code];
    let end = position + 1;
    if (kind === SURROGATE) {
      const point = folded.codePointAt(position) ?? 0;
      if (point > 0xffff) end++;
      kind = point >= 0x20000 && point < 0x34000 ? IDEOGRAPH : SEPARATOR;
    } else if (kind === LETTER) end = findWordEnd(folded, end, kinds);
    if (kind === SEPARATOR) {
      if (stop && endsSentence(folded, position, code)) stop(end);
    } else visit(position, end, kind === IDEOGRAPH);
    position = end;
  }
}

function findWordEnd(folded: string, from: number, kinds: Uint8Array): number {
  let end = from;
  while (end < folded.length) {
    const code = folded.charCodeAt(end);
    if (kinds[code] === LETTER) end++;
    else if ((code === 0x2e || code === 0x2c) && isDigit(folded, end - 1) && isDigit(folded, end + 1))
      end += 2;
    else break;
  }
  if (folded.startsWith('++', end)) return end + 2;
  // C# is a word; the sign after a longer one closes a hashtag.
  return end - from === 0 && folded.charAt(end) === '#' ? end + 1 : end;
}

function isDigit(text: string, position: number): boolean {
  const code = text.charCodeAt(position);
  return code >= 0x30 && code <= 0x39;
}

/** 。 ! ? and line ends; a full stop before a space. */
function endsSentence(folded: string, position: number, code: number): boolean {
  return (
    code === 0x3002 ||
    code === 0x21 ||
    code === 0x3f ||
    code === 0x0a ||
    (code === 0x2e && folded.charCodeAt(position + 1) === 0x20)
  );
}

/** The units of a folded text in order. */
export function toUnits(folded: string): Unit[] {
  const units: Unit[] = [];
  scanUnits(folded, (start, end, ideographic) => {
    const found = folded.slice(start, end);
    units.push({ text: ideographic ? found : toWord(found), start, end });
  });
  return units;
}

/** A word as it is compared; its first two characters stay what they are. */
export function toWord(found: string): string {
  return /^[a-z]+$/.test(found) ? stemWord(found) : found;
}

/** A number below 65,536 by a unit's first two UTF-16 units: most units of a text are none of the query's, and this says so cheaply. */
export function beginningOf(text: string, start: number, end: number): number {
  return end - start === 1
    ? text.charCodeAt(start)
    : (text.charCodeAt(start) * 31 + text.charCodeAt(start + 1)) & 0xffff;
}

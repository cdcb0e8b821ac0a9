import { stripControlCharacters } from '../../core/text/strip-control-characters.ts';

/** Three combining lines that Telegram takes out itself: counted here, they would be missing there. */
const TAKEN_OUT = /\u0333|\u033F|\u030A/g;

/** A text as Telegram keeps it, so that what is counted here is what counts there. Line feeds stay, a lone surrogate becomes U+FFFD. */
export function cleanText(text: string): string {
  return stripControlCharacters(text).replace(TAKEN_OUT, '');
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\n+/g, ' ').trim();
}

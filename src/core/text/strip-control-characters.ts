const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** C0, DEL and C1 (escape sequences begin with one of these), but the line feed stays. */
const CONTROLS = /[\p{Cc}--\n]/gv;
/** What turns the direction of a line (UAX #9), deprecated format characters and interlinear annotations: they make a text look like another. */
const DECEPTIVE = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/g;

/**
 * A text as a screen may show it: nothing in it moves a terminal's cursor, changes a colour, a title or the clipboard, or
 * turns the line around. Line feeds stay, tabs become a space, a lone surrogate becomes U+FFFD.
 */
export function stripControlCharacters(text: string): string {
  return text
    .toWellFormed()
    .replace(LINE_ENDS, '\n')
    .replaceAll('\t', ' ')
    .replace(CONTROLS, '')
    .replace(DECEPTIVE, '');
}

/** The same on one line. */
export function toSingleLine(text: string): string {
  return stripControlCharacters(text).replace(/\n+/g, ' ').trim();
}

/** Longer addresses are not linked: terminals drop them (VTE's limit is 2083), and Telegram's clients do not open them. */
const LONGEST_LINK = 2048;

/** An address that may be shown and linked (http or https, in ASCII without control characters); null for every other. */
export function toSafeUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  return href.length <= LONGEST_LINK && /^[\x21-\x7e]+$/.test(href) ? href : null;
}

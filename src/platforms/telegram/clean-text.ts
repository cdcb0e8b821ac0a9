const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** C0, DEL and C1, but the line feed stays. */
const CONTROLS = /[\p{Cc}--\n]/gv;
/**
 * What turns the direction of a line (UAX #9), deprecated format characters and interlinear annotations: they make a
 * text look like another. Then three combining lines, which Telegram takes out itself: counted here, they would be missing there.
 */
const DECEPTIVE = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F\uFEFF\uFFF9-\uFFFB]|\u0333|\u033F|\u030A/g;

/** A text as Telegram keeps it, so that what is counted here is what counts there. Line feeds stay, a lone surrogate becomes U+FFFD. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(LINE_ENDS, '\n')
    .replaceAll('\t', ' ')
    .replace(CONTROLS, '')
    .replace(DECEPTIVE, '');
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\n+/g, ' ').trim();
}

/** Longer addresses are not linked: a client would not open them. */
const LONGEST_LINK = 2048;

/** An address that may be linked (http or https, in ASCII); null for every other. */
export function toSafeUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  return href.length <= LONGEST_LINK && /^[\x21-\x7e]+$/.test(href) ? href : null;
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
/** `&#x10FFFF` is the longest that Telegram reads. */
const LONGEST = 10;

/** The character reference that begins at `at` (an `&`), or null where it is none: then the `&` stands for itself. */
export function decodeCharacterReference(html: string, at: number): { text: string; end: number } | null {
  const head = html.slice(at, at + LONGEST + 1);
  const match = /^&(?:#x([0-9a-f]*)|#([0-9]*)|([a-z]*))/i.exec(head);
  if (match === null) return null;
  const [all, hexadecimal, decimal, name] = match;
  const end = at + all.length + (html[at + all.length] === ';' ? 1 : 0);
  if (name !== undefined) {
    const text = NAMED[name];
    return text === undefined ? null : { text, end };
  }
  const code =
    hexadecimal !== undefined ? Number.parseInt(hexadecimal, 16) : Number.parseInt(decimal ?? '', 10);
  if (!(code > 0 && code < 0x10ffff) || all.length >= LONGEST) return null;
  return { text: String.fromCodePoint(code), end };
}

/**
 * Area/City names, UTC, GMT and offsets. An abbreviation may name several zones, and Intl takes one of them without a
 * word: CST is Chicago to it, while who writes it in Chinese means Shanghai.
 */
const UNMISTAKABLE = /^(?:UTC|GMT|[+-]\d{2}:?\d{2}|[a-z_]{1,20}(?:\/[a-z\d_+-]{1,40}){1,2})$/i;

/** Making a formatter costs 40 µs and some 20 KB outside of the heap, and every stored subscription that is read asks. */
const known = new Set<string>();
/** More than there are names of zones. */
const MOST_KNOWN = 1000;

/** Whether a text names one time zone for certain, such as `Asia/Shanghai` or `+08:00`. */
export function isTimeZone(text: string): boolean {
  if (known.has(text)) return true;
  if (!UNMISTAKABLE.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    if (known.size >= MOST_KNOWN) known.clear();
    known.add(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Area/City names, UTC, GMT and offsets. An abbreviation may name several zones, and Intl takes one of them without a
 * word: CST is Chicago to it, while who writes it in Chinese means Shanghai.
 */
const UNMISTAKABLE = /^(?:UTC|GMT|[+-]\d{2}:?\d{2}|[a-z_]{1,20}(?:\/[a-z\d_+-]{1,40}){1,2})$/i;

/** Whether a text names one time zone for certain, such as `Asia/Shanghai` or `+08:00`. */
export function isTimeZone(text: string): boolean {
  if (!UNMISTAKABLE.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

import type { ReaderLanguage } from '../create-translator.ts';

const MINUTE = 60_000;
const UNITS = { m: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE } as const;
const SPAN = /^(\d{1,5})\s*(?:(m|min|分钟?|分鐘)|(h|小时|小時)|(d|天))$/i;
const LONGEST = 30 * UNITS.d;

/** `15m`, `2h`, `1d` or `15分钟`, `2小时`, `1天` in milliseconds; null for anything else, and what is below a minute or above 30 days. */
export function readSpan(text: string): number | null {
  const match = SPAN.exec(text.trim());
  if (match === null) return null;
  const [, count, minutes, hours] = match;
  const unit = minutes !== undefined ? UNITS.m : hours !== undefined ? UNITS.h : UNITS.d;
  const span = Number(count) * unit;
  return span >= MINUTE && span <= LONGEST ? span : null;
}

/** A span in the largest unit that says it whole. */
export function describeSpan(span: number, language: ReaderLanguage): string {
  const unit = span % UNITS.d === 0 ? 'day' : span % UNITS.h === 0 ? 'hour' : 'minute';
  const size = { day: UNITS.d, hour: UNITS.h, minute: UNITS.m }[unit];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.round(span / size),
  );
}

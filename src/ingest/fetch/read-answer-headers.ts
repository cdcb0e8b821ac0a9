/** `Retry-After` in both forms, seconds or an HTTP date, as epoch milliseconds; null where it says neither. */
export function readRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return now + Number(text) * 1000;
  const date = readHttpDate(text);
  return date === null ? null : Math.max(now, date);
}

/**
 * Until when an answer is fresh (epoch milliseconds): `Cache-Control: max-age` less `Age`; `no-cache`, `no-store` and
 * nothing said are null. `Expires` counts where there is no Cache-Control.
 */
export function readFreshUntil(headers: Pick<Headers, 'get'>, now: number): number | null {
  const control = headers.get('cache-control');
  if (control === null) {
    const expires = readHttpDate(headers.get('expires') ?? '');
    return expires === null || expires <= now ? null : expires;
  }
  if (/\bno-(?:cache|store)\b/i.test(control)) return null;
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(control)?.[1];
  if (maxAge === undefined) return null;
  const age = /^\d{1,9}$/.exec(headers.get('age')?.trim() ?? '')?.[0] ?? '0';
  const left = Number(maxAge) - Number(age);
  return left > 0 ? now + left * 1000 : null;
}

/** A validator as it is sent back: one that no request header could hold, or that is longer than any server makes, counts for nothing. */
export function readValidator(value: string | null): string | null {
  return value !== null && value !== '' && value.length <= 512 && /^[\x20-\x7E\x80-\xFF]+$/.test(value)
    ? value
    : null;
}

/** The three forms of RFC 9110, and nothing that only Date.parse understands. */
function readHttpDate(text: string): number | null {
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return null;
  const instant = Date.parse(/GMT|UTC|[+-]\d{4}/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(instant) ? null : instant;
}

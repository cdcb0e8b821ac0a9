import { toSafeUrl } from '../../core/text/strip-control-characters.ts';

/** UTF-16 units: with its text a link fits well into a message of 2000, and is never cut. */
const LONGEST_URL = 1000;
/** What would end a link or its `<…>`, or begin markup around it. */
const BREAKING = /[()[\]<>{}*|\\`^"']/g;

/** An address as it may stand in `[text](<…>)` and `<…>`: safe, and with what would break those percent-encoded; null for every other. */
export function toMarkdownUrl(url: string | null): string | null {
  const safe = toSafeUrl(url);
  if (safe === null) return null;
  const { origin, username, href } = new URL(safe);
  // A name before the host is there to be taken for the host; brackets of an IPv6 host can't be encoded.
  if (username !== '' || origin.includes('[')) return null;
  const written = origin + href.slice(origin.length).replace(BREAKING, percentEncode);
  return written.length <= LONGEST_URL && written.startsWith(origin) && href.startsWith(origin)
    ? written
    : null;
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

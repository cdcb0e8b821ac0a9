import { createHash } from 'node:crypto';
import { foldText } from '../text/fold.ts';
import { foldToLetters } from '../text/fold-to-letters.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** Below this many letters and digits a body says too little to be known again by it alone: the title counts too. */
const TELLING_LENGTH = 40;

/** Below this many, symbols may be all that tells two texts apart. */
const FEWEST_LETTERS = 4;

/** What a short article is known by: its letters, or where there are hardly any (emoji, symbols) the text itself. */
function readShort(title: string, body: string, said: string): string {
  if (said.length >= FEWEST_LETTERS) return `${foldToLetters(title)}\n${said}`;
  return [title, body].map((text) => foldText(text).replace(/\s+|\ufe0f/gu, '')).join('\n');
}

/**
 * A hash of what an article says, the same for the same text with other spacing, width, punctuation, case or script
 * variant (a text of fewer than 4 letters and digits counts as it is): SHA-256 over its folded letters and digits, as
 * 51 characters of Crockford's base32 in lower case (255 of the 256 bits).
 */
export function hashContent(title: string, body: string): string {
  const said = foldToLetters(body);
  const digest = createHash('sha256')
    .update(said.length < TELLING_LENGTH ? readShort(title, body, said) : said)
    .digest();
  let bits = 0n;
  for (const byte of digest) bits = (bits << 8n) | BigInt(byte);
  bits >>= 1n;
  let text = '';
  for (let index = 0; index < 51; index += 1) {
    text = `${ALPHABET[Number(bits & 31n)]}${text}`;
    bits >>= 5n;
  }
  return text;
}

import { analyse } from 'chardet';
import { COMMON_HAN } from './common-han.ts';

/** A label that TextDecoder knows. */
export type Encoding = string;

const SAMPLE = 64 * 1024;
const CANDIDATES = ['gb18030', 'big5', 'windows-1252'];
const LEAST_SCORE = 0.05;
const CHARDET_CONFIDENCE = 60;
const CHARDET_LABELS = /^(?:shift_jis|euc-jp|euc-kr|iso-2022-jp|koi8-r|windows-125\d|iso-8859-\d+)$/;

/**
 * The encoding of bytes that hold text, or null where none fits. `isWhole` is false for the head of a longer file.
 * A byte order mark decides; then fatal UTF-8; then the decodings are scored by what stands in them: common Han
 * characters and punctuation for, invalid sequences, control and rare characters against. chardet is asked last and
 * only for encodings of other languages: on a few Chinese sentences it is wrong too often.
 */
export function detectEncoding(bytes: Uint8Array, isWhole: boolean): Encoding | null {
  const marked = readByteOrderMark(bytes);
  if (marked !== null) return marked;
  const sample = bytes.subarray(0, SAMPLE);
  const wide = detectUtf16(sample);
  if (wide !== null) return wide;
  if (isUtf8(bytes, isWhole)) return 'utf-8';
  let best: Encoding | null = null;
  let bestScore = LEAST_SCORE;
  for (const encoding of [...CANDIDATES, 'utf-8', 'utf-16le', 'utf-16be']) {
    if (encoding.startsWith('utf-16') && isWhole && bytes.length % 2 === 1) continue;
    const score = scoreText(decodeSample(sample, encoding), encoding) / sample.length;
    if (score > bestScore) {
      best = encoding;
      bestScore = score;
    }
  }
  return best ?? askChardet(sample);
}

function readByteOrderMark(bytes: Uint8Array): Encoding | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33) return 'gb18030';
  return null;
}

/** UTF-16 without a mark: its line ends, spaces and Latin letters have a zero byte, always on the same side. */
function detectUtf16(sample: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < sample.length; at += 2) {
    if (sample[at] === 0 && sample[at + 1] !== 0) even += 1;
    if (sample[at + 1] === 0 && sample[at] !== 0) odd += 1;
  }
  const pairs = sample.length / 2;
  if (pairs < 2 || even + odd < Math.max(1, pairs * 0.002)) return null;
  const encoding = odd > even * 8 ? 'utf-16le' : even > odd * 8 ? 'utf-16be' : null;
  if (encoding === null) return null;
  const text = decodeSample(sample, encoding);
  return scoreText(text, encoding) / text.length > 0.1 ? encoding : null;
}

/** Valid UTF-8; a head may end in the middle of a character. */
function isUtf8(bytes: Uint8Array, isWhole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole });
    return true;
  } catch {
    return false;
  }
}

function decodeSample(sample: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(sample, { stream: true });
}

/** How much a decoding looks like text; comparable between decodings of the same bytes. */
function scoreText(text: string, encoding: Encoding): number {
  let score = 0;
  let previous = ' ';
  for (const character of text) {
    score += scoreCharacter(character, previous, encoding);
    previous = character;
  }
  return score;
}

function scoreCharacter(character: string, previous: string, encoding: Encoding): number {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0xfffd) return -10;
  if (code < 0x20) return code === 9 || code === 10 || code === 13 ? 0.3 : -5;
  if (code < 0x7f) return 0.3;
  if (code < 0xa0) return -5;
  if (COMMON_HAN.has(character)) return 3;
  if ('，。、；：？！“”‘’（）《》「」『』—…·　'.includes(character))
    return encoding === 'windows-1252' ? 0.3 : 2;
  if (code >= 0x4e00 && code <= 0x9fff) return -0.3;
  if (code < 0x250) return /[a-z]/i.test(previous) && /\p{L}/u.test(character) ? 0.8 : -2;
  if (code >= 0x3040 && code <= 0x30ff) return 0.2;
  if (code >= 0xff01 && code <= 0xff5e) return 0.5;
  if (code >= 0x1f300 && code <= 0x1faff) return 0.5;
  return -2;
}

function askChardet(sample: Uint8Array): Encoding | null {
  for (const match of analyse(sample)) {
    const label = match.name.toLowerCase();
    if (match.confidence < CHARDET_CONFIDENCE || !CHARDET_LABELS.test(label)) continue;
    const text = decodeSample(sample, label);
    const broken = text.split('\ufffd').length - 1;
    if (broken * 100 < text.length) return label;
  }
  return null;
}

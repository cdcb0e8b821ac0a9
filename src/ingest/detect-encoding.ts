import { analyse } from 'chardet';
import { COMMON_HAN } from './common-han.ts';
import { createDecoder } from './create-decoder.ts';
import { readDeclaredCharset } from './declared-charset.ts';

/** A label that TextDecoder knows. */
export type Encoding = string;

const SAMPLE = 64 * 1024;
const CANDIDATES = ['gb18030', 'big5', 'windows-1252'];
const LEAST_SCORE = 0.05;
/** Of a hundred. Markup is text for sure, so that less will do. */
const CHARDET_CONFIDENCE = { markup: 30, other: 60 };
const CHARDET_LABELS = /^(?:shift_jis|euc-jp|euc-kr|iso-2022-jp|koi8-r|windows-125\d|iso-8859-\d+)$/;

/**
 * The encoding of bytes that hold text, or null where none fits. `isWhole` is false for the head of a longer file.
 * `header` is the charset that came with the bytes, as TextDecoder names it. A byte order mark decides; then what was
 * declared, by the header or by the markup itself, where the bytes bear it out; then fatal UTF-8; then the decodings are
 * scored by what stands in them: common Han characters and punctuation for, invalid sequences, control and rare characters
 * against. chardet is asked last and only for encodings of other languages: on a few Chinese sentences it is wrong too often.
 */
export function detectEncoding(
  bytes: Uint8Array,
  isWhole: boolean,
  header: Encoding | null = null,
): Encoding | null {
  const marked = readByteOrderMark(bytes);
  if (marked !== null) return marked;
  const wide = detectUtf16(bytes.subarray(0, SAMPLE));
  if (wide !== null) return wide;
  const sample = findTellingPart(bytes);
  const isValidUtf8 = isUtf8(bytes, isWhole);
  for (const declared of new Set([header, readDeclaredCharset(bytes)]))
    if (declared !== null && isBorneOut(sample, declared, isValidUtf8)) return declared;
  if (isValidUtf8) return 'utf-8';
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
  const isMarkup = /^\s*</.test(new TextDecoder('latin1').decode(bytes.subarray(0, 100)));
  return best ?? askChardet(sample, isMarkup ? CHARDET_CONFIDENCE.markup : CHARDET_CONFIDENCE.other);
}

const BEFORE = 64;

/** Where bytes begin to tell: markup may be ASCII for long. Even, so that UTF-16 stays in step. */
function findTellingPart(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const start = Math.max(0, first - BEFORE) & ~1;
  return bytes.subarray(start, start + SAMPLE);
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

const MOST_BROKEN = 0.002;
/** Of its Han characters, text in Chinese has more than half from the common ones; bytes read wrongly have one in twenty. */
const LEAST_COMMON = 0.3;

/** Whether bytes are what they are declared to be: servers and templates declare one charset for whatever they send. */
function isBorneOut(sample: Uint8Array, declared: Encoding, isValidUtf8: boolean): boolean {
  // With Latin letters it would have been known by its zero bytes.
  if (declared.startsWith('utf-16')) return shareOfCommonHan(decodeSample(sample, declared)) >= LEAST_COMMON;
  const isAscii = !sample.some((byte) => byte >= 0x80);
  // ISO-2022-JP says all in ASCII.
  if (isAscii) return true;
  if (declared === 'utf-8') return isValidUtf8 || countBroken(decodeSample(sample, 'utf-8')) <= MOST_BROKEN;
  // Text of another charset is valid UTF-8 by chance only where it is very short.
  if (isValidUtf8) return false;
  const text = decodeSample(sample, declared);
  if (countBroken(text) > MOST_BROKEN) return false;
  const own = shareOfCommonHan(text);
  if (own >= LEAST_COMMON) return true;
  return !['gb18030', 'big5'].some(
    (other) =>
      other !== declared && shareOfCommonHan(decodeSample(sample, other)) >= Math.max(LEAST_COMMON, own * 3),
  );
}

/** The share of a text that could not be decoded. */
function countBroken(text: string): number {
  return (text.split('\ufffd').length - 1) / Math.max(1, text.length);
}

/** Of the Han characters of a text, the share that is common; 0 where there are hardly any, or much could not be decoded. */
function shareOfCommonHan(text: string): number {
  const han = text.match(/[\u4e00-\u9fff]/g) ?? [];
  if (han.length < 4 || countBroken(text) > 0.02) return 0;
  return han.filter((character) => COMMON_HAN.has(character)).length / han.length;
}

function decodeSample(sample: Uint8Array, encoding: Encoding): string {
  return createDecoder(encoding).decode(sample, { stream: true });
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

function askChardet(sample: Uint8Array, leastConfidence: number): Encoding | null {
  for (const match of analyse(sample)) {
    const label = match.name.toLowerCase();
    if (match.confidence < leastConfidence || !CHARDET_LABELS.test(label)) continue;
    const text = decodeSample(sample, label);
    if (countBroken(text) < 0.01) return label;
  }
  return null;
}

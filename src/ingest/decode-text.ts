import { createDecoder } from './create-decoder.ts';
import { detectEncoding, type Encoding } from './detect-encoding.ts';

export type Decoded =
  | { kind: 'text'; text: string; encoding: Encoding }
  /** `detail` is for the log, and says nothing of the content. */
  | { kind: 'failed'; reason: 'empty' | 'binary'; detail: string };

const MAGIC: [string, readonly number[]][] = [
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['an archive or an office document', [0x50, 0x4b, 0x03, 0x04]],
  ['an old office document', [0xd0, 0xcf, 0x11, 0xe0]],
  ['gzip', [0x1f, 0x8b]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
  ['an SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
];

const HEAD = 64 * 1024;
const MOST_CONTROLS = 0.01;

/**
 * Bytes to text: UTF-8, UTF-16 (either way round), GB18030, Big5, with a byte order mark or without, and what else
 * chardet knows. Line ends become `\n`; a mark at the start and control characters are left out. `charset` is what the
 * server said, as normaliseCharset gives it; it is believed where the bytes bear it out.
 */
export function decodeText(bytes: Uint8Array, { charset = null }: { charset?: string | null } = {}): Decoded {
  if (bytes.length === 0) return { kind: 'failed', reason: 'empty', detail: 'The file is empty.' };
  const binary = describeBinary(bytes.subarray(0, HEAD));
  if (binary !== null)
    return { kind: 'failed', reason: 'binary', detail: `The file is ${binary}, not text.` };
  const encoding = detectEncoding(bytes, true, charset);
  if (encoding === null)
    return { kind: 'failed', reason: 'binary', detail: 'No text encoding fits the bytes.' };
  const raw = createDecoder(encoding).decode(bytes);
  if (isControlHeavy(raw.slice(0, HEAD)))
    return { kind: 'failed', reason: 'binary', detail: 'Too many control characters for text.' };
  const text = cleanText(raw);
  if (text.trim() === '') return { kind: 'failed', reason: 'empty', detail: 'The file holds only spaces.' };
  return { kind: 'text', text, encoding };
}

/** What a file that is no text is, by its first bytes; null where nothing says so. */
export function describeBinary(head: Uint8Array): string | null {
  for (const [name, bytes] of MAGIC) if (bytes.every((byte, at) => head[at] === byte)) return name;
  return null;
}

/** Line ends to `\n`; control characters (NUL among them), a byte order mark and unpaired surrogates do no harm later. */
export function cleanText(raw: string): string {
  const text = raw.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n');
  return text.replace(CONTROLS, '').toWellFormed();
}

// Tab and line feed stay.
const CONTROLS = /(?![\t\n])\p{Cc}|^\ufeff/gu;

function isControlHeavy(text: string): boolean {
  const controls = text.match(/(?![\t\n\r\f\v])[\p{Cc}\ufffd]/gu)?.length ?? 0;
  return controls > Math.max(4, text.length * MOST_CONTROLS);
}

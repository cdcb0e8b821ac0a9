import type { Encoding } from './detect-encoding.ts';
import { excerptOf } from './dump/skipped.ts';
import { type ParsedLine, parseJsonLine } from './parse-json-line.ts';

/** In UTF-16 units; a longer line is skipped without being held. */
const LONGEST_LINE = 8 * 1024 * 1024;

/** The articles of JSON Lines as they stream in. */
export async function* readJsonLines(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<ParsedLine> {
  for await (const entry of splitIntoLines(chunks, encoding)) {
    const range = { start: entry.start, end: entry.start + entry.length };
    if (entry.line === null) {
      const detail = `Line ${entry.number} is longer than ${LONGEST_LINE} characters.`;
      yield { kind: 'skipped', skipped: { reason: 'too-large', excerpt: entry.excerpt, range, detail } };
    } else if (entry.line.trim() !== '') yield parseJsonLine(entry.line, entry.number, range);
  }
}

interface Line {
  /** Null where the line is too long. */
  line: string | null;
  excerpt: string;
  number: number;
  /** UTF-16 offset into the decoded text, `\r\n` counted as one character. */
  start: number;
  length: number;
}

async function* splitIntoLines(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Line> {
  const decoder = new TextDecoder(encoding);
  let parts: string[] = [];
  let length = 0;
  let number = 1;
  let start = 0;
  let excerpt = '';
  const take = (piece: string) => {
    if (length === 0) excerpt = piece.slice(0, 400);
    length += piece.length;
    if (length <= LONGEST_LINE) parts.push(piece);
    else parts = [];
  };
  const finish = (): Line => {
    const whole = length <= LONGEST_LINE ? parts.join('') : null;
    const line = whole?.endsWith('\r') ? whole.slice(0, -1) : whole;
    const finished = { line, excerpt: excerptOf(excerpt), number, start, length: line?.length ?? length };
    start += finished.length + 1;
    number += 1;
    parts = [];
    length = 0;
    excerpt = '';
    return finished;
  };
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    let at = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', at)) {
      take(text.slice(at, end));
      yield finish();
      at = end + 1;
    }
    if (at < text.length) take(text.slice(at));
  }
  take(decoder.decode());
  if (length > 0) yield finish();
}

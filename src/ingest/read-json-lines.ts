import { createDecoder } from './create-decoder.ts';
import type { Encoding } from './detect-encoding.ts';
import { excerptOf } from './dump/skipped.ts';
import { LONGEST_ARTICLE } from './longest-article.ts';
import { type ParsedLine, parseJsonLine } from './parse-json-line.ts';
import { createLineSplitter, type Line } from './split-into-lines.ts';

/** In UTF-16 units: the longest article with every character escaped (`\uXXXX`), and its other fields. */
const LONGEST_LINE = LONGEST_ARTICLE * 6 + 64 * 1024;

/** The articles of JSON Lines as they stream in. */
export async function* readJsonLines(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<ParsedLine> {
  const decoder = createDecoder(encoding);
  const splitter = createLineSplitter(LONGEST_LINE);
  for await (const chunk of chunks) {
    for (const line of splitter.push(decoder.decode(chunk, { stream: true }))) yield* readLine(line);
  }
  for (const line of splitter.push(decoder.decode())) yield* readLine(line);
  for (const line of splitter.end()) yield* readLine(line);
}

/** The articles of a text that holds JSON Lines. */
export function* parseJsonLines(text: string): Generator<ParsedLine> {
  const splitter = createLineSplitter(LONGEST_LINE);
  for (const line of splitter.push(text)) yield* readLine(line);
  for (const line of splitter.end()) yield* readLine(line);
}

function* readLine({ text, head, number, range }: Line): Generator<ParsedLine> {
  if (text === null) {
    const detail = `Line ${number} is longer than ${LONGEST_LINE} characters.`;
    yield { kind: 'skipped', skipped: { reason: 'too-large', excerpt: excerptOf(head), range, detail } };
  } else if (text.trim() !== '') yield parseJsonLine(text, number, range);
}

/** A line of input, numbered from 1, or why it cannot be read. */
export type InputLine =
  | { number: number; text: string }
  | { number: number; problem: 'too-long' | 'not-utf8' };

/**
 * The lines of UTF-8 bytes as they come, without their ends (LF or CRLF) and without a byte order mark; a last line needs no end.
 * A line of more than `limit` bytes is passed over without being held.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array | string>,
  limit: number,
): AsyncGenerator<InputLine> {
  let number = 0;
  let held: Uint8Array[] = [];
  let length = 0;

  const finish = (): InputLine => {
    number += 1;
    const line = length > limit ? null : Buffer.concat(held, length);
    held = [];
    length = 0;
    return line === null ? { number, problem: 'too-long' } : decode(line, number);
  };

  const hold = (piece: Uint8Array): void => {
    length += piece.length;
    if (length > limit) held = [];
    else held.push(piece);
  };

  for await (const given of chunks) {
    const chunk = typeof given === 'string' ? Buffer.from(given) : given;
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      hold(chunk.subarray(from, end));
      yield finish();
      from = end + 1;
    }
    if (from < chunk.length) hold(chunk.subarray(from));
  }
  if (length > 0) yield finish();
}

function decode(line: Uint8Array, number: number): InputLine {
  try {
    // A byte order mark is passed over at the start of the input; elsewhere it is a character like any other.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: number > 1 }).decode(line);
    return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  } catch {
    return { number, problem: 'not-utf8' };
  }
}

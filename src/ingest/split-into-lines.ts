export interface Line {
  /** Without its end; null where the line is too long. */
  text: string | null;
  /** How the line begins. */
  head: string;
  /** From 1. */
  number: number;
  /** UTF-16 offsets into the whole text, `\r\n` counted as one character. */
  range: { start: number; end: number };
}

const HEAD = 400;

/**
 * Cuts a text that comes in pieces into its lines (ends LF or CRLF; the last needs none). A line of more than `longest`
 * UTF-16 units is passed over without being held.
 */
export function createLineSplitter(longest: number): {
  push(piece: string): Generator<Line>;
  end(): Generator<Line>;
} {
  let parts: string[] = [];
  let length = 0;
  let number = 1;
  let start = 0;
  let head = '';

  function take(piece: string): void {
    if (length < HEAD) head += piece.slice(0, HEAD);
    length += piece.length;
    if (length <= longest) parts.push(piece);
    else parts = [];
  }

  function finish(): Line {
    const whole = length <= longest ? parts.join('') : null;
    const text = whole?.endsWith('\r') ? whole.slice(0, -1) : whole;
    const line = { text, head, number, range: { start, end: start + (text?.length ?? length) } };
    start = line.range.end + 1;
    number += 1;
    parts = [];
    length = 0;
    head = '';
    return line;
  }

  return {
    *push(piece) {
      let at = 0;
      for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', at)) {
        take(piece.slice(at, end));
        yield finish();
        at = end + 1;
      }
      if (at < piece.length) take(piece.slice(at));
    },
    *end() {
      if (length > 0) yield finish();
    },
  };
}

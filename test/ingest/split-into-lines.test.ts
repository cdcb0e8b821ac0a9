import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createLineSplitter } from '../../src/ingest/split-into-lines.ts';

function linesOf(pieces: readonly string[], longest = 100) {
  const splitter = createLineSplitter(longest);
  return [...pieces.flatMap((piece) => [...splitter.push(piece)]), ...splitter.end()];
}

describe('createLineSplitter', () => {
  it('gives the same lines however the text comes in pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '\r', '\n', '字') })), (pieces) => {
        assert.deepEqual(linesOf(pieces, 5), linesOf([pieces.join('')], 5));
      }),
    );
  });

  it('numbers the lines, and gives offsets with a line end counted as one character', () => {
    assert.deepEqual(
      linesOf(['a\r\n\nbc']).map(({ text, number, range }) => [text, number, range.start, range.end]),
      [
        ['a', 1, 0, 1],
        ['', 2, 2, 2],
        ['bc', 3, 3, 5],
      ],
    );
  });

  it('passes over a line that is too long, with its beginning, and goes on', () => {
    const [long, next] = linesOf(['x'.repeat(60), 'y'.repeat(60), '\nb']);
    assert.deepEqual([long?.text, long?.range, next?.text], [null, { start: 0, end: 120 }, 'b']);
    assert.ok(long?.head.startsWith('x'.repeat(60)));
  });
});

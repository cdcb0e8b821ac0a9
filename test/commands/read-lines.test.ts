import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type InputLine, readLines } from '../../src/commands/read-lines.ts';

const read = async (chunks: (Uint8Array | string)[], limit = 1000): Promise<InputLine[]> => {
  async function* give() {
    yield* chunks;
  }
  const lines: InputLine[] = [];
  for await (const line of readLines(give(), limit)) lines.push(line);
  return lines;
};
const textsOf = (lines: InputLine[]) => lines.map((line) => ('text' in line ? line.text : line.problem));

describe('the lines of an input', () => {
  it('are the same however its bytes come in pieces', async () => {
    const text = fc.array(fc.stringMatching(/^[a字😀 ]{0,8}$/u), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (lines, size) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        assert.deepEqual(textsOf(await read(pieces)), lines);
      }),
    );
  });

  it('may end in CRLF, begin with a byte order mark and lack a last end', async () => {
    assert.deepEqual(textsOf(await read(['\uFEFFone\r\ntwo\r\n\nthree'])), ['one', 'two', '', 'three']);
  });

  it('that are too long or not UTF-8 are said, and the others stay', async () => {
    const lines = await read([Buffer.from([0x61, 0xff, 0x0a]), 'x'.repeat(1001), '\nok'], 1000);
    assert.deepEqual(lines, [
      { number: 1, problem: 'not-utf8' },
      { number: 2, problem: 'too-long' },
      { number: 3, text: 'ok' },
    ]);
  });

  it('are none for an empty input', async () => {
    assert.deepEqual(await read([]), []);
    assert.deepEqual(await read(['']), []);
  });
});

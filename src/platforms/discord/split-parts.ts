import { cutToChunks, cutToSentences, trimStart } from '../../core/blocks/cut-pieces.ts';
import type { Part, Piece } from './rich-text.ts';
import { measurePiece, type TextSize } from './write-markdown.ts';

/** A part, or as much of one as stands in one message, with what it takes. */
export interface MeasuredPart extends Part {
  /** Of Markdown, at most: UTF-16 units, and bytes in UTF-8. */
  length: number;
  bytes: number;
  choices: number;
  /** What it is a piece of. */
  source: Part;
}

/**
 * UTF-16 units of the parts that a sentence is cut to where it is longer than a message: few enough that they fit into
 * any when they are escaped and the numbers of their sources stand behind them.
 */
const CHUNK = 180;

/**
 * Parts as messages that are each within the limits that `isWithin` knows: broken between parts, where one is too long
 * between its pieces, then between sentences, at last between words; never inside a link, a source's number or a
 * character. Markup is written only afterwards, so that it can't be broken. A heading stands with what it heads.
 */
export function splitParts(
  parts: readonly Part[],
  isWithin: (parts: readonly MeasuredPart[]) => boolean,
): MeasuredPart[][] {
  const messages: MeasuredPart[][] = [];
  let message: MeasuredPart[] = [];

  /** Adds to the message, or to a new one that begins with the headings at its end; false where there is no room in either. */
  const fit = (add: (to: MeasuredPart[]) => MeasuredPart[]): boolean => {
    if (!isWithin(add(message))) {
      const { before, headings } = takeHeadings(message);
      if (before.length === 0 || !isWithin(add(headings))) return false;
      messages.push(before);
      message = headings;
    }
    message = add(message);
    return true;
  };
  const place = (piece: Piece, part: Part, isFirst: boolean, level = 0): void => {
    const size = measurePiece(piece);
    const add = (to: MeasuredPart[]) => addPiece(to, piece, { size, part, isFirst });
    if (fit(add)) return;
    if (level < 2) {
      const cuts = level === 0 ? cutToSentences(piece) : cutToChunks(piece, CHUNK);
      for (const [index, { choice, ...cut }] of cuts.entries())
        place(
          index === 0 && choice !== undefined ? { ...cut, choice } : cut,
          part,
          isFirst && index === 0,
          level + 1,
        );
      return;
    }
    if (message.length > 0) messages.push(message);
    message = add([]);
  };

  for (const part of parts) {
    const pieces = part.pieces.filter(({ runs }) => runs.some(({ text }) => text.trim() !== ''));
    if (pieces.length === 0 && part.rows.length === 0) continue;
    const whole = measurePart({ ...part, pieces }, part);
    if (fit((to) => [...to, whole])) continue;
    for (const [index, piece] of pieces.entries()) place(piece, part, index === 0);
    if (part.rows.length === 0) continue;
    const rows = measurePart({ ...part, frame: null, pieces: [] }, part);
    if (fit((to) => [...to, rows])) continue;
    if (message.length > 0) messages.push(message);
    message = [rows];
  }
  messages.push(message);
  return messages.map((some) => some.flatMap(trimPart)).filter(({ length }) => length > 0);
}

function measurePart(part: Part, source: Part): MeasuredPart {
  const sizes = part.pieces.map(measurePiece);
  return {
    ...part,
    source,
    length: sizes.reduce((sum, { length }) => sum + length, 0),
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    choices: part.pieces.filter(({ choice }) => choice !== undefined).length,
  };
}

function addPiece(
  to: readonly MeasuredPart[],
  piece: Piece,
  { size, part, isFirst }: { size: TextSize; part: Part; isFirst: boolean },
): MeasuredPart[] {
  const last = to.at(-1);
  const isOpen = last?.source === part;
  const open: MeasuredPart = isOpen
    ? last
    : // What stands beside the text belongs to its beginning.
      {
        ...part,
        accessory: part.accessory && isFirst,
        pieces: [],
        rows: [],
        length: 0,
        bytes: 0,
        choices: 0,
        source: part,
      };
  return [
    ...(isOpen ? to.slice(0, -1) : to),
    {
      ...open,
      pieces: [...open.pieces, piece],
      length: open.length + size.length,
      bytes: open.bytes + size.bytes,
      choices: open.choices + (piece.choice === undefined ? 0 : 1),
    },
  ];
}

/** A message without the headings at its end, and those. */
function takeHeadings(message: readonly MeasuredPart[]): {
  before: MeasuredPart[];
  headings: MeasuredPart[];
} {
  const before = [...message];
  const headings: MeasuredPart[] = [];
  for (;;) {
    const last = before.at(-1);
    if (last === undefined || last.rows.length > 0) break;
    const count = last.pieces.length - 1 - last.pieces.findLastIndex(({ heads }) => heads !== true);
    if (count === 0) break;
    before.pop();
    headings.unshift(measurePart({ ...last, pieces: last.pieces.slice(-count) }, last.source));
    if (count === last.pieces.length) continue;
    before.push(measurePart({ ...last, pieces: last.pieces.slice(0, -count) }, last.source));
    break;
  }
  return { before, headings };
}

/** A part without white space at its beginning, or none where it is nothing else. */
function trimPart(part: MeasuredPart): MeasuredPart[] {
  const first = part.pieces.findIndex(({ runs }) => runs.some(({ text }) => text.trim() !== ''));
  if (first < 0) return part.rows.length === 0 ? [] : [{ ...part, pieces: [] }];
  const [piece, ...rest] = part.pieces.slice(first);
  return piece === undefined
    ? []
    : [{ ...part, pieces: [{ ...piece, runs: trimStart(piece.runs) }, ...rest] }];
}

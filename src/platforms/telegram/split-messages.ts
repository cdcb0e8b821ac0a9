import { splitSentences } from '../../core/text/sentences.ts';
import { addCosts, type Cost, measureRuns, NOTHING, type Piece, type TextRun } from './rich-text.ts';

/** What belongs together where it can: a story with its sources, a paragraph. */
export interface Section<Row> {
  pieces: Piece[];
  /** Rows of buttons that belong to it. */
  rows: Row[];
}

export interface MessagePieces<Row> {
  pieces: Piece[];
  rows: Row[];
}

/** Of one message, with a little room below what Telegram takes (https://core.telegram.org/bots/api#sendmessage). */
export interface MessageLimits extends Cost {
  buttons: number;
}

export const MESSAGE_LIMITS: MessageLimits = {
  length: 4096,
  entities: 96,
  entityBytes: 9000,
  markupBytes: 32_000,
  buttons: 90,
};

/**
 * UTF-16 units of the parts that a sentence is cut to where it is longer than a message: few enough that what could be
 * an entity in them (two units at least) is within the limits.
 */
const CHUNK = 180;

/**
 * Sections as messages that are each within the limits: broken between sections, where one is too long between its
 * pieces, then between sentences, at last between words; never inside a link, a source's number or a character.
 */
export function splitMessages<Row extends readonly unknown[]>(
  sections: readonly Section<Row>[],
  limits: MessageLimits = MESSAGE_LIMITS,
): MessagePieces<Row>[] {
  const messages: MessagePieces<Row>[] = [];
  let message: MessagePieces<Row> = { pieces: [], rows: [] };
  let spent = NOTHING;
  let buttons = 0;

  const flush = (): void => {
    if (message.pieces.length > 0 || message.rows.length > 0) messages.push(message);
    message = { pieces: [], rows: [] };
    spent = NOTHING;
    buttons = 0;
  };
  const isWithin = ({ length, entities, entityBytes, markupBytes }: Cost): boolean =>
    length <= limits.length &&
    entities <= limits.entities &&
    entityBytes <= limits.entityBytes &&
    markupBytes <= limits.markupBytes;
  const fits = (pieces: readonly Piece[], first: boolean): boolean =>
    isWithin(addCosts(first ? NOTHING : spent, measurePieces(pieces)));

  const add = (piece: Piece): void => {
    const runs = message.pieces.length === 0 ? trimStart(piece.runs) : piece.runs;
    if (runs.length === 0) return;
    message.pieces.push({ ...piece, runs });
    spent = addCosts(spent, measurePieces([{ ...piece, runs }]));
  };
  const place = (piece: Piece, level: number): void => {
    if (fits([piece], false)) {
      add(piece);
      return;
    }
    if (fits([piece], true) || level > 1) {
      flush();
      add(piece);
      return;
    }
    for (const part of level === 0 ? toSentences(piece) : toChunks(piece)) place(part, level + 1);
  };

  for (const section of sections) {
    const pieces = section.pieces.filter(({ runs }) => runs.some(({ text }) => text.trim() !== ''));
    const asked = section.rows.reduce((sum, row) => sum + row.length, 0);
    const together = fits(pieces, false) && buttons + asked <= limits.buttons;
    if (!together && (fits(pieces, true) || buttons + asked > limits.buttons)) flush();
    for (const piece of pieces) place(piece, 0);
    for (const row of section.rows) {
      if (buttons + row.length > limits.buttons) continue;
      message.rows.push(row);
      buttons += row.length;
    }
  }
  flush();
  // Buttons alone are no message; they go where the last text is.
  const [last] = messages.slice(-1);
  if (last !== undefined && last.pieces.length === 0 && messages.length > 1) {
    messages.pop();
    messages.at(-1)?.rows.push(...last.rows);
  }
  return messages;
}

function measurePieces(pieces: readonly Piece[]): Cost {
  return pieces
    .map((piece) =>
      addCosts(measureRuns(piece.runs), {
        length: piece.before.length,
        // A quote may begin anew with each.
        entities: piece.quoted ? 1 : 0,
        entityBytes: piece.quoted ? 12 : 0,
        markupBytes: piece.before.length + (piece.quoted ? 40 : 0),
      }),
    )
    .reduce(addCosts, NOTHING);
}

function trimStart(runs: readonly TextRun[]): TextRun[] {
  const first = runs.findIndex(({ text }) => text.trim() !== '');
  if (first < 0) return [];
  const [run, ...rest] = runs.slice(first);
  return run === undefined ? [] : [{ ...run, text: run.text.trimStart() }, ...rest];
}

function toSentences(piece: Piece): Piece[] {
  const text = piece.runs.map((run) => run.text).join('');
  return cutAt(
    piece,
    splitSentences(text).map(({ end }) => end),
  );
}

/** Cuts at spaces where there are some, else between characters as people see them. */
function toChunks(piece: Piece): Piece[] {
  const text = piece.runs.map((run) => run.text).join('');
  const cuts: number[] = [];
  let start = 0;
  let space = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    const end = index + segment.length;
    if (end - start > CHUNK) {
      if (space > start) cuts.push(space);
      else if (index > start) cuts.push(index);
      start = cuts.at(-1) ?? 0;
      if (end - start > CHUNK && index > start) {
        cuts.push(index);
        start = index;
      }
      // A single character can be longer than a message: marks upon marks. Then any whole code point will do.
      for (; end - start > CHUNK; cuts.push(start)) {
        start += CHUNK;
        if (/[\uDC00-\uDFFF]/.test(text.charAt(start))) start -= 1;
      }
    }
    if (segment.trim() === '') space = end;
  }
  return cutAt(piece, cuts);
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The piece in parts that end at the offsets given, or later where that is inside a link, code or a number and what it is glued to. */
function cutAt(piece: Piece, offsets: readonly number[]): Piece[] {
  const parts: TextRun[][] = [[]];
  let next = 0;
  let at = 0;
  for (const [index, run] of piece.runs.entries()) {
    const whole = run.url !== undefined || run.glued === true;
    const gluedTo = piece.runs[index + 1]?.glued === true;
    let from = 0;
    while (next < offsets.length && (offsets[next] ?? 0) <= at + run.text.length) {
      const cut = (offsets[next] ?? 0) - at;
      next += 1;
      if (whole ? cut < run.text.length || gluedTo : gluedTo && cut >= run.text.length) continue;
      if (cut > from) parts.at(-1)?.push({ ...run, text: run.text.slice(from, cut) });
      from = Math.max(from, cut);
      if ((parts.at(-1)?.length ?? 0) > 0) parts.push([]);
    }
    if (from < run.text.length) parts.at(-1)?.push({ ...run, text: run.text.slice(from) });
    at += run.text.length;
    // What was put off because a number follows is cut after that number.
    if (run.glued === true && !gluedTo && (parts.at(-1)?.length ?? 0) > 0) parts.push([]);
  }
  return parts
    .filter((runs) => runs.length > 0)
    .map((runs, index) => ({ ...piece, before: index === 0 ? piece.before : '', runs }));
}

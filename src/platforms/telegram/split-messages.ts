import { cutToChunks, cutToSentences, trimStart } from '../../core/blocks/cut-pieces.ts';
import { addCosts, type Cost, measureRuns, NOTHING, type Piece } from './rich-text.ts';

/** What belongs together where it can: a story with its sources, a paragraph. */
export interface Section<Row> {
  pieces: Piece[];
  /** Rows of buttons that belong to it. */
  rows: Row[];
  /** What it is made of, told again of each message that has some of it. */
  blocks?: readonly number[];
}

export interface MessagePieces<Row> {
  pieces: Piece[];
  rows: Row[];
  blocks: Set<number>;
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
  let message: MessagePieces<Row> = { pieces: [], rows: [], blocks: new Set() };
  let blocks: readonly number[] = [];
  let spent = NOTHING;
  let buttons = 0;

  const flush = (): void => {
    if (message.pieces.length > 0 || message.rows.length > 0) messages.push(message);
    message = { pieces: [], rows: [], blocks: new Set() };
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
    for (const block of blocks) message.blocks.add(block);
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
    for (const part of level === 0 ? cutToSentences(piece) : cutToChunks(piece, CHUNK))
      place(part, level + 1);
  };

  for (const section of sections) {
    blocks = section.blocks ?? [];
    const pieces = section.pieces.filter(({ runs }) => runs.some(({ text }) => text.trim() !== ''));
    const asked = section.rows.reduce((sum, row) => sum + row.length, 0);
    const together = fits(pieces, false) && buttons + asked <= limits.buttons;
    if (!together && (fits(pieces, true) || buttons + asked > limits.buttons)) flush();
    for (const piece of pieces) place(piece, 0);
    for (const row of section.rows) {
      if (buttons + row.length > limits.buttons) continue;
      message.rows.push(row);
      for (const block of blocks) message.blocks.add(block);
      buttons += row.length;
    }
  }
  flush();
  // Buttons alone are no message; they go where the last text is.
  const [last] = messages.slice(-1);
  if (last !== undefined && last.pieces.length === 0 && messages.length > 1) {
    messages.pop();
    messages.at(-1)?.rows.push(...last.rows);
    for (const block of last.blocks) messages.at(-1)?.blocks.add(block);
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

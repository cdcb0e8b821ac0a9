import type { Button } from '../../core/blocks/blocks.ts';

/** A run of text that looks alike. A link stands alone; only bold may hold one. */
export interface TextRun {
  /** As its author wrote it, without markup; on one line unless its piece is a quote or plain text. */
  text: string;
  style?: 'bold';
  /** Written by toMarkdownUrl. With `bare` the address itself is shown in place of the text. */
  url?: string;
  bare?: true;
  /** Seconds since 1970: each reader sees it in their own time, in place of the text. */
  time?: number;
  whole?: true;
  /** Is never cut, nor parted from what stands before it (the number of a source). */
  glued?: true;
}

/** What a message is made of: a line, a sentence. `before` parts it from what stands above it in the same message. */
export interface Piece {
  before: '\n\n' | '\n' | ' ' | '';
  /** Stands at the start of each of its lines (a heading, small text, a quote, an item of a list). */
  prefix?: '## ' | '### ' | '-# ' | '> ' | '- ';
  runs: TextRun[];
  /** Does not stand last in a message: what follows is what it heads. */
  heads?: true;
  /** Goes where the piece goes. */
  choice?: Choice;
}

/** A button to what a piece is about, or an option of a menu where there are many. */
export interface Choice {
  button: Button;
  /** On a button among others: the number that stands in the text. */
  mark: string;
  /** In a menu. */
  title: string;
  description: string | null;
  inPlace: boolean;
}

export interface RowButton {
  button: Button;
  inPlace: boolean;
}

/** What belongs together where it can: a story with its sources, a paragraph, a heading. */
export interface Part {
  /** A container around it, with a colour (RGB) or without; null for none. */
  frame: { accent: number | null } | null;
  /** Its first choice stands beside the text, under the button's own label. */
  accessory: boolean;
  pieces: Piece[];
  rows: RowButton[][];
  /** The block that it is of. */
  block?: number;
}

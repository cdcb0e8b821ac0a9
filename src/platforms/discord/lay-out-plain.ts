import type { EncodePress } from './component-ids.ts';
import { type ActionRow, createChoiceLayout, MOST_IN_ROW, MOST_OPTIONS } from './lay-out-choices.ts';
import type { Part } from './rich-text.ts';
import type { MeasuredPart } from './split-parts.ts';
import { writeMarkdown } from './write-markdown.ts';

/** A message of content and action rows. */
export interface PlainMessage {
  content: string;
  components: ActionRow[];
}

/** Characters, https://docs.discord.com/developers/resources/message#create-message */
const LONGEST_CONTENT = 2000;
const MOST_ROWS = 5;
/** More than these are chosen from a menu. */
const MOST_BUTTONS = 15;

/** Whether parts fit into one message of content. */
export function fitsPlain(parts: readonly MeasuredPart[]): boolean {
  const choices = parts.reduce((sum, part) => sum + part.choices, 0);
  const rows = parts.reduce((sum, part) => sum + part.rows.length, 0);
  return (
    parts.reduce((sum, { length }) => sum + length, 0) <= LONGEST_CONTENT &&
    rows + Math.ceil(choices / (choices <= MOST_BUTTONS ? MOST_IN_ROW : MOST_OPTIONS)) <= MOST_ROWS
  );
}

/** The parts of one message as content with all buttons below it. */
export function layOutPlain(parts: readonly Part[], encodePress: EncodePress): PlainMessage {
  const layout = createChoiceLayout(encodePress);
  const pieces = parts.flatMap((part) => part.pieces);
  const choices = pieces.flatMap(({ choice }) => (choice === undefined ? [] : [choice]));
  return {
    content: pieces.length === 0 ? '…' : writeMarkdown(pieces),
    components: [
      ...layout.choices(choices, MOST_BUTTONS),
      ...parts.flatMap(({ rows }) => rows.map((row) => layout.row(row))),
    ],
  };
}

import type { Action, Button } from '../../core/blocks/blocks.ts';
import { stripControlCharacters } from '../../core/text/strip-control-characters.ts';
import type { Capabilities } from './capabilities.ts';
import { type Span, type Style, wrapSpans } from './wrap-spans.ts';
import { writeSpans } from './write-spans.ts';

/** What can be chosen after a reply: by number, and the pages before and after. */
export interface Choices {
  numbered: Map<number, Action>;
  previous: Action | null;
  next: Action | null;
}

/** A line on its way to the screen. */
export interface Line {
  spans: Span[];
  /** Columns before the first line, and before those that it is wrapped to. */
  indent?: number;
  hanging?: number;
}

/** What rendering a block needs beside the block. */
export interface Writer {
  capabilities: Capabilities;
  choices: Choices;
  /** Gives a button the next number. */
  choose(button: Button): number;
  /** Says what to type for an action, where nobody can choose. */
  writeAction: ((action: Action) => string) | null;
}

/** Stands between what belongs together on a line. */
export const BETWEEN = ' · ';

/** A piece of one line that looks a certain way. */
export function styled(text: string, styles: readonly Style[]): Span {
  return { text: clean(text), styles };
}

/** One line, but with the spaces at its ends, which part it from what stands beside it. */
export function clean(text: string): string {
  return stripControlCharacters(text).replace(/\n+/g, ' ');
}

/** A line as it is written, wrapped to the columns there are. */
export function layOut({ spans, indent = 0, hanging = indent }: Line, capabilities: Capabilities): string {
  const columns = capabilities.columns();
  const margin = Math.min(hanging, columns / 2);
  const first = ' '.repeat(Math.min(indent, columns / 2));
  const rest = ' '.repeat(margin);
  // Every line has the columns that the wider of the two margins leaves.
  const lines = wrapSpans(spans, columns - Math.max(margin, first.length));
  return lines
    .map((line, index) => `${index === 0 ? first : rest}${writeSpans(line, capabilities)}\n`)
    .join('');
}

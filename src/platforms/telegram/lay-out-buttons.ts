import type { Action, Button } from '../../core/blocks/blocks.ts';
import { WIDE } from './wide-characters.ts';

const NUMBERED = '📖 ';

/** A button that opens the source or hit of a number, which stands in the text. */
export function numberedButton(number: number, action: Action): Button {
  return { label: `${NUMBERED}${number}`, action };
}

/** The numbered buttons of stories that stand under each other share their rows. */
export function joinNumbered(rows: readonly Button[][]): Button[][] {
  const joined: Button[][] = [];
  let numbered: Button[] = [];
  const flush = (): void => {
    joined.push(...layOutButtons(numbered));
    numbered = [];
  };
  for (const row of rows.filter(({ length }) => length > 0))
    if (row.every(({ label }) => label.startsWith(NUMBERED))) numbered.push(...row);
    else {
      flush();
      joined.push(row);
    }
  flush();
  return joined;
}

/** Columns of a row on a small phone; a Chinese character takes two. */
const ROW_WIDTH = 28;
const MOST_IN_ROW = 5;

/** Buttons in rows, as many on each as can be read. */
export function layOutButtons(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = [];
  let width = 0;
  for (const button of buttons) {
    const own = [...button.label].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 2);
    const row = rows.at(-1);
    if (row !== undefined && row.length < MOST_IN_ROW && width + own <= ROW_WIDTH) {
      row.push(button);
      width += own;
    } else {
      rows.push([button]);
      width = own;
    }
  }
  return rows;
}

import type { Button } from '../../core/blocks/blocks.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import { defuseText } from './defuse-text.ts';
import type { Piece, TextRun } from './rich-text.ts';
import type { Section } from './split-messages.ts';

/** Stands between what belongs together on a line. */
export const BETWEEN = ' · ';
/** A link's text is never cut; a longer title is text alone. */
const LONGEST_LINK_TEXT = 500;

/** A block as pieces, with rows of buttons. */
export type Lines = Section<Button[]>;

/** What all blocks of a reply are written with. */
export interface Writer {
  /** What Telegram may make clickable in our own words. */
  live: ReadonlySet<string>;
  /** The safe address of each numbered source. */
  urls: ReadonlyMap<number, string>;
  /** The reply shows an article whole: a button that opens it would do nothing. */
  showsArticle: boolean;
  /** Hits and stories are numbered for their buttons; what stands alone, without any, is not. */
  isNumbered: boolean;
  hits: number;
}

/** Pieces without buttons. */
export function withoutButtons(pieces: Piece[]): Lines {
  return { pieces, rows: [] };
}

/** Our own words, in which commands stay live. */
export function writeOwn(words: string, { live }: Writer): TextRun[] {
  return defuseText(cleanText(words), undefined, live);
}

/** A text that links to a safe address, or that is no link where it can't be one. */
export function writeLink(words: string, url: string | null, style?: 'bold'): TextRun[] {
  return url === null || words === '' || words.length > LONGEST_LINK_TEXT
    ? defuseText(words, style)
    : [style === undefined ? { text: words, url } : { text: words, url, style }];
}

export function writeFigures(values: readonly string[]): TextRun[] {
  return defuseText(values.map(cleanLine).join(BETWEEN), 'italic');
}

/** The number of a story or hit of a list, before its title. */
export function writePosition(position: number, { isNumbered }: Writer): TextRun[] {
  return isNumbered ? [{ text: `${position}. `, style: 'bold' }] : [];
}

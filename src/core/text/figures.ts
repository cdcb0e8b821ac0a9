import type { Span } from './sentences.ts';

/** A figure of a text: a count, share, sum, time, date or ordinal, with its unit. Offsets are into the text given. */
export interface Figure extends Span {
  /** As it stands in the text. */
  text: string;
  kind: 'number' | 'percentage' | 'money' | 'date' | 'time' | 'ordinal' | 'range';
  /** In base units (万, 亿, bn multiplied out; a percentage as 32.3 for 32.30%); null for dates and times. */
  value: number | null;
  /** As it stands in the text: 名, 平方米, %, US$; empty where there is none. */
  unit: string;
  /** What it counts, as far as the text right after it says (`下沉党员`), empty where unknown. */
  counts: string;
  /** Marked as rough: 约, 近, 余, 多, about, over. */
  approximate: boolean;
}

/** The figures of a text in order; they do not overlap. */
export function findFigures(text: string): Figure[] {
  return [...text.matchAll(/\d+(?:\.\d+)?%?/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    kind: match[0].endsWith('%') ? 'percentage' : 'number',
    value: Number.parseFloat(match[0]),
    unit: match[0].endsWith('%') ? '%' : '',
    counts: '',
    approximate: false,
  }));
}

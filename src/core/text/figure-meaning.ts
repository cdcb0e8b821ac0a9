import type { Moment } from './moments.ts';

/** What a figure says, in a form that can be compared. */
export type Meaning =
  | { type: 'moment'; from: Moment; to: Moment | null }
  | {
      type: 'amount';
      /** One value, the two ends of a range, or the sides of a ratio or size; in the base unit of the dimension. */
      values: number[];
      /** The same as the text counts them, without the unit's factor. */
      written: number[];
      precision: number;
      dimension: string;
      ordinal: boolean;
    };

/** How a rough figure is meant: more than it says, less, or either. */
export type Roughness = 'about' | 'over' | 'under';

/** A figure where it stands. `unitStart` and `unitEnd` are the same where it has no unit. */
export interface ReadFigure {
  start: number;
  end: number;
  kind: 'number' | 'percentage' | 'money' | 'date' | 'time' | 'ordinal' | 'range';
  /** As the text counts it: 万 multiplied out, but not metres made of kilometres. */
  value: number | null;
  unitStart: number;
  unitEnd: number;
  rough: Roughness | null;
  meaning: Meaning;
}

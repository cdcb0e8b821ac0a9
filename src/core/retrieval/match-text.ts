import { AKIN_LETTERS, gramKey, type Query } from './analyse-query.ts';
import { beginningOf, scanUnits, toWord } from './comparison-units.ts';

/** What of a query a text holds. */
export interface TextMatch {
  /** The grams found, in the order of the text: indexes of `query.grams`. */
  hits: number[];
  /** For each hit the number of its sentence (as scanUnits parts the text). */
  places: number[];
  /** Numbers of the query's units that the text has a word akin to, see `query.akin`. */
  akin: Set<number>;
  /** The weight of the longest run of neighbouring units that the query has in the same order. */
  longestRun: number;
  /** Units in the text, and how many of them the query has too. */
  units: number;
  shared: number;
}

/** `folded`: the text through foldText. Linear in its length. */
export function matchText(query: Query, folded: string): TextMatch {
  const hits: number[] = [];
  const places: number[] = [];
  let place = 0;
  const { unitNumbers, gramIndexes, beginnings } = query;
  const akin = new Set<number>();
  let longestRun = 0;
  let run = 0;
  let shared = 0;
  let units = 0;
  let first = 0;
  let second = 0;
  const hit = (key: number): boolean => {
    const index = gramIndexes.get(key);
    if (index === undefined) return false;
    hits.push(index);
    places.push(place);
    return true;
  };
  scanUnits(
    folded,
    (start, end, ideographic) => {
      units++;
      let third = 0;
      if (beginnings[beginningOf(folded, start, end)] === 1) {
        const found = folded.slice(start, end);
        third = unitNumbers.get(ideographic ? found : toWord(found)) ?? 0;
        if (query.akin.size > 0 && end - start > AKIN_LETTERS) {
          const relative = query.akin.get(found.slice(0, AKIN_LETTERS));
          if (relative !== undefined) akin.add(relative);
        }
      }
      if (third > 0) {
        shared++;
        hit(gramKey(0, 0, third));
        const weight = query.units[third - 1]?.weight ?? 0;
        if (second > 0 && hit(gramKey(0, second, third))) {
          run += weight;
          if (first > 0) hit(gramKey(first, second, third));
        } else run = weight;
        if (run > longestRun) longestRun = run;
      }
      first = second;
      second = third;
    },
    () => {
      place++;
      first = 0;
      second = 0;
    },
  );
  return { hits, places, akin, longestRun, units, shared };
}

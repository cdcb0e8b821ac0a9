import { alignText } from '../text/align-text.ts';
import { ANY_WORDED_FIGURE, WORDED_FIGURE_RULES } from './worded-figure-rules.ts';

/** A text with its worded figures rewritten, and the way back. */
export interface Rewritten {
  text: string;
  /** Where a place of the rewritten text is in the original; inside of what was rewritten, its beginning or (`isEnd`) its end. */
  originalOf(position: number, isEnd: boolean): number;
}

/**
 * Rewrites what a text says of numbers in words that no figure is read from, or in a form that two texts may differ in, in one
 * form: half a dozen, 一年半, 三分之二 and two-thirds, 翻番, 12-year-old, Q3.
 */
export function rewriteWordedFigures(text: string): Rewritten {
  const aligned = alignText(text);
  const found = ANY_WORDED_FIGURE.test(aligned) ? findRewrites(aligned) : [];
  if (found.length === 0) return { text, originalOf: (position) => position };
  let rewritten = '';
  let position = 0;
  const places: { at: number; until: number; start: number; end: number }[] = [];
  for (const { start, end, into } of found) {
    rewritten += text.slice(position, start);
    places.push({ at: rewritten.length, until: rewritten.length + into.length, start, end });
    rewritten += into;
    position = end;
  }
  return {
    text: rewritten + text.slice(position),
    originalOf(place, isEnd) {
      // The last that begins before it: a search by halves, for a text may have thousands.
      let [low, high] = [0, places.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const at = places[middle]?.at ?? 0;
        if (at < place || (at === place && !isEnd)) low = middle + 1;
        else high = middle;
      }
      const last = places[low - 1];
      if (!last) return place;
      if (place < last.until || (isEnd && place === last.until)) return isEnd ? last.end : last.start;
      return place - last.until + last.end;
    },
  };
}

function findRewrites(aligned: string): { start: number; end: number; into: string }[] {
  const found = WORDED_FIGURE_RULES.flatMap(([pattern, rewrite]) =>
    [...aligned.matchAll(pattern)].flatMap((match) => {
      const into = rewrite(match);
      const start = match.index;
      return into === null ? [] : { start, end: start + match[0].length, into };
    }),
  );
  let reached = 0;
  return found
    .sort((one, other) => one.start - other.start || other.end - one.end)
    .filter(({ start, end }) => {
      if (start < reached) return false;
      reached = end;
      return true;
    });
}

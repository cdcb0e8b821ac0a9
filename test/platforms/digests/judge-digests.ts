import { readStories } from './stage-digests.ts';

export interface ToldChat {
  /** Messages that came once more. */
  repeated: number;
  /** Stories that never came, by the slot at which they were new. */
  missing: number[];
  /** Stories that came in two different messages. */
  toldAgain: number;
  /** Every story came after those before it, of earlier slots too. */
  isInOrder: boolean;
}

/** What a chat was told by its messages, in the order in which they came; `stories` were new at each of so many slots. */
export function judgeDigests(
  texts: readonly string[],
  { slots, stories }: { slots: number; stories: number },
): ToldChat {
  const once = [...new Set(texts)];
  const places = once.flatMap((text) => [
    ...new Set(readStories(text).map(({ slot, story }) => slot * stories + story)),
  ]);
  const first = [...new Set(places)];
  return {
    repeated: texts.length - once.length,
    missing: Array.from(
      { length: slots },
      (_, slot) => stories - first.filter((place) => Math.floor(place / stories) === slot).length,
    ),
    toldAgain: places.length - first.length,
    isInOrder: first.every((place, index) => index === 0 || place > (first[index - 1] ?? 0)),
  };
}

import type { Query } from './analyse-query.ts';
import type { TextMatch } from './match-text.ts';

/** Sentences of a passage: what answers one question seldom lies farther apart. */
const PASSAGE_LENGTH = 3;

/** The shares of a query's weight that a text holds, in [0, 1]: of its words (or characters) and pairs. */
export interface Shares {
  words: number;
  pairs: number;
}

export function measureShares(query: Query, hits: readonly number[]): Shares {
  const seen = new Set(hits);
  const sums: Sums = [0, 0, 0, 0];
  for (const gram of seen) add(sums, query, gram, 1);
  return toShares(query, sums);
}

/** The sentence, and the run of three sentences together with the title, that hold most of the query. */
export function findBestPassage(
  query: Query,
  title: TextMatch,
  body: TextMatch,
): { sentence: Shares; passage: Shares } {
  const inTitle: Sums = [0, 0, 0, 0];
  const always = new Set(title.hits);
  for (const gram of always) add(inTitle, query, gram, 1);
  return {
    sentence: toShares(query, slide(query, body, 1, new Set(), [0, 0, 0, 0])),
    passage: toShares(query, slide(query, body, PASSAGE_LENGTH, always, inTitle)),
  };
}

/** Sums of weights by the size of the gram (1 to 3). */
type Sums = [number, number, number, number];

/** The best sums over all runs of `length` sentences; `always` counts everywhere and is in `start` already. Linear in the hits. */
function slide(
  query: Query,
  body: TextMatch,
  length: number,
  always: ReadonlySet<number>,
  start: Sums,
): Sums {
  const { hits, places } = body;
  const last = new Int32Array(query.grams.length).fill(-1);
  const sums: Sums = [...start];
  let best: Sums = [...start];
  let most = total(best);
  let leaving = 0;
  for (let index = 0; index < hits.length; index++) {
    const gram = hits[index] ?? 0;
    const place = places[index] ?? 0;
    for (; (places[leaving] ?? place) <= place - length; leaving++) {
      const old = hits[leaving] ?? 0;
      if (last[old] === places[leaving] && !always.has(old)) {
        last[old] = -1;
        add(sums, query, old, -1);
      }
    }
    if (always.has(gram)) continue;
    if (last[gram] === -1) add(sums, query, gram, 1);
    last[gram] = place;
    const now = total(sums);
    if (now > most) {
      most = now;
      best = [...sums];
    }
  }
  return best;
}

function add(sums: Sums, query: Query, gram: number, sign: 1 | -1): void {
  const found = query.grams[gram];
  if (found) sums[found.size] += sign * found.weight;
}

function total([, words, pairs, triples]: Sums): number {
  return words + pairs + triples / 2;
}

function toShares(query: Query, sums: Sums): Shares {
  const share = (size: 1 | 2): number =>
    query.mass[size] > 0 ? Math.min(1, sums[size] / query.mass[size]) : 0;
  return { words: share(1), pairs: share(2) };
}

import type { Store } from '../ports/store.ts';
import { foldText } from '../text/fold.ts';
import { beginningOf, toUnits, type Unit } from './comparison-units.ts';
import { toIndexTerms } from './index-terms.ts';
import { findQuestionWords, isFunctionWord } from './question-words.ts';

/** Beyond these a query is cut: nobody's question is longer, and work is bounded by them. */
const LONGEST_QUERY = 2000;
const MOST_UNITS = 64;

/** One, two or three neighbouring units of the query, and how much its presence in a text says. */
export interface Gram {
  size: 1 | 2 | 3;
  weight: number;
}

export interface Query {
  folded: string;
  /** Index terms, those that say most first, with the number of articles that hold them. */
  terms: { term: string; articles: number; idf: number }[];
  /** The units that say something. */
  units: { text: string; weight: number }[];
  grams: Gram[];
  /** Sum of the grams' weights by size (index 1 to 3). */
  mass: [number, number, number, number];
  /** From a unit to its number, from 1; what is not in the query is 0. */
  unitNumbers: ReadonlyMap<string, number>;
  /** From the unit numbers of a gram, see `gramKey`, to its index in `grams`. */
  gramIndexes: ReadonlyMap<number, number>;
  /** From the first five letters of the query's longer words to the word's number: legitimate is akin to legitimacy. */
  akin: ReadonlyMap<string, number>;
  /** Numbers of Chinese characters that stand alone in the query. */
  lone: ReadonlySet<number>;
  /** 1 where a unit of the query begins so, see `beginningOf`. */
  beginnings: Uint8Array;
  articles: number;
}

export const AKIN_LETTERS = 5;

export function gramKey(first: number, second: number, third: number): number {
  return (first * 128 + second) * 128 + third;
}

const FUNCTION_WEIGHT = 0.25;

/** Weighs the words of a query by how rare they are in the store (BM25's idf, never negative). */
export async function analyseQuery(
  store: Pick<Store, 'countTerms'>,
  text: string,
  { questionWords }: { questionWords: 'dropped' | 'kept' } = { questionWords: 'dropped' },
): Promise<Query> {
  const folded = foldText(text.slice(0, LONGEST_QUERY));
  const asked = questionWords === 'dropped' ? findQuestionWords(folded) : [];
  const all = toUnits(folded);
  const pieces = all
    .filter((unit) => !asked.some(({ start, end }) => unit.start >= start && unit.end <= end))
    .slice(0, MOST_UNITS);
  const blanked = asked.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    folded,
  );
  const indexTerms = [...new Set(toIndexTerms(blanked))].slice(0, MOST_UNITS * 3);
  const { articles, frequencies } = await store.countTerms(indexTerms);
  const idf = (term: string): number => {
    const count = frequencies.get(term) ?? 0;
    return Math.log(1 + (articles - count + 0.5) / (count + 0.5));
  };

  const built = buildGrams(folded, pieces, (term) => (frequencies.has(term) ? idf(term) : undefined));
  return {
    folded,
    terms: indexTerms
      .map((term) => ({
        term,
        articles: frequencies.get(term) ?? 0,
        idf: idf(term) * (isFunctionWord(term) ? FUNCTION_WEIGHT : 1),
      }))
      .sort((a, b) => b.idf - a.idf),
    ...built,
    articles,
  };
}

/** Numbers the units and weighs them and their runs of two and three; `idf` is undefined for what was not counted. */
function buildGrams(
  folded: string,
  pieces: readonly Unit[],
  idf: (term: string) => number | undefined,
): Omit<Query, 'folded' | 'terms' | 'articles'> {
  const unitNumbers = new Map<string, number>();
  const units: Query['units'] = [];
  const grams: Gram[] = [];
  const gramIndexes = new Map<number, number>();
  const mass: Query['mass'] = [0, 0, 0, 0];
  const addGram = (key: number, size: 1 | 2 | 3, weight: number): void => {
    if (gramIndexes.has(key)) return;
    gramIndexes.set(key, grams.length);
    grams.push({ size, weight });
    mass[size] += weight;
  };
  const beginnings = new Uint8Array(0x10000);
  const lone = new Set<number>();
  const akin = new Map<string, number>();
  const numbers: number[] = [];
  const pairWeights: number[] = [];
  pieces.forEach((piece, index) => {
    let number = unitNumbers.get(piece.text);
    const [term = piece.text] = toIndexTerms(folded.slice(piece.start, piece.end));
    const factor = isFunctionWord(piece.text) ? FUNCTION_WEIGHT : 1;
    if (number === undefined) {
      number = unitNumbers.size + 1;
      unitNumbers.set(piece.text, number);
      beginnings[beginningOf(piece.text, 0, piece.text.length)] = 1;
      if (/^[a-z]{6,}$/.test(piece.text)) akin.set(piece.text.slice(0, AKIN_LETTERS), number);
      const weight = (idf(term) ?? 0) * factor;
      units.push({ text: piece.text, weight });
      addGram(gramKey(0, 0, number), 1, weight);
    }
    numbers.push(number);
    pairWeights.push(0);
    const before = pieces[index - 1];
    const after = pieces[index + 1];
    if (!(before && before.end === piece.start) && !(after && after.start === piece.end)) lone.add(number);
    if (!before || !adjoins(folded.slice(before.end, piece.start))) return;
    const pair = before.text + piece.text;
    const single = Math.max(
      units[number - 1]?.weight ?? 0,
      units[(numbers[index - 1] ?? 1) - 1]?.weight ?? 0,
    );
    const bothFunction = isFunctionWord(before.text) && isFunctionWord(piece.text);
    const known = idf(pair);
    const weight = known === undefined ? single : known * (bothFunction ? FUNCTION_WEIGHT : 1);
    pairWeights[index] = weight;
    addGram(gramKey(0, numbers[index - 1] ?? 0, number), 2, weight);
    const third = pieces[index - 2];
    if (!third || !adjoins(folded.slice(third.end, before.start))) return;
    addGram(
      gramKey(numbers[index - 2] ?? 0, numbers[index - 1] ?? 0, number),
      3,
      Math.max(weight, pairWeights[index - 1] ?? 0),
    );
  });
  return { units, grams, mass, unitNumbers, gramIndexes, akin, lone, beginnings };
}

/** Whether what stands between two units keeps them neighbours. */
function adjoins(between: string): boolean {
  return /^[\s\-·'’]*$/.test(between);
}

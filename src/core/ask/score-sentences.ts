import type { Query } from '../retrieval/analyse-query.ts';
import { measureShares } from '../retrieval/find-best-passage.ts';
import { matchText } from '../retrieval/match-text.ts';
import type { RankedArticle } from '../retrieval/rank-articles.ts';
import { foldText } from '../text/fold.ts';
import { type ArticleSentence, splitArticle } from '../text/sentences.ts';
import { type ExpectedAnswer, holdsExpected, holdsUnit } from './expected-answer.ts';

/** UTF-16 units of an article's body whose sentences may answer. */
const LONGEST_READ = 12_000;
/** What is longer is no sentence that anyone reads: a list, a table, a text without punctuation. */
const LONGEST_SENTENCE = 1500;

export interface ScoredSentence {
  ranked: RankedArticle;
  /** Where the article stands in the ranking, and the sentence among the article's. */
  place: number;
  index: number;
  sentence: ArticleSentence;
  folded: string;
  features: Features;
  score: number;
}

/** What speaks for a sentence; shares are in [0, 1] of the question's weight. */
interface Features {
  pairs: number;
  /** The longest run of the question's words: mostly the name of what the whole article is about, so it speaks against. */
  run: number;
  /** Words and pairs weighed by how few other sentences of the article hold them. */
  rareWords: number;
  rarePairs: number;
  /** Words and pairs that it holds together with its neighbours and the title. */
  wordsAround: number;
  pairsAround: number;
  /** Words of the sentences before and after. */
  before: number;
  after: number;
  /** How far its article's score lies below the best one's, and whether it is the best. */
  behind: number;
  first: number;
  /** Holds what the question asks for (see expected-answer.ts), counted twice for a date, and a figure in the unit asked for. */
  expected: number;
  time: number;
  unit: number;
  /** What it says beyond the question, as the logarithm of its words. */
  news: number;
  /** From 0 for the article's first sentence to 1 for its last. */
  position: number;
  akin: number;
}

/**
 * Fitted once on half of four public question sets (CMRC 2018, DRCD, XQuAD in Chinese and in English); `bench retrieval`
 * measures both halves.
 */
const WEIGHTS: Features = {
  pairs: 0.7,
  run: -3,
  rareWords: 3.6,
  rarePairs: 1.3,
  wordsAround: 3.5,
  pairsAround: 3,
  before: -0.5,
  after: -0.4,
  behind: -0.3,
  first: 1.4,
  expected: 1.2,
  time: 1.2,
  unit: 2,
  news: -0.3,
  position: -0.7,
  akin: 0.5,
};

/** The sentences of an article with what speaks for each; subheadings answer nothing. */
export function scoreSentences(
  query: Query,
  ranked: RankedArticle,
  { place, behind, expected }: { place: number; behind: number; expected: ExpectedAnswer },
): ScoredSentence[] {
  const { body, paragraphs } = ranked.article;
  const beginning = paragraphs
    .filter(({ start }) => start < LONGEST_READ)
    .map((paragraph) => ({ ...paragraph, end: Math.min(paragraph.end, LONGEST_READ + LONGEST_SENTENCE) }));
  const sentences = splitArticle({ body, paragraphs: beginning }).filter(
    ({ start, end, kind }) => start < LONGEST_READ && end - start < LONGEST_SENTENCE && kind === 'text',
  );
  const read = sentences.map((sentence) => {
    const folded = foldText(sentence.text);
    const match = matchText(query, folded);
    return { sentence, folded, match, shares: measureShares(query, match.hits) };
  });
  const rarity = measureRarity(
    query,
    read.map(({ match }) => match.hits),
  );
  const wordMass = Math.max(1e-9, query.mass[1]);
  return read.map(({ sentence, folded, match, shares }, index) => {
    const around = measureShares(query, [
      ...ranked.title.hits,
      ...read.slice(Math.max(0, index - 1), index + 2).flatMap((near) => near.match.hits),
    ]);
    const rare = shareRarity(query, rarity, match.hits);
    const holds = holdsExpected(folded, expected) ? 1 : 0;
    const features: Features = {
      pairs: shares.pairs,
      run: match.longestRun / wordMass,
      rareWords: rare.words,
      rarePairs: rare.pairs,
      wordsAround: around.words,
      pairsAround: around.pairs,
      before: read[index - 1]?.shares.words ?? 0,
      after: read[index + 1]?.shares.words ?? 0,
      behind,
      first: place === 0 ? 1 : 0,
      expected: holds,
      time: expected.kind === 'time' ? holds : 0,
      unit: holdsUnit(folded, expected) ? 1 : 0,
      news: Math.log(1 + match.units - match.shared),
      position: read.length > 1 ? index / (read.length - 1) : 0,
      akin: [...match.akin].reduce((sum, unit) => sum + (query.units[unit - 1]?.weight ?? 0), 0) / wordMass,
    };
    return { ranked, place, index, sentence, folded, features, score: weigh(features) };
  });
}

function weigh(features: Features): number {
  let score = 0;
  for (const name of Object.keys(WEIGHTS) as (keyof Features)[]) score += WEIGHTS[name] * features[name];
  return score;
}

/** How much each gram tells the article's sentences apart: its weight times the logarithm of how few of them hold it; 0 where none does. */
function measureRarity(query: Query, sentences: readonly number[][]): Float64Array {
  const holders = new Uint16Array(query.grams.length);
  for (const hits of sentences) for (const gram of new Set(hits)) holders[gram] = (holders[gram] ?? 0) + 1;
  return Float64Array.from(holders, (count, gram) =>
    count > 0 ? (query.grams[gram]?.weight ?? 0) * Math.log((sentences.length + 1) / count) : 0,
  );
}

function shareRarity(
  query: Query,
  rarity: Float64Array,
  hits: readonly number[],
): { words: number; pairs: number } {
  const seen = new Set(hits);
  const held = [0, 0, 0, 0];
  const whole = [0, 0, 0, 0];
  rarity.forEach((weight, gram) => {
    const size = query.grams[gram]?.size ?? 0;
    whole[size] = (whole[size] ?? 0) + weight;
    if (seen.has(gram)) held[size] = (held[size] ?? 0) + weight;
  });
  const share = (size: 1 | 2): number =>
    (whole[size] ?? 0) > 0 ? (held[size] ?? 0) / (whole[size] ?? 1) : 0;
  return { words: share(1), pairs: share(2) };
}

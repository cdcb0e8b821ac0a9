import type { Query } from '../retrieval/analyse-query.ts';
import { namesNothing } from '../retrieval/question-words.ts';
import type { RankedArticle } from '../retrieval/rank-articles.ts';
import type { ScoredSentence } from './score-sentences.ts';

/** What speaks for the store having an answer at all. */
interface Signs {
  /** The best article's score. */
  score: number;
  /** The share of the question's terms that no article holds, times `size`. */
  unknown: number;
  /** The question's longer English words that the best article has akin, as a share. */
  akin: number;
  /** The share of Chinese characters among the question's units: a word of a phrase is found by chance less easily than a character. */
  han: number;
  /** How much the question names: its pairs' weight in pairs that no article holds; and its units. */
  named: number;
  units: number;
  /** The share of the question that the best sentence, its neighbours and its title hold. */
  around: number;
  /** The logarithm of the store's size, 1 for 1,800 articles and more: with more articles more is found by chance. */
  size: number;
}

/**
 * Fitted once on half of four public question sets (CMRC 2018, DRCD, XQuAD in Chinese and in English): questions over all
 * of them, which have an answer, and over the sets that are not theirs, or over 3, 20 and 200 articles. The threshold was
 * set on both halves: 3 of 100 questions with an answer are refused, and 9 of 10 of the others. `bench retrieval` measures
 * both halves.
 */
const WEIGHTS: Signs = {
  score: 0.92,
  unknown: -4.3,
  akin: 7.9,
  han: -4.5,
  named: -0.11,
  units: 0.22,
  around: 1.5,
  size: -3.1,
};
const THRESHOLD = 7.3;
const MOST_ARTICLES = 1800;
const MOST_UNITS = 30;

/** A single letter or digit names nothing, however often it stands in an article. */
const LEAST_NAMED = 2;

/** Whether the nearest articles hold enough of what a question names to answer it. `best`: the sentence that answers best. */
export function bearsOn(
  query: Query,
  ranked: readonly RankedArticle[],
  best: ScoredSentence | undefined,
): boolean {
  const [nearest] = ranked;
  if (!nearest || !best || namesNothing(query.folded)) return false;
  if (query.units.reduce((length, { text }) => length + text.length, 0) < LEAST_NAMED) return false;
  const size = Math.min(1, Math.log(1 + query.articles) / Math.log(1 + MOST_ARTICLES));
  const mass = query.terms.reduce((sum, { idf }) => sum + idf, 0);
  const missing = query.terms.reduce((sum, { idf, articles }) => sum + (articles === 0 ? idf : 0), 0);
  const signs: Signs = {
    score: nearest.score,
    unknown: mass > 0 ? (missing / mass) * size : 0,
    akin: nearest.features.akin,
    han: query.units.filter(({ text }) => /^\p{Script=Han}$/u.test(text)).length / query.units.length,
    named: query.mass[2] / Math.log(1 + (query.articles + 0.5) / 0.5),
    units: Math.min(MOST_UNITS, query.units.length),
    around: best.features.wordsAround,
    size,
  };
  let sum = 0;
  for (const name of Object.keys(WEIGHTS) as (keyof Signs)[]) sum += WEIGHTS[name] * signs[name];
  return sum >= THRESHOLD;
}

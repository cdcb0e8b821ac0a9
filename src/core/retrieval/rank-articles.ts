import type { Article } from '../model/article.ts';
import type { Candidate, Store, Window } from '../ports/store.ts';
import { foldText } from '../text/fold.ts';
import type { Query } from './analyse-query.ts';
import { chooseTerms } from './choose-terms.ts';
import { findBestPassage, measureShares } from './find-best-passage.ts';
import { matchText, type TextMatch } from './match-text.ts';

/** How many of the index's candidates are compared in full: 998 of 1,000 right articles are among the first 40. */
const MOST_CANDIDATES = 40;
/** UTF-16 units that are read of one article, and of all candidates of a query, the best ones first. */
const LONGEST_READ = 12_000;
const MOST_READ = 120_000;

/** An article for a query; `score` is comparable within one query. */
export interface RankedArticle {
  article: Article;
  score: number;
  title: TextMatch;
  /** Indexes of the query's grams that title and body hold. */
  held: ReadonlySet<number>;
  features: Features;
}

/** What speaks for an article; shares are in [0, 1]. */
interface Features {
  /** BM25 as a share of the best candidate's: the index's score, and that of the words over the whole text read. */
  index: number;
  words: number;
  /** What the best sentence, and the best passage with the title, hold of the query. */
  sentenceWords: number;
  sentencePairs: number;
  passageWords: number;
  passagePairs: number;
  /** The share of the title that the query has, and that times the share of the query's pairs that the title has. */
  title: number;
  titlePairs: number;
  /** The query's longer words of which the text has one akin. */
  akin: number;
  /** The query's pairs that the text has, weighed by how few of the other candidates have them. */
  rarePairs: number;
  /** The logarithm of the length by the candidates' average. */
  length: number;
}

/**
 * Fitted once on half of four public question sets (CMRC 2018, DRCD, XQuAD in Chinese and in English); `bench retrieval`
 * measures both halves.
 */
const WEIGHTS: Features = {
  index: 3.7,
  words: 2.5,
  sentenceWords: 4.6,
  sentencePairs: 3.2,
  passageWords: 3.2,
  passagePairs: 4.2,
  title: 0.5,
  titlePairs: 7.7,
  akin: 4.3,
  rarePairs: 1.8,
  length: -1.7,
};

/** At least `leastCandidates` are compared where the index has as many. `window`: only articles that belong to it. */
export async function rankArticles(
  store: Pick<Store, 'findCandidates'>,
  query: Query,
  { leastCandidates = 0, window = null }: { leastCandidates?: number; window?: Window | null } = {},
): Promise<RankedArticle[]> {
  const terms = chooseTerms(query);
  if (terms.length === 0) return [];
  const candidates = await store.findCandidates({
    ...{ terms, window },
    limit: Math.max(MOST_CANDIDATES, leastCandidates),
  });
  let left = MOST_READ;
  const read = candidates.map((candidate) => {
    const body = candidate.article.body.slice(0, Math.min(left, LONGEST_READ));
    left -= body.length;
    return compare(query, candidate, body);
  });
  const averageUnits = read.reduce((sum, { body }) => sum + body.units, 0) / Math.max(1, read.length);
  const words = read.map(({ title, body }) => measureBm25(query, title, body, averageUnits));
  const best = {
    index: Math.max(LEAST, ...candidates.map(({ score }) => score)),
    words: Math.max(LEAST, ...words),
  };
  const rarity = measureRarity(query, read);
  const rareMass = Math.max(LEAST, sum(rarity));
  return read
    .map(({ candidate, title, body }, position): RankedArticle => {
      const { sentence, passage } = findBestPassage(query, title, body);
      const titleShare = title.units > 0 ? title.shared / title.units : 0;
      const held = new Set([...title.hits, ...body.hits]);
      const features: Features = {
        index: candidate.score / best.index,
        words: (words[position] ?? 0) / best.words,
        sentenceWords: sentence.words,
        sentencePairs: sentence.pairs,
        passageWords: passage.words,
        passagePairs: passage.pairs,
        title: titleShare,
        titlePairs: titleShare * measureShares(query, title.hits).pairs,
        akin:
          sum([...body.akin].map((unit) => query.units[unit - 1]?.weight ?? 0)) /
          Math.max(LEAST, query.mass[1]),
        rarePairs: sum([...held].map((gram) => rarity[gram] ?? 0)) / rareMass,
        length: Math.log((50 + body.units) / (50 + averageUnits)),
      };
      return { article: candidate.article, score: weigh(features), title, held, features };
    })
    .sort((a, b) => b.score - a.score);
}

const LEAST = 1e-9;

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function compare(
  query: Query,
  candidate: Candidate,
  body: string,
): { candidate: Candidate; title: TextMatch; body: TextMatch } {
  return {
    candidate,
    title: matchText(query, foldText(candidate.article.title.slice(0, 500))),
    body: matchText(query, foldText(body)),
  };
}

function weigh(features: Features): number {
  let score = 0;
  for (const name of Object.keys(WEIGHTS) as (keyof Features)[]) score += WEIGHTS[name] * features[name];
  return score;
}

/** BM25 (k1 1.2, b 0.75) over the query's words, with the candidates' average length. */
function measureBm25(query: Query, title: TextMatch, body: TextMatch, average: number): number {
  const counts = new Uint32Array(query.grams.length);
  for (const { hits } of [title, body]) for (const gram of hits) counts[gram] = (counts[gram] ?? 0) + 1;
  const damping = 1.2 * (0.25 + (0.75 * body.units) / Math.max(1, average));
  return sum(
    query.grams.map(({ size, weight }, gram) => {
      const count = size === 1 ? (counts[gram] ?? 0) : 0;
      return (weight * count * 2.2) / (count + damping);
    }),
  );
}

/** For each gram how few of the candidates hold it; 0 for what is no pair or in none. */
function measureRarity(query: Query, read: readonly { title: TextMatch; body: TextMatch }[]): Float64Array {
  const holders = new Uint16Array(query.grams.length);
  for (const { title, body } of read)
    for (const gram of new Set([...title.hits, ...body.hits])) holders[gram] = (holders[gram] ?? 0) + 1;
  return Float64Array.from(holders, (count, gram) =>
    count > 0 && query.grams[gram]?.size === 2 ? Math.log((read.length + 1) / (count + 1)) : 0,
  );
}

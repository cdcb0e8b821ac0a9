import type { AskOutput } from '../model/output.ts';
import type { Store, Window } from '../ports/store.ts';
import { analyseQuery, type Query } from '../retrieval/analyse-query.ts';
import { fuseRanks } from '../retrieval/fuse-ranks.ts';
import type { NearArticle, NearestArticles } from '../retrieval/nearest-articles.ts';
import { type RankedArticle, rankArticles } from '../retrieval/rank-articles.ts';
import { quoteSentence } from '../summary/quote-sentence.ts';
import { verifySentences } from '../verify/verify-sentences.ts';
import { bearsOn } from './bears-on.ts';
import { expectAnswer } from './expected-answer.ts';
import { findQuestionSpan } from './find-question-span.ts';
import { pickSentences } from './pick-sentences.ts';
import { type ScoredSentence, scoreSentences } from './score-sentences.ts';
import { tellApart } from './tell-apart.ts';

/** The articles whose sentences may answer, those that are listed, and the topics that are offered instead. */
const MOST_READ = 4;
const MOST_LISTED = 5;
const MOST_TOPICS = 5;

/** What retrieval found for a question. */
export interface FoundAnswer {
  /** The answer that it is not in the articles. */
  refusal: AskOutput;
  ranked: readonly RankedArticle[];
  scored: readonly ScoredSentence[];
  /** Whether anything of `ranked` bears on the question. */
  bears: boolean;
  /** What means something near, nearest first: nothing that the articles' own sentences answer from, for nobody has read it yet. */
  near: readonly NearArticle[];
}

/** What is asked: the index of words, and the vectors where there are any. */
interface Asked {
  store: Pick<Store, 'countTerms' | 'findCandidates'>;
  nearest?: NearestArticles | null | undefined;
}

interface AskOptions {
  /** When and where it is asked, so that 昨天 is known: epoch milliseconds, a zone. Without it no time is read from the question. */
  at?: { now: number; zone: string } | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Finds the articles and sentences that may answer a question, of the time that it names. Throws the signal's reason where that
 * is aborted between two steps.
 */
export async function findAnswer(
  asked: Asked,
  question: string,
  { at, signal }: AskOptions,
): Promise<FoundAnswer> {
  const dated = at === undefined ? null : findQuestionSpan(question, at);
  if (dated === null) return find(asked, question, { words: question, window: null, signal });
  const found = await find(asked, question, { words: dated.rest, window: dated.window, signal });
  if (found.bears) return found;
  const anywhen = await find(asked, question, {
    words: dated.isFirm ? dated.rest : question,
    ...{ window: null, signal },
  });
  if (!dated.isFirm) return anywhen;
  // What is nearest is of another time: it is offered, and answers nothing.
  return {
    ...anywhen,
    bears: false,
    near: found.near,
    refusal: { ...anywhen.refusal, period: toPeriod(dated.window) },
  };
}

function toPeriod({ fromDay, toDay }: Window): { from: string; to: string } {
  const last = new Date(Date.parse(`${toDay}T00:00:00Z`) - 86_400_000);
  return { from: fromDay, to: last.toISOString().slice(0, 10) };
}

async function find(
  { store, nearest }: Asked,
  question: string,
  { words, window, signal }: { words: string; window: Window | null; signal: AbortSignal | undefined },
): Promise<FoundAnswer> {
  signal?.throwIfAborted();
  const [query, near] = await Promise.all([
    analyseQuery(store, words),
    nearest?.find(words, { window, signal }) ?? [],
  ]);
  signal?.throwIfAborted();
  const ranked = await rankArticles(store, query, { window });
  signal?.throwIfAborted();
  const scored = readSentences(query, ranked);
  const best = scored.reduce<ScoredSentence | undefined>(
    (most, each) => (most && most.score >= each.score ? most : each),
    undefined,
  );
  return {
    refusal: {
      ...{ question, answered: false, sentences: [] },
      articles: list(ranked, near),
      generator: 'extractive',
      nearestTopics: nearestTopics(ranked),
    },
    ...{ ranked, scored, near, bears: bearsOn(query, ranked, best) },
  };
}

/** The score of an article that was found by what it means alone is the cosine. */
function list(ranked: readonly RankedArticle[], near: readonly NearArticle[]): AskOutput['articles'] {
  const byWords = ranked.map(({ article, score }) => ({ id: article.id, title: article.title, score }));
  const byMeaning = near.map(({ article, cosine }) => ({
    id: article.id,
    title: article.title,
    score: cosine,
  }));
  const all = near.length === 0 ? byWords : fuseRanks([byWords, byMeaning], ({ id }) => id);
  return all.slice(0, MOST_LISTED);
}

/**
 * Finds the passages that bear on a question and the sentences that answer it; `answered` is false where none does.
 * At most `sentences` sentences and `characters` UTF-16 units in all (but always one sentence where it is answered).
 * Throws the signal's reason where that is aborted between two steps.
 */
export async function answerQuestion(
  asked: Asked,
  question: string,
  { sentences, characters, ...options }: { sentences: number; characters: number } & AskOptions,
): Promise<AskOutput> {
  return quoteAnswer(await findAnswer(asked, question, options), { sentences, characters });
}

/** The answer in the articles' own sentences; beside its length are those of other sources that have another figure. */
export function quoteAnswer(
  { refusal, ranked, scored, bears }: FoundAnswer,
  length: { sentences: number; characters: number },
): AskOutput {
  if (!bears) return refusal;
  const { sentences } = verifySentences(
    pickSentences(scored, length).flatMap(
      ({ ranked: { article }, sentence }) => quoteSentence(article, sentence) ?? [],
    ),
    new Map(ranked.map(({ article }) => [article.id, article])),
  );
  if (sentences.length === 0) return refusal;
  return { ...refusal, answered: true, sentences: tellApart(sentences, scored), nearestTopics: [] };
}

function readSentences(query: Query, ranked: readonly RankedArticle[]): ScoredSentence[] {
  const expected = expectAnswer(query.folded);
  const best = ranked[0]?.score ?? 0;
  return ranked
    .slice(0, MOST_READ)
    .flatMap((article, place) =>
      scoreSentences(query, article, { place, behind: best - article.score, expected }),
    );
}

/** What the nearest articles are about: their hashtags and most salient terms. */
function nearestTopics(ranked: readonly RankedArticle[]): string[] {
  const topics = ranked
    .slice(0, MOST_LISTED)
    .flatMap(({ article }) => [...article.hashtags, ...article.terms.slice(0, 3)]);
  return [...new Set(topics)].slice(0, MOST_TOPICS);
}

import type { AskOutput } from '../model/output.ts';
import type { Store } from '../ports/store.ts';
import { analyseQuery, type Query } from '../retrieval/analyse-query.ts';
import { type RankedArticle, rankArticles } from '../retrieval/rank-articles.ts';
import { quoteSentence } from '../summary/quote-sentence.ts';
import { verifySentences } from '../verify/verify-sentences.ts';
import { bearsOn } from './bears-on.ts';
import { expectAnswer } from './expected-answer.ts';
import { pickSentences } from './pick-sentences.ts';
import { type ScoredSentence, scoreSentences } from './score-sentences.ts';

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
  /** Whether anything found bears on the question. */
  bears: boolean;
}

/** Finds the articles and sentences that may answer a question. Throws the signal's reason where that is aborted between two steps. */
export async function findAnswer(
  { store }: { store: Pick<Store, 'countTerms' | 'findCandidates'> },
  question: string,
  { signal }: { signal?: AbortSignal },
): Promise<FoundAnswer> {
  signal?.throwIfAborted();
  const query = await analyseQuery(store, question);
  signal?.throwIfAborted();
  const ranked = await rankArticles(store, query);
  signal?.throwIfAborted();
  const scored = readSentences(query, ranked);
  const best = scored.reduce<ScoredSentence | undefined>(
    (most, each) => (most && most.score >= each.score ? most : each),
    undefined,
  );
  return {
    refusal: {
      ...{ question, answered: false, sentences: [] },
      articles: ranked
        .slice(0, MOST_LISTED)
        .map(({ article, score }) => ({ id: article.id, title: article.title, score })),
      generator: 'extractive',
      nearestTopics: nearestTopics(ranked),
    },
    ...{ ranked, scored, bears: bearsOn(query, ranked, best) },
  };
}

/**
 * Finds the passages that bear on a question and the sentences that answer it; `answered` is false where none does.
 * At most `sentences` sentences and `characters` UTF-16 units in all (but always one sentence where it is answered).
 * Throws the signal's reason where that is aborted between two steps.
 */
export async function answerQuestion(
  { store }: { store: Pick<Store, 'countTerms' | 'findCandidates'> },
  question: string,
  { signal, ...length }: { sentences: number; characters: number; signal?: AbortSignal },
): Promise<AskOutput> {
  return quoteAnswer(await findAnswer({ store }, question, signal === undefined ? {} : { signal }), length);
}

/** The answer in the articles' own sentences. */
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
  return sentences.length === 0 ? refusal : { ...refusal, answered: true, sentences, nearestTopics: [] };
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

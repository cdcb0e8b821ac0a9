import { dayOf } from '../digest/resolve-window.ts';
import type { AskOutput, Citation, Sentence } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Store } from '../ports/store.ts';
import type { NearestArticles } from '../retrieval/nearest-articles.ts';
import type { AnswerPassage, Editor } from '../writing/editor.ts';
import { estimateTokens } from '../writing/estimate-tokens.ts';
import { numberPassages } from '../writing/passages.ts';
import { type FoundAnswer, findAnswer, quoteAnswer } from './answer-question.ts';
import type { ScoredSentence } from './score-sentences.ts';
import { createDifferenceFinder, tellApart } from './tell-apart.ts';

/** What goes to the model: the best sentences with those beside them, up to so many tokens. */
const BEST = 12;
const PASSAGE_TOKENS = 1800;
/** Of articles that only mean something near: so many, and so many tokens of the nearest passage, beside the best sentences and alone (all of it). */
const NEAR = { articles: 3, tokensBeside: 200, tokensAlone: 640 };

/**
 * Answers a question as a model writes it from what retrieval found, each sentence checked; `answered` is false where retrieval
 * or the model finds that the articles do not say. Where the model is not to be had the articles' own sentences serve.
 * Throws the signal's reason.
 */
export async function writeAnswer(
  {
    store,
    nearest,
    editor,
  }: {
    store: Pick<Store, 'countTerms' | 'findCandidates'>;
    nearest?: NearestArticles | null;
    editor: Editor;
  },
  question: string,
  asked: {
    /** Of an answer in the articles' own sentences, which are longer than an answer's need be. */
    sentences: number;
    characters: number;
    /** Of one that the model writes. */
    written: { sentences: number; characters: number };
    language: ReaderLanguage;
    chat: string | null;
    person: string | null;
    /** When and where it is asked. */
    at: { now: number; zone: string };
    /** Milliseconds. */
    within: number;
    signal?: AbortSignal;
    onSentences?(sentences: readonly Sentence[]): void;
  },
): Promise<AskOutput> {
  const { at, signal } = asked;
  const found = await findAnswer({ store, nearest }, question, { at, signal });
  // What is not there is not written about: it would cost, and tempt.
  if (!found.bears && found.near.length === 0) return found.refusal;
  const written = await editor.answer(question, {
    ...{ ...asked, ...asked.written, today: dayOf(at.now, at.zone) },
    passages: markDifferences(
      [...(found.bears ? choosePassages(found.scored) : []), ...presentNear(found)],
      found,
    ),
  });
  if (written === null) return quoteAnswer(found, asked);
  if (!written.answered) return { ...found.refusal, generator: editor.generator };
  // Nothing of it stood: what retrieval thinks best is better than what the model cited.
  if (!written.isModels) return quoteAnswer(found, asked);
  return {
    ...found.refusal,
    ...{ answered: true, nearestTopics: [], generator: editor.generator },
    sentences: found.bears ? tellApart(written.sentences, found.scored) : written.sentences,
  };
}

/** Of passages that are added because they differ from one that is there: so many, and none of more tokens. */
const DIFFERING = { passages: 3, tokens: 200 };

/** The passages with those of other sources that say the same with another figure, which say so of themselves. */
function markDifferences(
  passages: readonly AnswerPassage[],
  { scored, bears }: FoundAnswer,
): AnswerPassage[] {
  if (!bears) return [...passages];
  const findDifferences = createDifferenceFinder(scored);
  const marked: AnswerPassage[] = [...passages];
  for (const [index, passage] of passages.entries())
    for (const { other } of findDifferences(toCitation(passage))) {
      const { ranked, sentence } = other;
      const at = marked.findIndex(
        ({ article, start }) => article.id === ranked.article.id && start === sentence.start,
      );
      const known = marked[at];
      const hasRoom =
        marked.length - passages.length < DIFFERING.passages &&
        estimateTokens(sentence.text) <= DIFFERING.tokens;
      if (known === undefined && hasRoom)
        marked.push({
          article: ranked.article,
          start: sentence.start,
          end: sentence.end,
          differsFrom: index,
        });
      else if (known !== undefined && at > index) marked[at] = { ...known, differsFrom: index };
    }
  return marked;
}

function toCitation({ article, start, end }: AnswerPassage): Citation {
  return { articleId: article.id, start, end, quote: article.body.slice(start, end) };
}

/**
 * What matters most in the passages that mean something near, whatever their language: their sentences share no words with the question
 * that could tell which of them answers.
 */
function presentNear({ near, scored, bears }: FoundAnswer): AnswerPassage[] {
  const given = new Set(bears ? scored.map(({ ranked: { article } }) => article.id) : []);
  return near
    .filter(({ article }) => !given.has(article.id))
    .slice(0, NEAR.articles)
    .flatMap(({ article, passage }) =>
      numberPassages(article, bears ? NEAR.tokensBeside : NEAR.tokensAlone, passage),
    )
    .map(({ article, start, end }) => ({ article, start, end }));
}

/** The best sentences with their neighbours, best article first and in the order of its text. */
export function choosePassages(scored: readonly ScoredSentence[]): AnswerPassage[] {
  const places = new Map(scored.map((each) => [`${each.place} ${each.index}`, each]));
  const chosen = new Set<ScoredSentence>();
  let left = PASSAGE_TOKENS;
  const take = (each: ScoredSentence | undefined): void => {
    if (each === undefined || chosen.has(each)) return;
    const cost = estimateTokens(each.sentence.text) + 4;
    if (chosen.size > 0 && cost > left) return;
    chosen.add(each);
    left -= cost;
  };
  const best = scored.toSorted((one, other) => other.score - one.score).slice(0, BEST);
  for (const each of best) take(each);
  for (const { place, index } of best)
    for (const near of [index - 1, index + 1]) take(places.get(`${place} ${near}`));
  return [...chosen]
    .sort((one, other) => one.place - other.place || one.index - other.index)
    .map(({ ranked: { article }, sentence: { start, end } }) => ({ article, start, end }));
}

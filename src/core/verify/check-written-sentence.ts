import type { ReaderLanguage } from '../model/reader-language.ts';
import type { BilingualWords } from '../text/bilingual-words.ts';
import { foldText } from '../text/fold.ts';
import { alignScripts } from './align-scripts.ts';
import { compareAll } from './align-words.ts';
import { findChangedPolarity } from './find-changed-polarity.ts';
import { isOffSubject } from './find-changed-subject.ts';
import { type ArticleContext, findFigureProblem } from './find-figure-problem.ts';
import { findInventedLink } from './find-invented-link.ts';
import { findUnheldQuotation } from './find-quotations.ts';
import { findSubstitutedName } from './find-substituted-name.ts';
import { findSubstitutedNumeral } from './find-substituted-numeral.ts';
import { findUnheldName, type ReadQuote } from './find-unheld-name.ts';
import { findWrongLanguage, isPlainlyAnother } from './find-wrong-language.ts';
import { isVerbatim } from './is-verbatim.ts';
import { isOffSubjectAcross } from './measure-overlap-across.ts';
import { greatestSupport } from './measure-support.ts';
import { readWords } from './read-words.ts';
import { findWriting } from './writing.ts';

/** What a written sentence says that its sources don't. `detail` is the words it is about. */
export type SentenceProblem = {
  kind: 'citation' | 'figure' | 'date' | 'quotation' | 'name' | 'link' | 'language' | 'polarity' | 'subject';
  detail: string;
};

// Bounds the time of a check: no sentence of a summary is as long, and what rests on a whole book rests on nothing.
const LONGEST_SENTENCE = 5_000;
const LONGEST_CITED = 30_000;
const LONGEST_TITLE = 500;
// The order of fewer words tells nothing.
const FEWEST_WORDS = 4;

/**
 * The first thing that a sentence says and the source sentences it rests on do not, or null where it is backed by them. A sentence that
 * is one of them word for word is, whatever its length. Names and polarity are judged only where there is evidence: a sentence that passes
 * says no figure, date, link or quoted words that its sources lack, and may still be wrong in what it makes of them.
 */
export function checkWrittenSentence(
  sentence: string,
  {
    cited,
    context,
    language,
    words = null,
  }: {
    /** The source sentences that it rests on, verbatim. */
    cited: readonly string[];
    /** Of the article: they may name the subject or the year, and never back a figure. */
    context: ArticleContext;
    language: ReaderLanguage;
    /** Tell what it is about where its sources are all in another language; without them nothing does. */
    words?: BilingualWords | null;
  },
): SentenceProblem | null {
  const quotes = cited.filter((quote) => quote.trim() !== '');
  if (quotes.length === 0) return { kind: 'citation', detail: '' };
  if (sentence.trim() === '') return { kind: 'subject', detail: '' };
  if (isVerbatim(sentence, quotes))
    return isPlainlyAnother(sentence, language, context.title)
      ? { kind: 'language', detail: sentence.slice(0, 40) }
      : null;
  const length = quotes.reduce((sum, quote) => sum + quote.length, 0);
  if (sentence.length > LONGEST_SENTENCE || length > LONGEST_CITED)
    return { kind: 'citation', detail: 'too long to be checked' };
  const link = findInventedLink(sentence, quotes);
  if (link !== null) return { kind: 'link', detail: link };
  const foreign = findWrongLanguage(sentence, language);
  if (foreign !== null) return { kind: 'language', detail: foreign };
  const figure = findFigureProblem(sentence, quotes, context);
  if (figure !== null) return figure;
  const [said, ...held] = alignScripts(sentence, quotes);
  const quotation = findUnheldQuotation(said, held);
  if (quotation !== null) return { kind: 'quotation', detail: quotation };
  const about = { title: context.title.slice(0, LONGEST_TITLE), words, isSameScript: said === sentence };
  return findMeaningProblem(said, held, about);
}

function findMeaningProblem(
  sentence: string,
  quotes: readonly string[],
  {
    title,
    words: bilingual,
    isSameScript,
  }: { title: string; words: BilingualWords | null; isSameScript: boolean },
): SentenceProblem | null {
  const claim = readQuote(sentence);
  const sources = quotes.map(readQuote);
  const kin = sources.filter(({ writing }) => writing === claim.writing);
  const compared = compareAll(
    claim.words,
    kin.map(({ words }) => words),
  );
  const alignments = compared.map(({ alignment }) => alignment);
  for (const alignment of alignments) {
    const number = alignment && findSubstitutedNumeral(alignment, kin);
    if (number) return { kind: 'figure', detail: number };
    const name = alignment && findSubstitutedName(claim, kin, alignment, isSameScript);
    if (name) return { kind: 'name', detail: name };
  }
  const name = findUnheldName(claim, sources, readQuote(title), isSameScript);
  if (name !== null) return { kind: 'name', detail: name };
  if (kin.length === 0)
    return isOffSubjectAcross(sentence, { quotes, writing: claim.writing, words: bilingual })
      ? { kind: 'subject', detail: sentence.slice(0, 40) }
      : null;
  const words = kin.map((source) => source.words);
  const polarity = findChangedPolarity(claim.words, words, alignments);
  if (polarity !== null) return { kind: 'polarity', detail: polarity };
  // Words that only a source in another language has cannot be missed.
  if (kin.length < sources.length) return null;
  const support = claim.words.length < FEWEST_WORDS ? null : greatestSupport(compared);
  return isOffSubject(sentence, { quotes, title, support })
    ? { kind: 'subject', detail: sentence.slice(0, 40) }
    : null;
}

function readQuote(text: string): ReadQuote {
  return { text, folded: foldText(text), words: readWords(text), writing: findWriting(text) };
}

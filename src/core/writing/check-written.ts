import { z } from 'zod';
import type { Citation, Sentence } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import { quoteSentence, showQuote } from '../summary/quote-sentence.ts';
import type { BilingualWords } from '../text/bilingual-words.ts';
import { checkWrittenSentence, type SentenceProblem } from '../verify/check-written-sentence.ts';
import { type Passage, toPromptLine } from './passages.ts';

/** A sentence and the numbers of the passages that it rests on: all that a model may write. */
export const writtenSentenceSchema = z.object({ text: z.string(), sources: z.array(z.int()) });
export type WrittenSentence = z.infer<typeof writtenSentenceSchema>;

/** Why a sentence of the model's is not shown; `detail` is short. Beside the check's own: too long, or nothing. */
export const refusalSchema = z.object({
  kind: z.enum([
    'citation',
    'figure',
    'date',
    'quotation',
    'name',
    'link',
    'language',
    'polarity',
    'subject',
    'length',
  ] as const satisfies readonly (SentenceProblem['kind'] | 'length')[]),
  detail: z.string(),
});
export type Refusal = z.infer<typeof refusalSchema>;

export type CheckedSentence =
  | { ok: true; sentence: Sentence; text: string; sources: number[] }
  | { ok: false; refusal: Refusal; text: string; sources: number[] };

/** More than that backs nothing any more. */
const MOST_SOURCES = 4;
const LONGEST_DETAIL = 120;
/** Numbers in brackets that a model leaves in its text; they are given apart. */
const NUMBERS = /\s*[[［【]\d{1,3}(?:\s*[,，、–-]\s*\d{1,3})*(?:\s*[,，、–-])?\s*[\]］】]/gu;
const BULLET = /^(?:[-*•–—]|\d{1,2}[.)、](?!\d))\s*/u;

/** The text of a model's sentence as it may be shown: a line, without list marks or numbers in brackets. */
export function cleanWritten(text: string, longest: number): string {
  return toPromptLine(text, longest + 1)
    .replace(NUMBERS, '')
    .replace(BULLET, '')
    .trim();
}

export function refuse(
  written: { text: string; sources: number[] },
  kind: Refusal['kind'],
  detail: string,
): CheckedSentence {
  return { ok: false, ...written, refusal: { kind, detail: toPromptLine(detail, LONGEST_DETAIL) } };
}

export interface CheckTerms {
  passages: readonly Passage[];
  language: ReaderLanguage;
  /** UTF-16 units. */
  longest: number;
  /** Where passages are in another language. */
  words: BilingualWords | null;
}

/** Holds a sentence of the model's against the passages that it cites. */
export function checkWritten(
  { text: raw, sources: numbers }: WrittenSentence,
  { passages, language, longest, words }: CheckTerms,
): CheckedSentence {
  const text = cleanWritten(raw, longest);
  const cited = findCited(numbers, passages);
  const sources = cited.map(({ number }) => number);
  const refused = (kind: Refusal['kind'], detail: string) => refuse({ text, sources }, kind, detail);
  const [first] = cited;
  // A number that is not there is a source that was made up.
  if (first === undefined || cited.length !== new Set(numbers).size || numbers.length > MOST_SOURCES)
    return refused('citation', numbers.slice(0, MOST_SOURCES).join(', '));
  if (!/[\p{L}\p{N}]/u.test(text) || text.length > longest) return refused('length', String(text.length));
  const citations = cited.map(cite);
  const problem = checkWrittenSentence(text, {
    cited: citations.map(({ quote }) => showQuote(quote)),
    context: { title: nameSources(cited), publishedAt: first.article.publishedAt },
    ...{ language, words },
  });
  if (problem !== null) return refused(problem.kind, problem.detail);
  return { ok: true, sentence: { text, citations }, text, sources };
}

/** The source's own sentence. */
export function ownSentence(number: number, passages: readonly Passage[]): Sentence | null {
  const passage = passages.find((each) => each.number === number);
  return passage === undefined ? null : quoteSentence(passage.article, passage);
}

/** What the articles are called and who published them: sources that contradict each other are told apart by that. */
function nameSources(cited: readonly Passage[]): string {
  const names = cited.flatMap(({ article: { title, publisher } }) => [title, publisher ?? '']);
  return [...new Set(names)].filter((name) => name !== '').join('\n');
}

function findCited(numbers: readonly number[], passages: readonly Passage[]): Passage[] {
  return [...new Set(numbers)].flatMap((number) => passages.find((each) => each.number === number) ?? []);
}

function cite({ article, start, end }: Passage): Citation {
  return { articleId: article.id, start, end, quote: article.body.slice(start, end) };
}

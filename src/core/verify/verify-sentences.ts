import type { Article } from '../model/article.ts';
import type { Citation, Sentence } from '../model/output.ts';
import { findUnheldQuotation } from './find-quotations.ts';
import { findUnheldFigure } from './find-unheld-figure.ts';
import { isVerbatim } from './is-verbatim.ts';

export type Verdict =
  | { backed: true }
  | {
      backed: false;
      reason: 'no-citation' | 'bad-citation' | 'empty' | 'figure' | 'quotation';
      /** What is not backed: the figure or quoted words as the sentence has them, or the id of the article cited. */
      detail: string;
    };

type Bodies = ReadonlyMap<string, Pick<Article, 'body'>>;

/** Whether a sentence's citations are real and hold every figure, date and quoted string that the sentence says (promise 6). */
export function verifySentence(sentence: Sentence, articles: Bodies): Verdict {
  const { text, citations } = sentence;
  if (citations.length === 0) return { backed: false, reason: 'no-citation', detail: text };
  const unreal = citations.find((citation) => !isReal(citation, articles));
  if (unreal) return { backed: false, reason: 'bad-citation', detail: unreal.articleId };
  if (text.trim() === '') return { backed: false, reason: 'empty', detail: text };
  const quotes = citations.map((citation) => citation.quote);
  if (isVerbatim(text, quotes)) return { backed: true };
  const figure = findUnheldFigure(text, quotes);
  if (figure !== null) return { backed: false, reason: 'figure', detail: figure };
  const quotation = findUnheldQuotation(text, quotes);
  if (quotation !== null) return { backed: false, reason: 'quotation', detail: quotation };
  return { backed: true };
}

/**
 * The sentences as they may leave the core: one that is not backed is replaced by what it cites, word for word,
 * or dropped where it cites nothing real or the same words stand there already. `replaced` has each verdict that led to that.
 */
export function verifySentences(
  sentences: readonly Sentence[],
  articles: Bodies,
): { sentences: Sentence[]; replaced: Verdict[] } {
  const verdicts = sentences.map((sentence) => verifySentence(sentence, articles));
  const said = new Set(sentences.filter((_, index) => verdicts[index]?.backed).map(({ text }) => text));
  const verified: Sentence[] = [];
  for (const [index, sentence] of sentences.entries()) {
    if (verdicts[index]?.backed) {
      verified.push(sentence);
      continue;
    }
    const citation = sentence.citations.find((candidate) => isReal(candidate, articles));
    if (!citation || said.has(citation.quote)) continue;
    said.add(citation.quote);
    verified.push({ text: citation.quote, citations: [citation] });
  }
  return { sentences: verified, replaced: verdicts.filter((verdict) => !verdict.backed) };
}

/** `body.slice(start, end) === quote` of a known article, something is quoted, and no surrogate pair is cut. */
function isReal({ articleId, start, end, quote }: Citation, articles: Bodies): boolean {
  const body = articles.get(articleId)?.body;
  if (body === undefined || !Number.isInteger(start) || !Number.isInteger(end)) return false;
  if (start < 0 || start >= end || end > body.length || quote.trim() === '') return false;
  return body.slice(start, end) === quote && !cutsPair(body, start) && !cutsPair(body, end);
}

function cutsPair(text: string, position: number): boolean {
  const before = text.charCodeAt(position - 1);
  const after = text.charCodeAt(position);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

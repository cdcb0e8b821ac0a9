import type { Article } from '../model/article.ts';
import { type ArticleSentence, splitArticle } from '../text/sentences.ts';
import { findOpeningWord, partRunOns } from './part-run-ons.ts';
import { showQuote } from './quote-sentence.ts';
import { findQuotedShares } from './quoted-shares.ts';
import { countWords, isEnded, judgeSentence, type SentenceShape } from './sentence-shape.ts';
import { termsOf } from './sentence-terms.ts';
import { findLeadIn } from './trim-lead-in.ts';

/** A sentence of the article that may be taken. Offsets are into the body. */
export interface Candidate extends SentenceShape {
  start: number;
  end: number;
  /** As it is shown. */
  text: string;
  /** Index among all candidates, in the article's order. */
  index: number;
  kind: ArticleSentence['kind'];
  /** The first sentence of its paragraph. */
  opens: boolean;
  words: number;
  /** Share inside quotation marks. */
  quoted: number;
  terms: Set<string>;
  /** How many figures it holds that are neither times nor dates. */
  figures: number;
  /** How many words of it have a capital within the sentence. */
  names: number;
}

// A summary is sought in the head of an article and its very end; this bounds the work on a text of any length.
const HEAD_SENTENCES = 320;
const TAIL_SENTENCES = 80;
// What is read of one sentence to judge and score it, in UTF-16 units.
const READ_HEAD = 1_200;
const READ_TAIL = 200;
const CONTENT = /[\p{L}\p{N}]/u;
// A text with fewer sentences ended by a mark than this does without marks.
const FEWEST_MARKED = 0.2;
const QUANTITY = /(?<![\d.,:])(?!(?:19|20)\d\d(?!\d))\d[\d.,]*(?![\d:：年月日时時点點分秒号號])/gu;
const NAME = /(?<=[\p{Ll},] )\p{Lu}\p{Ll}+/gu;

function withinBounds<T>(items: readonly T[]): T[] {
  if (items.length <= HEAD_SENTENCES + TAIL_SENTENCES) return [...items];
  return [...items.slice(0, HEAD_SENTENCES), ...items.slice(-TAIL_SENTENCES)];
}

function readable(text: string): string {
  return text.length <= READ_HEAD + READ_TAIL
    ? text
    : `${text.slice(0, READ_HEAD)} ${text.slice(-READ_TAIL)}`;
}

/** A body that names no paragraphs is one paragraph. */
function sentencesOf(article: Pick<Article, 'body' | 'paragraphs'>): ArticleSentence[] {
  const { body, paragraphs } = article;
  if (paragraphs.length > 0) return splitArticle(article);
  return splitArticle({ body, paragraphs: [{ start: 0, end: body.length, kind: 'text' }] });
}

function partSentences(sentences: readonly ArticleSentence[]): ArticleSentence[] {
  const names = new Set<string>();
  for (const sentence of sentences) {
    const name = findOpeningWord(sentence.text);
    if (name !== null) names.add(name);
  }
  return sentences.flatMap((sentence) => {
    if (sentence.text.length > READ_HEAD) return [sentence];
    return partRunOns(sentence.text, names).map((span) => ({
      ...sentence,
      start: sentence.start + span.start,
      end: sentence.start + span.end,
      text: sentence.text.slice(span.start, span.end),
    }));
  });
}

function quotedSharesOf(sentences: readonly ArticleSentence[]): number[] {
  const byParagraph = new Map<number, string[]>();
  for (const { paragraph, text } of sentences) {
    const pieces = byParagraph.get(paragraph) ?? [];
    pieces.push(readable(text));
    byParagraph.set(paragraph, pieces);
  }
  return [...byParagraph.values()].flatMap((pieces) => findQuotedShares(pieces));
}

function isUnmarked(sentences: readonly ArticleSentence[]): boolean {
  const texts = sentences.filter(({ kind }) => kind === 'text');
  const marked = texts.filter(({ text }) => isEnded(text.slice(-READ_TAIL))).length;
  return marked < FEWEST_MARKED * texts.length;
}

/** Letters and digits only: a sentence that is the title again adds nothing to it. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * The candidates of an article, in its order. Bounded: no more than some hundred sentences, no more than some thousand characters of
 * each.
 */
export function collectCandidates(article: Pick<Article, 'title' | 'body' | 'paragraphs'>): Candidate[] {
  const title = lettersOf(article.title);
  const sentences = partSentences(withinBounds(sentencesOf(article)));
  const quoted = quotedSharesOf(sentences);
  const unmarked = isUnmarked(sentences);
  const candidates: Candidate[] = [];
  let paragraph = -1;
  for (const [position, sentence] of sentences.entries()) {
    const start = sentence.start + findLeadIn(sentence.text);
    const quote = article.body.slice(start, sentence.end);
    const text = showQuote(quote);
    if (!CONTENT.test(text)) continue;
    const read = readable(text);
    const share = quoted[position] ?? 0;
    const shape = judgeSentence(read, share, unmarked);
    candidates.push({
      ...shape,
      fit: shape.fit && sentence.kind === 'text' && (title === '' || lettersOf(read) !== title),
      start,
      end: sentence.end,
      text,
      index: candidates.length,
      kind: sentence.kind,
      opens: sentence.paragraph !== paragraph,
      words: countWords(read),
      quoted: share,
      terms: termsOf(read),
      figures: read.match(QUANTITY)?.length ?? 0,
      names: read.match(NAME)?.length ?? 0,
    });
    paragraph = sentence.paragraph;
  }
  return candidates;
}

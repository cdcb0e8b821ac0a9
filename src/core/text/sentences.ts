import type { Article } from '../model/article.ts';
import { stripEmoticons } from './emoticons.ts';
import { EXTENDING, findSentenceBreaks } from './sentence-breaks.ts';

/** UTF-16 offsets `[start, end)` of a piece of a text. */
export interface Span {
  start: number;
  end: number;
}

const LINE_BREAKS = /[\n\r\v\f\u0085\u2028\u2029]+/g;
const CONTENT = /[\p{L}\p{N}]/u;
// A line that is broken in mid-sentence is about as long as a page or mail is wide.
const SHORTEST_WRAPPED_LINE = 40;

/**
 * The sentences of a text, in order, without the white space around them. Every line ends one, except where
 * an English line is wrapped in mid-sentence. A piece of marks or emoticons alone belongs to the sentence before it on its line.
 */
export function splitSentences(text: string): Span[] {
  const sentences: Span[] = [];
  for (const line of findLines(text)) {
    const firstOfLine = sentences.length;
    let start = line.start;
    for (const end of [...findSentenceBreaks(text.slice(line.start, line.end)), line.end - line.start]) {
      const span = trimSpan(text, start, line.start + end);
      start = line.start + end;
      if (span.start >= span.end) continue;
      const previous = sentences.at(-1);
      if (previous && sentences.length > firstOfLine && !hasContent(text.slice(span.start, span.end)))
        previous.end = span.end;
      else sentences.push(span);
    }
  }
  return sentences;
}

/** A sentence of an article; offsets are into the body. `paragraph` is the index into `article.paragraphs`. */
export interface ArticleSentence extends Span {
  text: string;
  paragraph: number;
  kind: 'text' | 'subheading';
}

/** The sentences of an article's paragraphs, in order; a subheading is one piece of its own. */
export function splitArticle(article: Pick<Article, 'body' | 'paragraphs'>): ArticleSentence[] {
  return article.paragraphs.flatMap((paragraph, index) => {
    const text = article.body.slice(paragraph.start, paragraph.end);
    const spans = paragraph.kind === 'subheading' ? [trimSpan(text, 0, text.length)] : splitSentences(text);
    return spans
      .filter((span) => span.start < span.end)
      .map((span) => {
        const start = paragraph.start + span.start;
        const end = paragraph.start + span.end;
        return { start, end, text: article.body.slice(start, end), paragraph: index, kind: paragraph.kind };
      });
  });
}

function hasContent(piece: string): boolean {
  return CONTENT.test(piece.includes('[') ? stripEmoticons(piece) : piece);
}

function* findLines(text: string): Generator<Span> {
  let start = 0;
  for (const match of text.matchAll(LINE_BREAKS)) {
    if (isWrapped(text, start, match.index, match[0])) continue;
    if (match.index > start) yield { start, end: match.index };
    start = match.index + match[0].length;
  }
  if (start < text.length) yield { start, end: text.length };
}

function isWrapped(text: string, start: number, position: number, lineBreak: string): boolean {
  if (lineBreak !== '\n' && lineBreak !== '\r\n') return false;
  if (position - start < SHORTEST_WRAPPED_LINE) return false;
  const following = position + lineBreak.length;
  return (
    /[\p{Ll},] ?$/u.test(text.slice(position - 2, position)) &&
    /^\p{Ll}/u.test(text.slice(following, following + 2))
  );
}

function trimSpan(text: string, start: number, end: number): Span {
  let first = start;
  let last = end;
  while (first < last && isSpace(text.charAt(first))) first += 1;
  while (last > first && isSpace(text.charAt(last - 1))) last -= 1;
  // A mark on a space makes one character with it.
  if (first > start && EXTENDING.test(text.slice(first, first + 2))) first -= 1;
  return { start: first, end: last };
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}

import { foldWithOffsets } from '../text/fold.ts';
import type { Span } from '../text/sentences.ts';
import type { Query } from './analyse-query.ts';
import { findHighlights, type Highlight } from './find-highlights.ts';

const LONGEST_SNIPPET = 120;
/** UTF-16 units of a body that are looked through. */
const LONGEST_READ = 50_000;

export interface Snippet {
  /** A piece of the original text, at most 120 UTF-16 units, of one line. */
  snippet: string;
  /** Offsets into `snippet` of what was found. */
  highlights: Span[];
}

/** The piece of a body that holds most of a query; its beginning where it holds nothing. */
export function makeSnippet(query: Query, body: string): Snippet {
  const read = body.slice(0, LONGEST_READ);
  const all = findHighlights(query, foldWithOffsets(read)).filter(
    ({ start, end }) => end - start <= LONGEST_SNIPPET,
  );
  const densest = findDensest(query, read, all);
  const { start, end } = widen(read, densest);
  return {
    snippet: read.slice(start, end),
    highlights: all
      .filter((highlight) => highlight.start >= start && highlight.end <= end)
      .map((highlight) => ({ start: highlight.start - start, end: highlight.end - start })),
  };
}

/** The span of neighbouring highlights of one line that says most and fits; what is said twice counts once. */
function findDensest(query: Query, text: string, highlights: readonly Highlight[]): Span {
  let best: Span = { start: 0, end: 0 };
  let most = 0;
  highlights.forEach((first, index) => {
    const lineEnd = endOfLine(text, first.start);
    const seen = new Set<number>();
    let weight = 0;
    for (let at = index; at < highlights.length; at++) {
      const next = highlights[at];
      if (!next || next.end > lineEnd || next.end - first.start > LONGEST_SNIPPET) break;
      for (const gram of next.grams) {
        if (!seen.has(gram)) weight += query.grams[gram]?.weight ?? 0;
        seen.add(gram);
      }
      if (weight > most) {
        most = weight;
        best = { start: first.start, end: next.end };
      }
    }
  });
  return best;
}

/** As much of the line around a span as fits, from where a sentence begins if one does within reach, else from a word. */
function widen(text: string, span: Span): Span {
  const lineStart = text.lastIndexOf('\n', Math.max(0, span.start - 1)) + 1;
  const lineEnd = endOfLine(text, span.end);
  const spare = LONGEST_SNIPPET - (span.end - span.start);
  // Half of what is left goes before the span, more where the line ends soon after it.
  const before = Math.max(Math.floor(spare / 2), spare - (lineEnd - span.end));
  const from = Math.max(Math.min(lineStart, span.start), span.start - before);
  const start = from === lineStart || from >= span.start ? from : findStart(text, from, span.start);
  const latest = Math.min(lineEnd, start + LONGEST_SNIPPET);
  return trim(text, start, latest === lineEnd ? latest : findEnd(text, span.end, latest));
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

const SENTENCE_END = /[。！？!?；]["”’」』）)]*|\.\s/g;
const WORD_END = /[\s，、,:：；;—]+/g;

/** The first place after `from` where a sentence begins, or else a word. */
function findStart(text: string, from: number, before: number): number {
  const reach = text.slice(from, before);
  const sentence = lastOrFirst(reach, SENTENCE_END, 'first');
  if (sentence > 0) return from + sentence;
  return wholeCharacter(text, from + lastOrFirst(reach, WORD_END, 'first'));
}

function findEnd(text: string, after: number, latest: number): number {
  const reach = text.slice(after, latest);
  const sentence = lastOrFirst(reach, SENTENCE_END, 'last');
  if (sentence > reach.length / 2) return after + sentence;
  const word = lastOrFirst(reach, WORD_END, 'last');
  if (word > reach.length / 2) return after + word;
  return wholeCharacter(text, latest);
}

/** The end of the first or last match, 0 where there is none. */
function lastOrFirst(text: string, pattern: RegExp, which: 'first' | 'last'): number {
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    end = match.index + match[0].length;
    if (which === 'first') return end;
  }
  return end;
}

/** A place that parts no surrogate pair and no character from its marks. */
function wholeCharacter(text: string, position: number): number {
  let place = position;
  while (place > 0 && place < text.length && JOINED.test(text.charAt(place))) place--;
  return place;
}

const JOINED = /^(?:[\udc00-\udfff]|\p{M}|\u200d|\ufe0f)$/u;

function trim(text: string, start: number, end: number): Span {
  const piece = text.slice(start, end);
  const trimmed = piece.trimStart();
  const from = start + piece.length - trimmed.length;
  return { start: from, end: from + trimmed.trimEnd().length };
}

import type { Span } from '../text/sentences.ts';
import { estimateTokens } from '../writing/estimate-tokens.ts';

/** Raised where the same article is cut into other passages, so that its vectors are made anew. */
export const CUTTING = 2;
/** What the smallest models in use read; the estimate is high. Longer texts are refused by some servers, and cut by others. */
const MOST_TOKENS = 480;
/** Five characters a token is what English has at most. */
const MOST_UNITS = MOST_TOKENS * 5;
/** In UTF-16 units: of the title before the first passage, and before the others, of which it tells what they are of. */
const LONGEST_TITLE = 300;
const SHORT_TITLE = 80;
/** An article has at most so many: what it costs is bounded, and what it takes in memory. */
const MOST_PASSAGES = 4;
/** UTF-16 units of the body over which they are spread. */
const LONGEST_EMBEDDED = 20_000;
/** As far as a passage begins later, so that it begins with a sentence. */
const LONGEST_SENTENCE = 200;
const SENTENCE_END = /[。！？!?\n]|\.\s/gu;

/** A passage of an article that a vector is made of; offsets are into the body, `text` has the title before it. */
export interface EmbeddedPassage extends Span {
  text: string;
}

/**
 * What of an article vectors are made of: its title and its beginning, where news says what it is about, and of a long article up to
 * three passages more, spread evenly over the rest. None for an article that says nothing.
 */
export function passagesToEmbed({ title, body }: { title: string; body: string }): EmbeddedPassage[] {
  const read = body.slice(0, LONGEST_EMBEDDED);
  const first = cutPassage(title.slice(0, LONGEST_TITLE), read, 0);
  if (first === null) return [];
  const rest = read.length - first.end;
  const length = Math.max(1, first.end - first.start);
  const more = Math.min(MOST_PASSAGES - 1, Math.ceil(rest / length));
  const passages = [first];
  for (let index = 0; index < more; index += 1) {
    const from = first.end + Math.floor((rest * index) / more);
    const start = Math.max(passages.at(-1)?.end ?? 0, beginSentence(read, from));
    const passage = cutPassage(title.slice(0, SHORT_TITLE), read, start);
    if (passage !== null && passage.end > passage.start) passages.push(passage);
  }
  return passages;
}

/** As much of a question. */
export function questionToEmbed(question: string): string {
  return cut(question.toWellFormed().trim()).trim();
}

/** Null where there is nothing to say. */
function cutPassage(title: string, body: string, start: number): EmbeddedPassage | null {
  const head = `${title.toWellFormed().trim()}\n`;
  const text = cut(`${head}${body.slice(start, start + MOST_UNITS).toWellFormed()}`);
  // What was cut off is of the body, unless the title alone is too long.
  const end = Math.min(body.length, start + Math.max(0, text.length - head.length));
  const said = text.trim();
  return said === '' ? null : { start, end, text: said };
}

function beginSentence(body: string, from: number): number {
  SENTENCE_END.lastIndex = Math.max(0, from - 1);
  const end = SENTENCE_END.exec(body);
  const start = end === null ? from : end.index + end[0].length;
  return start - from > LONGEST_SENTENCE ? from : start;
}

function cut(text: string): string {
  let piece = text.slice(0, MOST_UNITS);
  for (let tokens = estimateTokens(piece); tokens > MOST_TOKENS; tokens = estimateTokens(piece))
    piece = piece.slice(0, Math.floor((piece.length * MOST_TOKENS) / tokens));
  // Cutting may part a surrogate pair.
  return piece.replace(/[\ud800-\udbff]$/u, '');
}

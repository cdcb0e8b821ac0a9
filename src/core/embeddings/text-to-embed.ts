import { estimateTokens } from '../writing/estimate-tokens.ts';

/** What the smallest models in use read; the estimate is high. Longer texts are refused by some servers, and cut by others. */
const MOST_TOKENS = 480;
const LONGEST_TITLE = 300;

/**
 * What of an article is made a vector of: its title and its beginning, where news says what it is about. Empty for an
 * article that says nothing.
 */
export function textToEmbed({ title, body }: { title: string; body: string }): string {
  return cut(`${title.slice(0, LONGEST_TITLE)}\n${body}`.toWellFormed().trim());
}

/** As much of a question. */
export function questionToEmbed(question: string): string {
  return cut(question.toWellFormed().trim());
}

function cut(text: string): string {
  // Five characters a token is what English has at most.
  let piece = text.slice(0, MOST_TOKENS * 5);
  for (let tokens = estimateTokens(piece); tokens > MOST_TOKENS; tokens = estimateTokens(piece))
    piece = piece.slice(0, Math.floor((piece.length * MOST_TOKENS) / tokens));
  // Cutting may part a surrogate pair.
  return piece.replace(/[\ud800-\udbff]$/u, '').trim();
}

import type { Candidate } from './collect-candidates.ts';
import { showQuote } from './quote-sentence.ts';

// A sentence that can stand may be this much longer than what was asked for before one that can't stand is taken.
const STRETCH = 2;
// A text without sentence marks has sentences of any length: what is longer than both is cut.
const LONGEST_WHOLE = 600;
const BOUNDARY = /[，；：、,;:。！？\s]/u;

function byLength(left: Candidate, right: Candidate): number {
  return left.text.length - right.text.length;
}

/** The head of a candidate up to the last clause or word that fits in `room` UTF-16 units; what is cited is what is left. */
function cut(candidate: Candidate, body: string, room: number): Candidate {
  const quote = body.slice(candidate.start, Math.min(candidate.end, candidate.start + room));
  let length = quote.length;
  while (length > 0 && !BOUNDARY.test(quote.charAt(length - 1))) length--;
  // No boundary at all: not inside a surrogate pair, at least.
  if (length === 0) length = /[\uD800-\uDBFF]$/u.test(quote) ? quote.length - 1 : quote.length;
  const kept = quote.slice(0, length).replace(/[，；：、,;:\s]+$/u, '');
  const shown = kept === '' ? quote : kept;
  return { ...candidate, end: candidate.start + shown.length, text: showQuote(shown) };
}

/**
 * One sentence for an article of which none both stands by itself and fits: the best there is in this order: one that stands (a little
 * too long will do), one that leans on another, any but a subheading, a subheading. Empty only where there is no candidate.
 */
export function pickLastResort(
  candidates: readonly Candidate[],
  scores: readonly number[],
  characters: number,
  body: string,
): Candidate[] {
  const fit = candidates.filter((candidate) => candidate.fit);
  const pools = [
    fit.filter(({ leaning }) => !leaning),
    fit,
    candidates.filter(({ kind }) => kind === 'text'),
    candidates,
  ];
  for (const pool of pools) {
    const fitting = pool.filter(({ text }) => text.length <= characters);
    const best = fitting.toSorted((left, right) => (scores[right.index] ?? 0) - (scores[left.index] ?? 0))[0];
    if (best !== undefined) return [best];
    const shortest = pool.toSorted(byLength)[0];
    if (shortest !== undefined && shortest.text.length <= STRETCH * characters) return [shortest];
  }
  const shortest = (pools.find((pool) => pool.length > 0) ?? []).toSorted(byLength)[0];
  if (shortest === undefined) return [];
  const room = Math.max(characters, LONGEST_WHOLE);
  return [shortest.text.length <= room ? shortest : cut(shortest, body, room)];
}

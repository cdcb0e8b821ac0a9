import type { Article } from '../model/article.ts';
import { type Candidate, collectCandidates } from '../summary/collect-candidates.ts';
import { scoreCandidates } from '../summary/score-candidates.ts';
import type { Span } from '../text/sentences.ts';
import { toSingleLine } from '../text/strip-control-characters.ts';
import { estimateTokens } from './estimate-tokens.ts';

/** A sentence of an article under the number by which a model cites it. Offsets are into the body. */
export interface Passage extends Span {
  number: number;
  article: Article;
  /** As the model gets it: one line without invisible characters. */
  text: string;
}

/** Of a passage that goes on for longer, in UTF-16 units: a text without sentence marks. */
const LONGEST = 1500;
/** The sentences of a head this long decide which are important, as for a summary of this length. */
const IMPORTANCE = { sentences: 12, characters: 2000 };
/** Tags, what has no width, variation selectors: nobody sees them, and a model reads what is written in them. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** A text of others as it goes to a model: on one line, with nothing in it that a reader would not see. */
export function toPromptLine(text: string, longest = LONGEST): string {
  const line = toSingleLine(text).replace(INVISIBLE, '');
  return line.length <= longest ? line : `${line.slice(0, longest).toWellFormed()}…`;
}

/**
 * The sentences of an article that go to a model, numbered from 1 in their order: all of them, or those that matter most where
 * the whole would pass `tokens` (an upper estimate). Never none for an article with a sentence. `within`: of a part of the body only.
 */
export function numberPassages(article: Article, tokens: number, within?: Span): Passage[] {
  const said = collectCandidates(article).filter(({ kind }) => kind === 'text');
  const inside = said.filter(
    ({ start, end }) => within === undefined || (start < within.end && within.start < end),
  );
  const candidates = inside.length > 0 ? inside : said;
  const kept = keepImportant(candidates, article.title, tokens);
  return kept.map(({ start, end, text }, index) => ({
    ...{ number: index + 1, article, start, end },
    text: toPromptLine(text),
  }));
}

function keepImportant(
  candidates: readonly Candidate[],
  title: string,
  tokens: number,
): readonly Candidate[] {
  const costs = new Map(candidates.map((each) => [each, estimateTokens(toPromptLine(each.text)) + 4]));
  const whole = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  if (whole <= tokens) return candidates;
  const scores = scoreCandidates(
    candidates.map((candidate, index) => ({ ...candidate, index })),
    title,
    IMPORTANCE,
  );
  const ranked = candidates
    .map((candidate, index) => ({ candidate, score: scores[index] ?? 0 }))
    .sort((one, other) => other.score - one.score);
  const kept = new Set<Candidate>();
  let left = tokens;
  for (const { candidate } of ranked) {
    const cost = costs.get(candidate) ?? 0;
    if (kept.size > 0 && cost > left) continue;
    kept.add(candidate);
    left -= cost;
  }
  return candidates.filter((candidate) => kept.has(candidate));
}

/** A line each, `[1] …`. */
export function listPassages(passages: readonly Passage[]): string {
  return passages.map(({ number, text }) => `[${number}] ${text}`).join('\n');
}

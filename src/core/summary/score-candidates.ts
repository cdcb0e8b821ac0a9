import type { Candidate } from './collect-candidates.ts';
import { termsOf } from './sentence-terms.ts';
import type { SummaryLength } from './summarise-article.ts';

/**
 * What each property of a sentence weighs. Set by hand on 252 English news articles (bench/summary.ts), where each may be a third
 * more or less without a change of half a point of ROUGE-1. `title` and `opens` have no data behind them.
 */
const WEIGHTS = {
  position: 1.4,
  /** How many sentences on the weight of the position falls to 1/e. */
  reach: 5,
  /** Of the position's weight, what is left where there is room for one sentence only: that one must cover, not set the scene. */
  alone: 0.05,
  /** The same where the lead takes up the title: then it is the sentence that sums up. */
  aloneTitled: 1,
  aloneReach: 1,
  opens: 0.1,
  coverage: 1,
  /** 0: long sentences cover most; 1: dense ones do. */
  density: 0.7,
  /** The same where there is room for one sentence only: it may be longer. */
  aloneDensity: 0.5,
  title: 0.6,
  figures: 0.3,
  names: 0.1,
  quoted: 0.7,
  personal: 0.4,
  leaning: 0.2,
  short: 0.8,
  long: 1.2,
  trustFrom: 0.6,
  trustSpan: 0.4,
};

// In words: below the first a sentence says little, from the second on it says too much, at the third it is out of proportion.
const SHORT_WORDS = 12;
const LONG_WORDS = 42;
const EXCESSIVE_WORDS = 72;
// Shares are taken of at least so many terms: of one term, all or nothing would be said.
const FEW_TERMS = 4;
const MANY_FIGURES = 4;
const MANY_NAMES = 6;
const ROOM_FOR_TWO = 1.6;
// A lead that holds this share of the title's terms takes it up.
const TITLED = 0.3;

function shareOf(terms: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const term of terms) if (others.has(term)) shared++;
  return shared / Math.max(FEW_TERMS, terms.size);
}

/** In how many of the sentences each term stands. */
function countTerms(candidates: readonly Candidate[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { terms } of candidates) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function shareRecurring({ terms }: Candidate, counts: ReadonlyMap<string, number>): number {
  let recurring = 0;
  for (const term of terms) if ((counts.get(term) ?? 0) > 1) recurring++;
  return recurring / Math.max(FEW_TERMS, terms.size);
}

/**
 * How far the head of the article can be trusted to carry it, in [0, 1]: as far as the rest takes its terms up again, more than
 * those of other sentences. A head that leans on something is not the article's own (the lead was cut off).
 */
function trustLead(
  lead: Candidate,
  candidates: readonly Candidate[],
  counts: ReadonlyMap<string, number>,
): number {
  const mean =
    candidates.reduce((sum, candidate) => sum + shareRecurring(candidate, counts), 0) / candidates.length;
  const ratio = mean === 0 ? 1 : shareRecurring(lead, counts) / mean;
  return Math.min(1, Math.max(0, (ratio - WEIGHTS.trustFrom) / WEIGHTS.trustSpan));
}

/** What the head of the article weighs. */
function weighHead(
  lead: Candidate | undefined,
  candidates: readonly Candidate[],
  counts: ReadonlyMap<string, number>,
  titleTerms: ReadonlySet<string>,
  alone: boolean,
): number {
  if (lead === undefined || lead.leaning) return 0;
  if (shareOf(titleTerms, lead.terms) >= TITLED) return WEIGHTS.position * (alone ? WEIGHTS.aloneTitled : 1);
  return WEIGHTS.position * trustLead(lead, candidates, counts) * (alone ? WEIGHTS.alone : 1);
}

/** How many sentences there is room for, going by how long those of the article are. */
function estimateRoom(candidates: readonly Candidate[], length: SummaryLength): number {
  const mean = candidates.reduce((sum, { text }) => sum + text.length, 0) / candidates.length;
  return Math.min(length.sentences, length.characters / mean);
}

/**
 * How much each candidate carries of the article, higher is more; comparable within one article only.
 * A weighted sum of where it stands, how many of the article's recurring terms it holds, its overlap with the title, its figures and
 * names, less what makes a sentence a poor one to quote.
 */
export function scoreCandidates(
  candidates: readonly Candidate[],
  title: string,
  length: SummaryLength,
): number[] {
  const counts = countTerms(candidates);
  const alone = estimateRoom(candidates, length) < ROOM_FOR_TWO;
  const reach = alone ? WEIGHTS.aloneReach : WEIGHTS.reach;
  const density = alone ? WEIGHTS.aloneDensity : WEIGHTS.density;
  const coverage = candidates.map(({ terms }) => {
    let sum = 0;
    for (const term of terms) sum += Math.log(counts.get(term) ?? 1);
    return sum / Math.max(FEW_TERMS, terms.size) ** density;
  });
  const most = coverage.reduce((max, value) => Math.max(max, value), Number.EPSILON);
  const titleTerms = termsOf(title);
  // The quotation or caption that an article starts with is not its lead.
  const lead = candidates.findIndex(({ fit }) => fit);
  const head = weighHead(candidates[lead], candidates, counts, titleTerms, alone);
  return candidates.map((candidate, index) => {
    const { words } = candidate;
    return (
      head * Math.exp(-Math.max(0, index - lead) / reach) +
      (candidate.opens ? WEIGHTS.opens : 0) +
      WEIGHTS.coverage * ((coverage[index] ?? 0) / most) +
      WEIGHTS.title * shareOf(titleTerms, candidate.terms) +
      WEIGHTS.figures * (Math.min(MANY_FIGURES, candidate.figures) / MANY_FIGURES) +
      WEIGHTS.names * (Math.min(MANY_NAMES, candidate.names) / MANY_NAMES) -
      WEIGHTS.quoted * candidate.quoted -
      (candidate.personal ? WEIGHTS.personal : 0) -
      (candidate.leaning ? WEIGHTS.leaning : 0) -
      WEIGHTS.short * Math.max(0, (SHORT_WORDS - words) / SHORT_WORDS) -
      WEIGHTS.long * Math.min(1, Math.max(0, (words - LONG_WORDS) / (EXCESSIVE_WORDS - LONG_WORDS)))
    );
  });
}

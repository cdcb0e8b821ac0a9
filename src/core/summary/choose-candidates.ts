import type { Candidate } from './collect-candidates.ts';
import type { SummaryLength } from './summarise-article.ts';

// What a sentence loses when all it says has been said (maximal marginal relevance, Carbonell & Goldstein 1998).
const REDUNDANCY = 0.7;
// Above this share there is nothing new in it: a caption that says the lead again, a paragraph that stands twice.
const NOTHING_NEW = 0.85;
// A sentence that leans on one that leans in turn has its antecedent too far off.
const LONGEST_CHAIN = 2;

interface Choice {
  candidates: Candidate[];
  value: number;
}

/** The candidate with what it leans on, or null where that is missing, unfit or too far off. */
function withAntecedents(candidate: Candidate, all: readonly Candidate[]): Candidate[] | null {
  const chain = [candidate];
  while (chain[0]?.leaning) {
    const before = all[chain[0].index - 1];
    if (before === undefined || !before.fit || chain.length >= LONGEST_CHAIN) return null;
    chain.unshift(before);
  }
  return chain;
}

function saidShare(candidate: Candidate, said: ReadonlySet<string>): number {
  let shared = 0;
  for (const term of candidate.terms) if (said.has(term)) shared++;
  return shared / Math.max(4, candidate.terms.size);
}

/**
 * Chooses greedily, the best that still fits at each step, what has been said counting less; a leaning sentence comes with the one before it.
 * O(sentences × candidates).
 */
export function chooseCandidates(
  all: readonly Candidate[],
  scores: readonly number[],
  length: SummaryLength,
): Candidate[] {
  const chosen = new Set<Candidate>();
  const said = new Set<string>();
  const chains = all.filter(({ fit }) => fit).map((candidate) => withAntecedents(candidate, all));
  let characters = 0;
  for (;;) {
    let best: Choice | null = null;
    for (const chain of chains) {
      if (chain === null || chosen.has(chain.at(-1) as Candidate)) continue;
      const added = chain.filter((candidate) => !chosen.has(candidate));
      if (said.size > 0 && added.some((candidate) => saidShare(candidate, said) > NOTHING_NEW)) continue;
      if (chosen.size + added.length > length.sentences) continue;
      const size = added.reduce((sum, { text }) => sum + text.length, 0);
      if (characters + size > length.characters) continue;
      const value =
        added.reduce(
          (sum, candidate) => sum + (scores[candidate.index] ?? 0) - REDUNDANCY * saidShare(candidate, said),
          0,
        ) / added.length;
      if (best === null || value > best.value) best = { candidates: added, value };
    }
    if (best === null) break;
    for (const candidate of best.candidates) {
      chosen.add(candidate);
      characters += candidate.text.length;
      for (const term of candidate.terms) said.add(term);
    }
  }
  return [...chosen].sort((left, right) => left.index - right.index);
}

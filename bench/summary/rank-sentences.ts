import { rankGraph } from './rank-graph.ts';
import { rougeTokens } from './rouge.ts';

// The usual short list (van Rijsbergen's, cut to function words): TextRank compares content words.
const STOP_WORDS = new Set(
  `a about above after again against all am an and any are as at be because been before being below between both but by can
  cannot could did do does doing down during each few for from further had has have having he her here hers herself him himself his
  how i if in into is it its itself me more most my myself no nor not of off on once only or other our ours out over own same she
  should so some such than that the their theirs them themselves then there these they this those through to too under until up very
  was we were what when where which while who whom why will with would you your yours s t`.split(/\s+/u),
);

// LexRank's usual figure: sentences less alike than this are not joined.
const LEXRANK_THRESHOLD = 0.1;

/**
 * TextRank (Mihalcea & Tarau 2004): weighted PageRank, damping 0.85, over the number of content words that two sentences share,
 * divided by the sum of the logarithms of their lengths. Returns one rank a sentence.
 */
export function rankByTextRank(sentences: readonly string[]): number[] {
  const words = sentences.map((text) => rougeTokens(text).filter((word) => !STOP_WORDS.has(word)));
  const sets = words.map((list) => new Set(list));
  return rankGraph(
    sets.map((left, from) =>
      sets.map((right, to) => {
        const norm = Math.log(words[from]?.length || 1) + Math.log(words[to]?.length || 1);
        if (from === to || norm <= 0) return 0;
        let shared = 0;
        for (const word of left) if (right.has(word)) shared++;
        return shared / norm;
      }),
    ),
  );
}

/** idf of each word over the texts given: ln(N / n). */
export function countInverseFrequencies(texts: readonly string[]): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(rougeTokens(text))) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  return new Map([...frequencies].map(([word, count]) => [word, Math.log(texts.length / count)]));
}

/**
 * LexRank (Erkan & Radev 2004), with threshold: PageRank, damping 0.85, over the graph that joins sentences whose idf-modified cosine
 * is above 0.1. Returns one rank a sentence.
 */
export function rankByLexRank(sentences: readonly string[], inverse: ReadonlyMap<string, number>): number[] {
  const vectors = sentences.map((text) => {
    const vector = new Map<string, number>();
    for (const word of rougeTokens(text))
      vector.set(word, (vector.get(word) ?? 0) + (inverse.get(word) ?? 0));
    return vector;
  });
  const norms = vectors.map((vector) => Math.hypot(...vector.values()));
  return rankGraph(
    vectors.map((left, from) =>
      vectors.map((right, to) => {
        let product = 0;
        for (const [word, weight] of left) product += weight * (right.get(word) ?? 0);
        const norm = (norms[from] ?? 0) * (norms[to] ?? 0);
        return from !== to && norm > 0 && product / norm > LEXRANK_THRESHOLD ? 1 : 0;
      }),
    ),
  );
}

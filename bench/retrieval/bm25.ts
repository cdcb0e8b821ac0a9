/** Plain BM25 (k1 1.2, b 0.75) over bags of terms: the ids of the best documents, best first. */
export function createBm25(documents: readonly { id: string; terms: readonly string[] }[]): {
  rank(terms: readonly string[], limit: number): string[];
} {
  const postings = new Map<string, Map<number, number>>();
  documents.forEach(({ terms }, document) => {
    for (const term of terms) {
      const counts = postings.get(term) ?? new Map<number, number>();
      postings.set(term, counts);
      counts.set(document, (counts.get(document) ?? 0) + 1);
    }
  });
  const average = documents.reduce((sum, { terms }) => sum + terms.length, 0) / Math.max(1, documents.length);
  return {
    rank(terms, limit) {
      const scores = new Float64Array(documents.length);
      for (const term of new Set(terms)) {
        const counts = postings.get(term);
        if (!counts) continue;
        const idf = Math.log(1 + (documents.length - counts.size + 0.5) / (counts.size + 0.5));
        for (const [document, count] of counts) {
          const length = documents[document]?.terms.length ?? 0;
          const damping = 1.2 * (0.25 + (0.75 * length) / average);
          scores[document] = (scores[document] ?? 0) + (idf * count * 2.2) / (count + damping);
        }
      }
      return documents
        .map(({ id }, document) => ({ id, score: scores[document] ?? 0 }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map(({ id }) => id);
    },
  };
}

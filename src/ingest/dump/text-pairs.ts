/** The pairs of neighbouring Han characters, and the words of other scripts, that a text holds; folded by NFKC and case. */
export function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  const folded = text.normalize('NFKC').toLowerCase();
  for (const word of folded.match(/[a-z]{4,}|[0-9]+|[\u3400-\u9fff\uf900-\ufaff]+/g) ?? []) {
    if (/^[a-z0-9]/.test(word)) pairs.add(word);
    else for (let at = 0; at + 1 < word.length; at += 1) pairs.add(word.slice(at, at + 2));
  }
  return pairs;
}

/** The share of a text's pairs that are among `known`; 0 for a text without any. */
export function shareOfPairs(text: string, known: ReadonlySet<string>): number {
  const own = pairsOf(text);
  if (own.size === 0) return 0;
  let common = 0;
  for (const pair of own) if (known.has(pair)) common += 1;
  return common / own.size;
}

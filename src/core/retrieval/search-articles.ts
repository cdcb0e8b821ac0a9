import type { SearchOutput } from '../model/output.ts';
import type { Store } from '../ports/store.ts';
import { foldText } from '../text/fold.ts';
import { analyseQuery, gramKey, type Query } from './analyse-query.ts';
import { toUnits } from './comparison-units.ts';
import { fuseRanks } from './fuse-ranks.ts';
import { makeSnippet } from './make-snippet.ts';
import type { NearArticle, NearestArticles } from './nearest-articles.ts';
import { parseSearchQuery } from './parse-search-query.ts';
import { type RankedArticle, rankArticles } from './rank-articles.ts';

/** Nobody pages on beyond these. */
const MOST_RESULTS = 200;
/** UTF-16 units of a body in which phrases and excluded words are looked for. */
const LONGEST_SIFTED = 50_000;

/**
 * Articles for a query, best first, each with a piece of its original text around the words found. Those that hold all words
 * come before those that hold some. `"a phrase"` must stand in a result as it is (folded), what follows a `-` must not.
 * Any text is a query; one without a letter or digit finds nothing. `nearest`: articles that mean what the query means come among those
 * that hold some of its words; the score of one that holds none is the cosine.
 */
export async function searchArticles(
  {
    store,
    nearest = null,
  }: { store: Pick<Store, 'countTerms' | 'findCandidates'>; nearest?: NearestArticles | null },
  text: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<SearchOutput> {
  const { words, pieces, phrases, excluded } = parseSearchQuery(text);
  const [query, found] = await Promise.all([
    analyseQuery(store, words, { questionWords: 'kept' }),
    nearest?.find(words, {}) ?? [],
  ]);
  const sifted = phrases.length > 0 || excluded.length > 0;
  const ranked = await rankArticles(store, query, {
    leastCandidates: sifted ? MOST_RESULTS : Math.min(MOST_RESULTS, offset + limit),
  });
  const wanted = pieces.map((piece) => findPieceGrams(query, piece));
  const kept = ranked.filter(
    (each) =>
      wanted.some((grams) => grams.some((gram) => each.held.has(gram))) &&
      (!sifted || passes(each.article, phrases.map(foldText), excluded.map(foldText))),
  );
  const whole = kept.filter((each) => wanted.every((grams) => grams.every((gram) => each.held.has(gram))));
  const rest = kept.filter((each) => !whole.includes(each));
  const near = found
    .map(({ article, cosine }): Hit => ({ article, score: cosine }))
    .filter(({ article }) => !whole.some((each) => each.article.id === article.id))
    .filter(({ article }) => !sifted || passes(article, phrases.map(foldText), excluded.map(foldText)));
  const mixed = near.length === 0 ? rest : fuseRanks<Hit>([rest, near], ({ article }) => article.id);
  return {
    hits: [...whole, ...mixed].slice(offset, offset + limit).map(({ article, score }) => ({
      articleId: article.id,
      title: article.title,
      score,
      ...makeSnippet(query, article.body),
    })),
  };
}

type Hit = Pick<RankedArticle, 'article' | 'score'>;

function passes(
  article: NearArticle['article'],
  phrases: readonly string[],
  excluded: readonly string[],
): boolean {
  const folded = foldText(`${article.title}\n${article.body.slice(0, LONGEST_SIFTED)}`);
  return (
    phrases.every((phrase) => folded.includes(phrase)) && !excluded.some((word) => holdsWord(folded, word))
  );
}

/** Chinese anywhere, other words whole: -art does not take away what has a party. */
function holdsWord(folded: string, word: string): boolean {
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
    if (
      !isLatin(folded.charAt(at - 1), word.charAt(0)) &&
      !isLatin(word.at(-1) ?? '', folded.charAt(at + word.length))
    )
      return true;
  }
  return false;
}

function isLatin(first: string, second: string): boolean {
  return /^[a-z0-9]$/.test(first) && /^[a-z0-9]$/.test(second);
}

/** The grams that an article with the whole piece holds: its pairs, or its one unit. */
function findPieceGrams(query: Query, piece: string): number[] {
  const numbers = toUnits(foldText(piece)).map(({ text }) => query.unitNumbers.get(text) ?? 0);
  return numbers.flatMap((number, index) => {
    const before = numbers[index - 1] ?? 0;
    const pair = query.gramIndexes.get(gramKey(0, before, number));
    if (before > 0 && pair !== undefined) return [pair];
    const alone = query.gramIndexes.get(gramKey(0, 0, number));
    return alone !== undefined && (numbers.length === 1 || before > 0) ? [alone] : [];
  });
}

/** Beyond this a query is cut. */
const LONGEST_QUERY = 1000;

/** What a person asked a search for; any text is some query. */
export interface SearchQuery {
  /** What the articles should hold, phrases too, without the signs. */
  words: string;
  /** The pieces between white space, and the phrases: results with all of them come first. */
  pieces: string[];
  /** In quotation marks: no result is without them. */
  phrases: string[];
  /** After a minus sign at a word's beginning: no result has them. */
  excluded: string[];
}

const PART =
  /(?<minus>(?<=^|\s)[-－−])?(?:["“”＂«「『](?<phrase>[^"“”＂»」』]*)["“”＂»」』]|(?<word>[^\s"“”＂«»「」『』]+))|["“”＂«»「」『』]/gu;

/** `"a phrase"`, `-without`, and words; a quotation mark without its other half is nothing. */
export function parseSearchQuery(text: string): SearchQuery {
  const query: SearchQuery = { words: '', pieces: [], phrases: [], excluded: [] };
  for (const { groups = {} } of text.slice(0, LONGEST_QUERY).matchAll(PART)) {
    const said = (groups.phrase ?? groups.word ?? '').trim();
    if (!/[\p{L}\p{N}]/u.test(said)) continue;
    if (groups.minus !== undefined) {
      query.excluded.push(said);
      continue;
    }
    if (groups.phrase !== undefined) query.phrases.push(said);
    query.pieces.push(said);
  }
  query.words = query.pieces.join(' ');
  return query;
}

const OPENING = '“「『‘';
const CLOSING = '”」』’';
// A quotation that was never closed must not swallow the rest of a text in one paragraph.
const LONGEST_QUOTATION = 1_500;

function isLetter(unit: string): boolean {
  return /[\p{L}\p{N}]/u.test(unit);
}

/** What a mark does where it stands: it opens, closes, or is an apostrophe (null). */
function readMark(text: string, at: number, open: string | null): 'open' | 'close' | null {
  const mark = text.charAt(at);
  if (mark === '"') return open === '"' ? 'close' : 'open';
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  if (mark === "'" || mark === '’') {
    if (isLetter(before) && isLetter(after)) return null;
    if (mark === "'" && isLetter(after) && !isLetter(before)) return 'open';
    // `the players’ union`: after a letter only an open single quotation can end here.
    const matches = mark === "'" ? open === "'" : open === '‘';
    return matches && (!isLetter(before) || !isLetter(after)) ? 'close' : null;
  }
  if (OPENING.includes(mark)) return 'open';
  return CLOSING.includes(mark) ? 'close' : null;
}

const PAIRS: Record<string, string> = { '”': '“', '」': '「', '』': '『', '’': '‘', '"': '"', "'": "'" };

/**
 * For each piece of a paragraph, in order, the share in [0, 1] that stands inside quotation marks, also where a quotation runs over
 * several sentences. Quotation marks of every form that Chinese and English use; O(length).
 */
export function findQuotedShares(pieces: readonly string[]): number[] {
  let open: string | null = null;
  let since = 0;
  return pieces.map((piece) => {
    let inside = 0;
    for (let at = 0; at < piece.length; at++) {
      const mark = piece.charAt(at);
      if (open !== null && ++since > LONGEST_QUOTATION) open = null;
      if (mark === '"' || mark === "'" || OPENING.includes(mark) || CLOSING.includes(mark)) {
        const act = readMark(piece, at, open);
        if (act === 'open' && open === null) {
          open = mark;
          since = 0;
          inside++;
          continue;
        }
        if (act === 'close' && open === (PAIRS[mark] ?? mark)) {
          open = null;
          inside++;
          continue;
        }
      }
      if (open !== null) inside++;
    }
    return piece.length === 0 ? 0 : inside / piece.length;
  });
}

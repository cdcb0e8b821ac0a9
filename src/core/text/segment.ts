/** Words of a text in order, without white space and punctuation: jieba for Chinese (Traditional is folded first), Unicode words elsewhere. */
export function segmentWords(text: string): string[] {
  return [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)]
    .filter((piece) => piece.isWordLike)
    .map((piece) => piece.segment);
}

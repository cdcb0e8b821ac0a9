import type { ReadFigure } from '../text/figure-meaning.ts';
import { readFigures } from '../text/read-figures.ts';
import { rewriteWordedFigures } from './rewrite-worded-figures.ts';

/** The figures of a text as they are compared, also those that stand there in words (half a dozen, 翻番); offsets are into the text given. */
export function readQuantities(text: string): ReadFigure[] {
  const { text: rewritten, originalOf } = rewriteWordedFigures(text);
  const figures = readFigures(rewritten);
  if (rewritten === text) return figures;
  return figures.map((figure) => ({
    ...figure,
    start: originalOf(figure.start, false),
    end: originalOf(figure.end, true),
    unitStart: originalOf(figure.unitStart, false),
    unitEnd: originalOf(figure.unitEnd, true),
  }));
}

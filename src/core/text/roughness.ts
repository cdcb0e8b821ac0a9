import type { ReadFigure, Roughness } from './figure-meaning.ts';

const ROUGH_BEFORE: [RegExp, Roughness][] = [
  [
    /(?:(?<!不)(?:超过?|多于|高于)|逾|至少|不少于|不低于|(?:(?<!no )more than|over|at least|above|exceeding|exceeded|topped))\s?$/,
    'over',
  ],
  [
    /(?:近|接近|不足|不到|不超过?|不多于|不高于|(?<!不)(?:少于|低于)|至多|(?:nearly|almost|close to|less than|fewer than|no more than|under|below|up to|at most|as many as|as much as))\s?$/,
    'under',
  ],
  [/(?:约|大概|约为|或|(?:about|around|approximately|roughly|some|circa|estimated|~|≈))\s?$/, 'about'],
];
const ROUGH_AFTER: [RegExp, Roughness][] = [
  [/^ ?(?:左右|上下|前后|or so\b|-odd\b)/, 'about'],
  [/^ ?(?:以上|之上|开外|\+|or more\b|-plus\b)/, 'over'],
  [/^ ?(?:以下|以内|之内|or less\b|or fewer\b)/, 'under'],
];

/** Marks a figure as rough by its own characters (余, 近万) or by the words around it; `before` is what precedes it, aligned. */
export function withRoughness(figure: ReadFigure, aligned: string, before: string): ReadFigure {
  if (figure.rough) return aligned.charAt(figure.start) === '近' ? { ...figure, rough: 'under' } : figure;
  const near = before.replace(/(?<![a-z])(?:[a-z]\$|the |an? )$/, '');
  const after = aligned.slice(figure.end, figure.end + 8);
  const found =
    ROUGH_BEFORE.find(([pattern]) => pattern.test(near)) ??
    ROUGH_AFTER.find(([pattern]) => pattern.test(after));
  return found ? { ...figure, rough: found[1] } : figure;
}

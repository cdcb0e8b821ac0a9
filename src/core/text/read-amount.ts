import type { ReadFigure } from './figure-meaning.ts';
import { CHINESE_UNIT, CURRENCY_BEFORE, measureOf } from './figure-units.ts';
import { matchAt, type Numeral, readNumeral } from './numerals.ts';
import { PERCENT, type ReadUnit, readUnit } from './read-unit.ts';
import { withRoughness } from './roughness.ts';

const HUNDREDTHS = /(百|千|万)分之/y;
const FRACTION = /分之/y;
const RATIO =
  /(\d{1,4}(?:\.\d{1,3})?) ?[:∶比/] ?(\d{1,4}(?:\.\d{1,3})?)(?: ?[:∶比] ?(\d{1,4}(?:\.\d{1,3})?))?(?![\d:%‰/]|\.\d)/y;
const DASHED = /(\d{1,3})[-–](\d{1,3})(?!\d|\.\d|[%-])/y;
const SIZE = / ?[x×*] ?/y;
const RANGE = / ?(?:[—–~至到-]{1,2}|to) ?/y;
// 3、4个点 is three or four of them, not a list.
const NEXT_DIGIT = /、(?=\d(?!\d))/y;
const NTH = /(?:st|nd|rd|th)(?![a-z])/y;

/** Reads the amount (a number with its unit, a share, a sum, a range, a score, an nth) that begins at `position`. */
export function readAmount(
  text: string,
  aligned: string,
  position: number,
  before: string,
): ReadFigure | null {
  const fraction = readFraction(aligned, position);
  if (fraction) return withRoughness(fraction, aligned, before);
  const currency = matchAt(CURRENCY_BEFORE, aligned, position);
  const start = position + (currency?.[0].length ?? 0);
  const numeral = readNumeral(aligned, start, currency !== null);
  if (!numeral) return null;
  const isWritten = !/\d/.test(aligned.charAt(start));
  const nth = isWritten ? null : matchAt(NTH, aligned, numeral.end);
  if (nth) return { ...ordinal(position, numeral, null), end: numeral.end + nth[0].length };
  const ratio = currency ? null : readRatio(aligned, position);
  if (ratio) return ratio;
  const numerals = [numeral, ...readFurther(text, aligned, numeral, currency !== null)];
  const last = numerals.at(-1) ?? numeral;
  const isSize = numerals.length > 1 && matchAt(SIZE, aligned, numeral.end) !== null;
  const unit = readUnit(text, aligned, last.end, isWritten, last.value);
  if (!currency && !isSuitable(text, aligned, numeral, last, unit, isWritten, start)) return null;
  const year =
    !currency && numerals.length === 1 ? readBareYear(aligned, start, numeral, unit, before) : null;
  if (year) return year;
  const name = unit?.name ?? '';
  const measure = unit?.percentage
    ? { dimension: unit.percentage, factor: unit.factor }
    : measureOf(currency ? (currency[1] ?? '') : name);
  const isMoney = measure.dimension.startsWith('money');
  const unitSpan = currency
    ? { unitStart: position, unitEnd: position + (currency[1]?.length ?? 0) }
    : { unitStart: unit?.start ?? last.end, unitEnd: unit?.end ?? last.end };
  const written = spreadMultiplier(aligned, numerals);
  const values = written.map((value) =>
    Number((value * measure.factor + (unit?.addend ?? 0)).toPrecision(14)),
  );
  const figure: ReadFigure = {
    start: position,
    end: currency && !isMoneyUnit(unit) ? last.end : (unit?.end ?? last.end),
    kind: 'number',
    value: values.length > 1 ? null : unit?.percentage ? (values[0] ?? null) : numeral.value,
    ...unitSpan,
    rough: numerals.some((entry) => entry.rough) ? 'over' : null,
    meaning: {
      type: 'amount',
      values,
      written,
      precision: precisionOf(numerals, written) * measure.factor,
      dimension: isSize ? `size ${measure.dimension}` : measure.dimension,
      ordinal: false,
    },
  };
  if (values.length > 1) figure.kind = isSize ? 'number' : 'range';
  else if (unit?.percentage) figure.kind = 'percentage';
  else if (isMoney) figure.kind = 'money';
  return withRoughness(withSign(figure, aligned), aligned, before);
}

/** 三分之一, 百分之五, 千分之3. */
function readFraction(aligned: string, position: number): ReadFigure | null {
  const hundredths = matchAt(HUNDREDTHS, aligned, position);
  const denominator = hundredths ? null : readNumeral(aligned, position);
  const middle = denominator && matchAt(FRACTION, aligned, denominator.end);
  if (!hundredths && !middle) return null;
  const parts = hundredths ? { 百: 100, 千: 1000, 万: 10000 }[hundredths[1] ?? ''] : denominator?.value;
  const after = hundredths ? position + hundredths[0].length : (denominator?.end ?? 0) + 2;
  const numerator = readNumeral(aligned, after);
  if (!numerator || !parts) return null;
  const value = Number(((numerator.value * 100) / parts).toPrecision(12));
  return percentage(
    position,
    numerator.end,
    value,
    (numerator.precision * 100) / parts,
    numerator.end,
    numerator.rough,
  );
}

function percentage(
  start: number,
  end: number,
  value: number,
  precision: number,
  unitStart: number,
  rough: boolean,
): ReadFigure {
  return {
    start,
    end,
    kind: 'percentage',
    value,
    unitStart,
    unitEnd: end,
    rough: rough ? 'over' : null,
    meaning: {
      type: 'amount',
      values: [value],
      written: [value],
      precision,
      dimension: 'percent',
      ordinal: false,
    },
  };
}

/** 1:2, 3比1, 2-1, 1/3: scores and proportions. */
function readRatio(aligned: string, position: number): ReadFigure | null {
  const dashed = matchAt(DASHED, aligned, position);
  // 2-1 can only be a score; 1-2 reads as a range.
  const match = dashed && Number(dashed[1]) >= Number(dashed[2]) ? dashed : matchAt(RATIO, aligned, position);
  if (!match) return null;
  const end = position + match[0].length;
  const values = match
    .slice(1)
    .filter((side) => side !== undefined)
    .map(Number);
  return {
    start: position,
    end,
    kind: 'number',
    value: null,
    unitStart: end,
    unitEnd: end,
    rough: null,
    meaning: { type: 'amount', values, written: values, precision: 1, dimension: 'ratio', ordinal: false },
  };
}

/** The rest of a range or size: 14 in 10-14, 100 in 4x100. */
function readFurther(text: string, aligned: string, first: Numeral, money: boolean): Numeral[] {
  let position = first.end;
  const unit = matchAt(PERCENT, aligned, position) ?? matchAt(CHINESE_UNIT, aligned, position);
  const gapAfterUnit = unit && matchAt(RANGE, aligned, position + unit[0].length);
  if (gapAfterUnit) position += unit[0].length;
  const gap = matchAt(RANGE, aligned, position) ?? matchAt(SIZE, aligned, position);
  if (!gap) return unit || text.charAt(first.end) !== '、' ? [] : readNextDigit(aligned, first);
  let next = position + gap[0].length;
  if (money) next += matchAt(CURRENCY_BEFORE, aligned, next)?.[0].length ?? 0;
  if (!/\d/.test(aligned.charAt(next)) && !/[一二两三四五六七八九十]/.test(aligned.charAt(next))) return [];
  const second = readNumeral(aligned, next, money);
  if (!second) return [];
  // 3 to 5 is a range; 3名 to 5元 are two figures.
  if (gapAfterUnit) {
    const after = matchAt(PERCENT, aligned, second.end) ?? matchAt(CHINESE_UNIT, aligned, second.end);
    if (after?.[0].trim() !== unit?.[0].trim()) return [];
  }
  const isSize = /[x×*]/.test(gap[0]);
  return isSize || second.value > first.value || matchAt(CHINESE_UNIT, aligned, second.end) ? [second] : [];
}

/** 4 in 3、4个: the next digit, with a unit or power after it. */
function readNextDigit(aligned: string, first: Numeral): Numeral[] {
  const gap = matchAt(NEXT_DIGIT, aligned, first.end);
  if (!gap || !/(?<![\d.])\d$/.test(aligned.slice(Math.max(0, first.end - 2), first.end))) return [];
  const second = readNumeral(aligned, first.end + 1);
  const digit = Number(aligned.charAt(first.end + 1));
  if (!second || digit !== first.value + 1 || first.value === 0) return [];
  const isLarger = second.value >= 10;
  return isLarger || matchAt(CHINESE_UNIT, aligned, second.end) ? [second] : [];
}

/** That of the more precise end of a range: 1-1.6 is told to a tenth. */
function precisionOf(numerals: readonly Numeral[], written: readonly number[]): number {
  return Math.min(
    ...numerals.map(({ value, precision }, index) =>
      value === 0 ? precision : (precision * (written[index] ?? value)) / value,
    ),
  );
}

const SHARED_POWER = /(?:([万亿])[余多]?|[ -](thousand|million|billion|trillion))$/;
const POWERS: Record<string, number> = {
  万: 1e4,
  亿: 1e8,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};

/** 3至5万 is 30,000 to 50,000, and 3 to 5 million is as much. */
function spreadMultiplier(aligned: string, numerals: readonly Numeral[]): number[] {
  const [first, second] = numerals;
  if (!first || !second) return numerals.map((numeral) => numeral.value);
  const power = SHARED_POWER.exec(aligned.slice(Math.max(0, second.end - 10), second.end));
  const factor = POWERS[power?.[1] ?? power?.[2] ?? ''] ?? 1;
  return first.value < factor ? [first.value * factor, second.value] : [first.value, second.value];
}

/** Tells a number from the numerals in names and set phrases (三心二意, 统一, 十分). */
function isSuitable(
  text: string,
  aligned: string,
  first: Numeral,
  last: Numeral,
  unit: ReadUnit | null,
  isWritten: boolean,
  start: number,
): boolean {
  // 5G, 4K, 10nm: names, or units that nobody here knows.
  if (!isWritten && /[A-Z]/.test(text.charAt(last.end - 1))) return false;
  if (!isWritten) return unit !== null || !/[a-z]/.test(aligned.charAt(last.end));
  if (/[a-z]/.test(aligned.charAt(start))) return true;
  const written = aligned.slice(start, last.end);
  if (unit?.percentage) return first.value <= 10 || unit.percentage !== 'percent' || unit.factor !== 10;
  if (!unit) return /[万亿]/.test(written) && written.length > 1;
  if (first.value === 1 && first === last && unit.name !== '季度') {
    const { dimension } = measureOf(unit.name);
    return dimension !== 'count' && !['度', 'grade', 'household', 'visits'].includes(dimension);
  }
  return true;
}

const YEAR_BEFORE =
  /(?:\b(?:in|since|by|from|until|till|during|of|for|early|late|mid|year|years|after|before|between|and|to|the|spring|summer|autumn|fall|winter|season|christmas|through)[ -]|[(、;]\s?)$/;

function readBareYear(
  aligned: string,
  start: number,
  numeral: Numeral,
  unit: ReadUnit | null,
  before: string,
): ReadFigure | null {
  if (unit || numeral.end - start !== 4 || numeral.value < 1500 || numeral.value > 2099) return null;
  if (!/^\d{4}$/.test(aligned.slice(start, numeral.end)) || !YEAR_BEFORE.test(before)) return null;
  return {
    start,
    end: numeral.end,
    kind: 'date',
    value: null,
    unitStart: numeral.end,
    unitEnd: numeral.end,
    rough: null,
    meaning: { type: 'moment', from: { year: numeral.value }, to: null },
  };
}

/** -0.3%: the sign is shown and valued, but a fall may be told in words, so it is not compared. */
function withSign(figure: ReadFigure, aligned: string): ReadFigure {
  if (figure.value === null || figure.start === 0 || !/[%℃]/.test(aligned.charAt(figure.end - 1)))
    return figure;
  if (!/(?:^|[^\w%℃-])[-−]$/.test(aligned.slice(Math.max(0, figure.start - 2), figure.start))) return figure;
  return { ...figure, start: figure.start - 1, value: -figure.value };
}

function isMoneyUnit(unit: ReadUnit | null): boolean {
  return unit !== null && measureOf(unit.name).dimension.startsWith('money');
}

/** The nth of something. */
export function ordinal(start: number, numeral: Numeral, unit: RegExpExecArray | null): ReadFigure {
  const end = numeral.end + (unit?.[0].length ?? 0);
  return {
    start,
    end,
    kind: 'ordinal',
    value: numeral.value,
    unitStart: end - (unit?.[1]?.length ?? 0),
    unitEnd: end,
    rough: null,
    meaning: {
      type: 'amount',
      values: [numeral.value],
      written: [numeral.value],
      precision: 1,
      dimension: 'count',
      ordinal: true,
    },
  };
}

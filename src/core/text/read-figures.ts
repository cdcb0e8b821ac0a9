import { alignText } from './align-text.ts';
import { CHINESE_UNIT, CURRENCY_BEFORE, LATIN_UNIT, measureOf } from './figure-units.ts';
import { type Moment, readMoment } from './moments.ts';
import { matchAt, type Numeral, readNumeral } from './numerals.ts';

/** What a figure says, in a form that can be compared. */
export type Meaning =
  | { type: 'moment'; from: Moment; to: Moment | null }
  | {
      type: 'amount';
      /** One value, the two ends of a range, or the sides of a ratio or size; in the base unit of the dimension. */
      values: number[];
      precision: number;
      dimension: string;
      ordinal: boolean;
    };

/** How a rough figure is meant: more than it says, less, or either. */
export type Roughness = 'about' | 'over' | 'under';

/** A figure where it stands. `unitStart` and `unitEnd` are the same where it has no unit. */
export interface ReadFigure {
  start: number;
  end: number;
  kind: 'number' | 'percentage' | 'money' | 'date' | 'time' | 'ordinal' | 'range';
  /** As the text counts it: 万 multiplied out, but not metres made of kilometres. */
  value: number | null;
  unitStart: number;
  unitEnd: number;
  rough: Roughness | null;
  meaning: Meaning;
}

const ANCHOR =
  /[百千万](?=分之)|[\d〇零一二两三四五六七八九十几数第$€£¥￥₩₹]|(?:凌晨|清晨|[早晚]上|早晨|[上中下]午|傍晚|晚间|夜[间里]|深夜|[当今昨]晚|[早晚])(?= ?[\d一二三四五六七八九十])|人民币|港币|新台币|(?<![a-z0-9])(?:us\$|hk\$|nt\$|[acs]\$|usd|rmb|cny|eur|gbp|hkd|no\.? ?\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|an? |one |two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)/g;
// H1N1, G20, COVID-19, F-16: the digits of a name.
const IN_NAME = /(?:[a-z_]|[a-z]-|[a-z\d]\.)$/;
const NAME_REST = /[\w.,-]*/y;
const VERSION = /\d{1,6}(?:\.\d{1,6}){2,9}/y;
const LONG_RUN = /\d{16,}/y;

/** Every figure of a text, in order, not overlapping. Linear in the text's length. */
export function readFigures(text: string): ReadFigure[] {
  const aligned = alignText(text);
  const figures: ReadFigure[] = [];
  ANCHOR.lastIndex = 0;
  for (let match = ANCHOR.exec(aligned); match; match = ANCHOR.exec(aligned)) {
    const position = match.index;
    const anchor = ANCHOR.lastIndex;
    const figure = readFigure(text, aligned, position);
    if (figure) figures.push(figure);
    ANCHOR.lastIndex = figure?.end ?? skipUnread(aligned, position, anchor);
  }
  return figures;
}

function skipUnread(aligned: string, position: number, anchorEnd: number): number {
  if (!/\d/.test(aligned.charAt(position))) return Math.min(anchorEnd, position + 1);
  return position + Math.max(1, matchAt(NAME_REST, aligned, position)?.[0].length ?? 1);
}

function readFigure(text: string, aligned: string, position: number): ReadFigure | null {
  const before = aligned.slice(Math.max(0, position - 24), position);
  if (/\d/.test(aligned.charAt(position)) && IN_NAME.test(before)) return null;
  if (matchAt(LONG_RUN, aligned, position)) return null;
  return (
    readOrdinal(aligned, position) ??
    readMomentFigure(aligned, position) ??
    (matchAt(VERSION, aligned, position) ? null : readAmount(text, aligned, position, before))
  );
}

const ORDINAL_PREFIX = /第 ?|no\.? ?(?=\d)/y;

function readOrdinal(aligned: string, position: number): ReadFigure | null {
  const prefix = matchAt(ORDINAL_PREFIX, aligned, position);
  if (!prefix) return null;
  const numeral = readNumeral(aligned, position + prefix[0].length);
  if (!numeral) return null;
  const unit = matchAt(CHINESE_UNIT, aligned, numeral.end);
  return ordinal(position, numeral, unit);
}

function ordinal(start: number, numeral: Numeral, unit: RegExpExecArray | null): ReadFigure {
  const end = numeral.end + (unit?.[0].length ?? 0);
  return {
    start,
    end,
    kind: 'ordinal',
    value: numeral.value,
    unitStart: end - (unit?.[1]?.length ?? 0),
    unitEnd: end,
    rough: null,
    meaning: { type: 'amount', values: [numeral.value], precision: 1, dimension: 'count', ordinal: true },
  };
}

function readMomentFigure(aligned: string, position: number): ReadFigure | null {
  const moment = readMoment(aligned, position);
  if (!moment) return null;
  return {
    start: position,
    end: moment.end,
    kind: moment.to ? 'range' : moment.kind,
    value: null,
    unitStart: moment.end,
    unitEnd: moment.end,
    rough: null,
    meaning: { type: 'moment', from: moment.from, to: moment.to },
  };
}

const PERCENT = / ?(?:%|percent(?![a-z])|per cent(?![a-z])|pct(?![a-z]))/y;
const PERMILLE = / ?‰/y;
const POINTS = / ?(?:个?百分点|percentage points?(?![a-z])|pps?(?![a-z]))/y;
const TENTHS = /成(?:([一二三四五六七八九半])(?![成百千万个名]))?(?![员立功果为长本都交年人品份绩])/y;
const HUNDREDTHS = /(百|千|万)分之/y;
const FRACTION = /分之/y;
const RATIO = /(\d{1,4}) ?[:∶比/] ?(\d{1,4})(?: ?[:∶比] ?(\d{1,4}))?(?![\d:%‰/])/y;
const DASHED = /(\d{1,3})[-–](\d{1,3})(?![\d.%-])/y;
const SIZE = / ?[x×*] ?/y;
const RANGE = / ?(?:[—–~至到-]{1,2}|to) ?/y;
const NTH = /(?:st|nd|rd|th)(?![a-z])/y;

function readAmount(text: string, aligned: string, position: number, before: string): ReadFigure | null {
  const fraction = readFraction(aligned, position);
  if (fraction) return withRoughness(fraction, aligned, before, false);
  const currency = matchAt(CURRENCY_BEFORE, aligned, position);
  const start = position + (currency?.[0].length ?? 0);
  const numeral = readNumeral(aligned, start, currency !== null);
  if (!numeral) return null;
  const isWritten = !/\d/.test(aligned.charAt(start));
  const nth = isWritten ? null : matchAt(NTH, aligned, numeral.end);
  if (nth) return { ...ordinal(position, numeral, null), end: numeral.end + nth[0].length };
  const ratio = currency ? null : readRatio(aligned, position);
  if (ratio) return ratio;
  const numerals = [numeral, ...readFurther(aligned, numeral, currency !== null)];
  const last = numerals.at(-1) ?? numeral;
  const isSize = numerals.length > 1 && matchAt(SIZE, aligned, numeral.end) !== null;
  const unit = readUnit(text, aligned, last.end, isWritten);
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
  const values = spreadMultiplier(aligned, numerals).map(
    (value) => value * measure.factor + (unit?.addend ?? 0),
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
      precision: numeral.precision * measure.factor,
      dimension: isSize ? `size ${measure.dimension}` : measure.dimension,
      ordinal: false,
    },
  };
  if (values.length > 1) figure.kind = isSize ? 'number' : 'range';
  else if (unit?.percentage) figure.kind = 'percentage';
  else if (isMoney) figure.kind = 'money';
  return withRoughness(figure, aligned, before, isWritten);
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
    meaning: { type: 'amount', values: [value], precision, dimension: 'percent', ordinal: false },
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
    meaning: { type: 'amount', values, precision: 1, dimension: 'ratio', ordinal: false },
  };
}

/** The rest of a range or size: 14 in 10-14, 100 in 4x100. */
function readFurther(aligned: string, first: Numeral, money: boolean): Numeral[] {
  let position = first.end;
  const unit = matchAt(PERCENT, aligned, position) ?? matchAt(CHINESE_UNIT, aligned, position);
  const gapAfterUnit = unit && matchAt(RANGE, aligned, position + unit[0].length);
  if (gapAfterUnit) position += unit[0].length;
  const gap = matchAt(RANGE, aligned, position) ?? matchAt(SIZE, aligned, position);
  if (!gap) return [];
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

/** 3至5万 is 30,000 to 50,000. */
function spreadMultiplier(aligned: string, numerals: readonly Numeral[]): number[] {
  const [first, second] = numerals;
  if (!first || !second) return numerals.map((numeral) => numeral.value);
  const power = /([万亿])[余多]?$/.exec(aligned.slice(second.end - 3, second.end))?.[1];
  const factor = power === '亿' ? 1e8 : power === '万' ? 1e4 : 1;
  return first.value < factor ? [first.value * factor, second.value] : [first.value, second.value];
}

interface ReadUnit {
  start: number;
  end: number;
  name: string;
  /** The dimension, where it is a share. */
  percentage: 'percent' | 'percentage point' | null;
  factor: number;
  /** 五 in 七成五. */
  addend: number;
}

function readUnit(text: string, aligned: string, position: number, isWritten: boolean): ReadUnit | null {
  const points = matchAt(POINTS, aligned, position);
  if (points) return share(position, points[0], 'percentage point', 1);
  const percent = matchAt(PERCENT, aligned, position);
  if (percent) return share(position, percent[0], 'percent', 1);
  const permille = matchAt(PERMILLE, aligned, position);
  if (permille) return share(position, permille[0], 'percent', 0.1);
  const tenths = matchAt(TENTHS, aligned, position);
  if (tenths) return { ...share(position, tenths[0], 'percent', 10), addend: tenthsAddend(tenths[1] ?? '') };
  const unit = matchAt(CHINESE_UNIT, aligned, position) ?? matchAt(LATIN_UNIT, aligned, position);
  if (!unit?.[1]) return null;
  const end = position + unit[0].length;
  const start = end - unit[1].length;
  // 5G and 4K are names; 十分 is “very”.
  if (/^[A-Z]$/.test(text.slice(start, end))) return null;
  if (isWritten && (unit[1] === '分' || unit[1] === '点')) return null;
  if (unit[1] === '元' && /[旦宵]/.test(aligned.charAt(end))) return null;
  return { start, end, name: unit[1], percentage: null, factor: 1, addend: 0 };
}

function share(
  position: number,
  written: string,
  dimension: 'percent' | 'percentage point',
  factor: number,
): ReadUnit {
  const end = position + written.length;
  return {
    start: position + written.length - written.trimStart().length,
    end,
    name: '',
    percentage: dimension,
    factor,
    addend: 0,
  };
}

function tenthsAddend(written: string): number {
  return written === '半' ? 5 : '一二三四五六七八九'.indexOf(written || '十') + 1;
}

function isMoneyUnit(unit: ReadUnit | null): boolean {
  return unit !== null && measureOf(unit.name).dimension.startsWith('money');
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
  if (first.value === 1 && first === last) {
    const { dimension } = measureOf(unit.name);
    return dimension !== 'count' && !['度', 'grade', 'household', 'visits'].includes(dimension);
  }
  return true;
}

const YEAR_BEFORE =
  /(?:\b(?:in|since|by|from|until|till|during|of|for|early|late|mid|year|years|after|before|between|and|to|the|spring|summer|autumn|fall|winter|season|christmas|through)[ -]|[(、:;]\s?)$/;

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

const ROUGH_BEFORE: [RegExp, Roughness][] = [
  [
    /(?:超过?|逾|多于|至少|不少于|不低于|高于|(?:over|more than|at least|above|exceeding|exceeded|topped))\s?$/,
    'over',
  ],
  [
    /(?:近|将近|接近|不足|不到|少于|低于|至多|(?:nearly|almost|close to|less than|fewer than|under|below|up to|at most|as many as|as much as))\s?$/,
    'under',
  ],
  [/(?:约|大约|大概|约为|或|(?:about|around|approximately|roughly|some|circa|estimated|~|≈))\s?$/, 'about'],
];
const ROUGH_AFTER: [RegExp, Roughness][] = [
  [/^ ?(?:左右|上下|前后|or so\b|-odd\b)/, 'about'],
  [/^ ?(?:以上|之上|开外|\+|or more\b|-plus\b)/, 'over'],
  [/^ ?(?:以下|以内|之内|or less\b|or fewer\b)/, 'under'],
];

function withRoughness(figure: ReadFigure, aligned: string, before: string, isWritten: boolean): ReadFigure {
  if (figure.rough)
    return isWritten && /[几数]/.test(aligned.charAt(figure.start)) ? { ...figure, rough: 'over' } : figure;
  const near = before.replace(/(?:[a-z]\$|the |an? )$/, '');
  const after = aligned.slice(figure.end, figure.end + 8);
  const found =
    ROUGH_BEFORE.find(([pattern]) => pattern.test(near)) ??
    ROUGH_AFTER.find(([pattern]) => pattern.test(after));
  return found ? { ...figure, rough: found[1] } : figure;
}

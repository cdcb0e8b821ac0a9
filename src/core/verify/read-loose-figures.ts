import { alignText } from '../text/align-text.ts';
import type { Meaning } from '../text/figure-meaning.ts';
import { readNumeral } from '../text/numerals.ts';
import { readQuantities } from './read-quantities.ts';
import { rewriteWordedFigures } from './rewrite-worded-figures.ts';

type Amount = Meaning & { type: 'amount' };

const ORDINAL_WORDS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const COMPOUND_ORDINAL =
  /\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b/gu;
const NUMBER_WORDS = 'three four five six seven eight nine ten eleven twelve'.split(' ');
const LATIN_WORDS: [RegExp, Amount][] = [
  [/\b(?:one|once|single|sole|only|lone|alone|solo)\b/giu, amount(1)],
  [
    /\b(?:two|twice|both|either|neither|former|latter|another|couple|pair|duo|dual|double[ds]?|doubling|twins?)\b/giu,
    amount(2),
  ],
  [/\b(?:three|triple[ds]?|trio|trilogy)\b/giu, amount(3)],
  [/\b(?:quadruple[ds]?|quartet)\b/giu, amount(4)],
  [/\b(?:an?|per|each|every|one|the) year\b|\b(?:annual|yearly)(?:ly)?\b/giu, amount(12, 'years')],
  [/\b(?:an?|per|each|every|one|the) month\b|\bmonthly\b/giu, amount(1, 'years')],
  [/\b(?:an?|per|each|every|one|the) week\b|\bweekly\b/giu, amount(7, 'days')],
  [/\b(?:an?|per|each|every|one|the) day\b|\bdaily\b/giu, amount(1, 'days')],
  [/\b(?:an?|per|each|every|one|the) hour\b|\bhourly\b/giu, amount(3600, 'hours')],
  [/\b(?:an?|per|each|every|one|the) minute\b/giu, amount(60, 'hours')],
  [/\b(?:top|leading|earliest|originally|original|initially|number one)\b/giu, ordinalAmount(1)],
  [/\bww(?:i|1)\b/giu, ordinalAmount(1)],
  [/\bww(?:ii|2)\b/giu, ordinalAmount(2)],
  [/\bmillenni(?:um|a)\b/giu, amount(12_000, 'years')],
  [/\b(?:doubles?|twice)\b|(?<!\d)100(?:%| per ?cent)/giu, amount(2, 'times')],
  [/\btriples?\b|(?<!\d)200(?:%| per ?cent)/giu, amount(3, 'times')],
  [/\bhalf\b|\bhalves\b/giu, amount(50, 'percent')],
  [/\bhalf\b/giu, amount(0.5)],
  [/\b(?:a|one)[ -]quarter\b/giu, amount(25, 'percent')],
  [/\bthree[ -]quarters\b/giu, amount(75, 'percent')],
  [/\b(?:a|one)[ -]third\b/giu, amount(100 / 3, 'percent')],
  [/\btwo[ -]thirds\b/giu, amount(200 / 3, 'percent')],
  [/\b(?:a|one)[ -]fifth\b/giu, amount(20, 'percent')],
  [/\bdecades?\b/giu, amount(120, 'years')],
  [/\bcentur(?:y|ies)\b/giu, amount(1200, 'years')],
  [/\bdozen\b/giu, amount(12)],
  [/\b(?:dozens|tens)\b/giu, amount(10)],
  [/\bfortnight\b/giu, amount(14, 'days')],
  [/\bhundreds?\b/giu, amount(100)],
  [/\bthousands?\b/giu, amount(1000)],
  [/\btens of thousands\b/giu, amount(1e4)],
  [/\bhundreds of thousands\b/giu, amount(1e5)],
  [/\bmillions?\b/giu, amount(1e6)],
];
const ROMAN_NUMERALS = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII'.split(' ');
const ROMAN = /(?<=\p{Lu}\p{L}* )[IVX]{1,5}(?![\p{L}\p{N}])/gu;
// The 18th and 19th centuries.
const CENTURY_LATIN = /\b(\d{1,2})(?:st|nd|rd|th)(?=[^.]{0,24}centur)/gu;
const NUMBER_HAN = /[零一二两三四五六七八九十百千万亿半]/gu;
const HAN_WORDS: [RegExp, Amount][] = [
  [/一?半/gu, amount(50, 'percent')],
  [/半/gu, amount(0.5)],
  [/(?<!\d)2倍|双|雙|两/gu, amount(2)],
  [/(?<!\d)2倍/gu, amount(100, 'percent')],
  [/一倍/gu, amount(2, 'times')],
  [/(?<!\d)3倍/gu, amount(200, 'percent')],
  [/首|第一|冠军|最早|最初|原来/gu, ordinalAmount(1)],
  [/成百上千/gu, amount(100)],
  [/成百上千|成千上万/gu, amount(1000)],
  [/成千上万/gu, amount(1e4)],
  [/百万/gu, amount(1e6)],
  [/亚军/gu, ordinalAmount(2)],
];
const CENTURY_HAN = /(\d{1,2}|[一二]?十?[一二三四五六七八九十])世纪/gu;
const DECADE_HAN = /(?<!\d|世纪 ?)(\d0|[二三四五六七八九]十)年代/gu;

function amount(value: number, dimension = 'count'): Amount {
  return { type: 'amount', values: [value], written: [value], precision: 1, dimension, ordinal: false };
}

function ordinalAmount(value: number): Amount {
  return { ...amount(value), ordinal: true };
}

/**
 * What a source says in words that no figure is read from, for what rests on it: one, half, first, a decade; 半, 首, 世纪.
 * More may be read than is meant: enough to hold a claim, too much to make one. `isForeign` takes the figures too, which another
 * language may give in another form.
 */
export function readLooseFigures(text: string, isForeign: boolean): Meaning[] {
  const aligned = alignText(rewriteWordedFigures(text).text);
  const meanings: Meaning[] = isForeign ? readQuantities(text).map(({ meaning }) => meaning) : [];
  for (const [pattern, meaning] of [...LATIN_WORDS, ...HAN_WORDS])
    if (aligned.search(pattern) >= 0) meanings.push(meaning);
  for (const [index, word] of ORDINAL_WORDS.entries())
    if (new RegExp(`\\b${word}s?\\b`, 'u').test(aligned)) {
      meanings.push(ordinalAmount(index + 1), century(index + 1));
    }
  for (const [, tens = '', ones = ''] of aligned.matchAll(COMPOUND_ORDINAL)) {
    const value = (TENS.indexOf(tens) + 2) * 10 + ORDINAL_WORDS.indexOf(ones) + 1;
    meanings.push(ordinalAmount(value), century(value));
  }
  // The 1800s, where they are the century.
  for (const [, hundreds] of aligned.matchAll(/\b(1\d|20)00'?s\b/gu))
    meanings.push(century(Number(hundreds) + 1));
  for (const match of aligned.matchAll(CENTURY_LATIN)) meanings.push(century(Number(match[1])));
  for (const match of aligned.matchAll(CENTURY_HAN)) {
    const value = numeralOf(match[1] ?? '');
    if (value !== null) meanings.push(ordinalAmount(value), century(value));
  }
  for (const match of aligned.matchAll(DECADE_HAN)) {
    const value = numeralOf(match[1] ?? '');
    if (value !== null)
      for (const era of [0, 1800, 1900, 2000])
        meanings.push(
          { type: 'moment', from: { decade: era + value }, to: null },
          ...(isForeign ? [amount(era + value)] : []),
        );
  }
  for (const [numeral] of text.matchAll(ROMAN)) {
    const value = ROMAN_NUMERALS.indexOf(numeral) + 1;
    meanings.push(amount(value), ordinalAmount(value));
  }
  for (const [index, word] of NUMBER_WORDS.entries())
    if (new RegExp(`\\b${word}\\b`, 'u').test(aligned)) meanings.push(amount(index + 3));
  meanings.push(...readBareNumerals(aligned), ...readPairs(aligned), ...readBareSums(aligned));
  return meanings;
}

function century(value: number): Meaning {
  return { type: 'moment', from: { century: value }, to: null };
}

function numeralOf(written: string): number | null {
  const numeral = readNumeral(written, 0);
  return numeral && numeral.end === written.length ? numeral.value : null;
}

/** Chinese numerals wherever they stand, also without a unit, as counts and as years. */
function readBareNumerals(aligned: string): Meaning[] {
  const meanings: Meaning[] = [];
  NUMBER_HAN.lastIndex = 0;
  for (let match = NUMBER_HAN.exec(aligned); match; match = NUMBER_HAN.exec(aligned)) {
    const numeral = readNumeral(aligned, match.index);
    if (!numeral) continue;
    meanings.push(amount(numeral.value), ordinalAmount(numeral.value));
    NUMBER_HAN.lastIndex = numeral.end;
  }
  return meanings;
}

const DIGIT_PAIR = /([一二两三四五六七八])([二两三四五六七八九])([十百千万亿]{0,2})/gu;

/** 一两人, 七八十人: from one of them to the other. */
function readPairs(aligned: string): Meaning[] {
  return [...aligned.matchAll(DIGIT_PAIR)].flatMap(([, first = '', second = '', power = '']) => {
    const values = [first, second].map((digit) => numeralOf(`${digit}${power}`) ?? 0);
    return values[0] === (values[1] ?? 0) - (numeralOf(`一${power}`) ?? 1)
      ? { ...amount(values[0] ?? 0), values, written: values }
      : [];
  });
}

// 投资2.1亿: of money, and the yuan goes without saying.
const BARE_SUM =
  /(?:投资|融资|注资|出资|集资|募资|耗资|斥资|营收|收入|利润|净利|亏损|票房|[销交]易?额|成交|造价|成本|预算|价值|资产|市值|估值|罚款|捐款|捐赠|赔偿|贷款|债务|欠款|总价|售价|价格|补贴|拨款|工资|年薪)(?:达到?|为|约|近|超过?|逾|了|共|总计|高达|增至|\s){0,3}(\d+(?:\.\d+)?[千百十]?[万亿])(?![\d\p{Script=Han}])/gu;

function readBareSums(aligned: string): Meaning[] {
  return [...aligned.matchAll(BARE_SUM)].flatMap(([, written = '']) => {
    const value = numeralOf(written);
    return value === null ? [] : amount(value, 'money CNY');
  });
}

const AGES = new Set(['age', 'years']);
const DEGREES = new Set(['degree', 'fahrenheit', '度']);

/** Whether the same number is held in a unit that the reader of the other language does not know (34 square miles, 34平方英里). */
export function agreesAcross(claim: Meaning, source: Meaning): boolean {
  // 1号 is a day or the number of something.
  if (claim.type === 'moment' && source.type === 'amount' && Object.keys(claim.from).join() === 'day')
    return source.written.length === 1 && source.written[0] === claim.from.day;
  if (claim.type !== 'amount' || source.type !== 'amount') return false;
  if (isShare(claim) !== isShare(source)) return false;
  // Of units that are known the amounts agree, or they don't.
  if (claim.dimension === source.dimension && claim.dimension !== 'count') return false;
  if (!mayMeanTheSame(claim.dimension, source.dimension)) return false;
  return (
    claim.written.length === source.written.length &&
    claim.written.every(
      (value, index) => Math.abs(value - (source.written[index] ?? 0)) <= 1e-9 * Math.abs(value),
    )
  );
}

const DOLLARS = /^money (?:\$|USD|HKD|TWD|AUD|CAD|SGD)$/;
// 元 is said of all of them in Chinese.
const YUAN = /^money (?:CNY|HKD|TWD)$/;

/** A unit that is not known counts; a $ may be any dollar; a degree is of any scale. */
function mayMeanTheSame(claim: string, source: string): boolean {
  if (claim === source || claim === 'count' || source === 'count') return true;
  if (DOLLARS.test(claim) && DOLLARS.test(source)) return claim === 'money $' || source === 'money $';
  if (YUAN.test(claim) && YUAN.test(source)) return claim === 'money CNY' || source === 'money CNY';
  // 78 years are 78岁, of a life.
  if (AGES.has(claim) && AGES.has(source)) return true;
  return DEGREES.has(claim) && DEGREES.has(source);
}

function isShare({ dimension }: Amount): boolean {
  return dimension.startsWith('percent');
}

import { CHINESE_UNIT } from '../text/figure-units.ts';
import { readNumeral } from '../text/numerals.ts';

/** What a text says in words or in another form, and the form in which figures are read and compared; null leaves it as it is. */
export type WordedFigureRule = readonly [
  pattern: RegExp,
  rewrite: (groups: readonly string[]) => string | null,
];

const NUMBER =
  '\\d+(?:[.,]\\d+)*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty';
const HAN_NUMBER = '\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百千]{1,6}';
const ORDINALS = 'second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const ORDINAL = `(${ORDINALS.join('|')})`;
const PARTS: Record<string, number> = { half: 2, halve: 2, third: 3, quarter: 4, fourth: 4, fifth: 5 };
for (const [index, word] of ORDINALS.entries()) if (index >= 4) PARTS[word] = index + 2;
const PART = '(half|halve|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)';
const PERIODS = 'year|month|week|day|hour|minute|mile';
const LARGE = 'hundred|thousand|million|billion|trillion';
const GROWTH = '(?:增长|增加|增多|增|上升|上涨|涨|提高|提升|扩大|飙升|激增|攀升|多)';
const MANY: Record<string, string> = {
  dozens: '数十',
  hundreds: '数百',
  thousands: '数千',
  'tens of thousands': '数万',
  'hundreds of thousands': '数十万',
  millions: '数百万',
  'tens of millions': '数千万',
  'hundreds of millions': '数亿',
  billions: '数十亿',
};
const AREAS: Record<string, string> = { kilomet: '平方公里', km: '平方公里', met: '平方米', m: '平方米' };
Object.assign(AREAS, { mile: '平方英里', feet: '平方英尺', ft: '平方英尺' });
const TENS: Record<string, number> = {
  twen: 20,
  thir: 30,
  for: 40,
  fif: 50,
  six: 60,
  seven: 70,
  eigh: 80,
  nine: 90,
};
/** As cheques write them, so that nobody adds a stroke, and the twenties and thirties of old dates. */
const FORMAL = new Map(
  [...'壹贰叁参肆伍陆柒捌玖拾佰仟'].map((character, index) => [
    character,
    [...'一二三三四五六七八九十百千'][index],
  ]),
);
const FORMAL_DIGIT = '壹贰叁参肆伍陆柒捌玖';
const SCORE = { double: 2, triple: 3, quadrupl: 4, treble: 3 } as const;

/** For an aligned text (see align-text.ts); none of them spans a line. */
export const WORDED_FIGURE_RULES: readonly WordedFigureRule[] = [
  [
    new RegExp(`[${FORMAL_DIGIT}][拾佰仟万亿][${FORMAL_DIGIT}拾佰仟零万亿]{0,20}`, 'gu'),
    ([formal = '']) => [...formal].map((character) => FORMAL.get(character) ?? character).join(''),
  ],
  [/廿/gu, () => '二十'],
  [/卅/gu, () => '三十'],
  // Half a dozen, half a million, a quarter of a million, two and a half million, an hour and a half.
  [/\bhalf[ -](?:a[ -])?dozen\b/gu, () => '6'],
  [/\bhalf an? (million|billion|trillion)\b/gu, ([, power]) => `0.5 ${power}`],
  [/\b(?:a |one )?quarter of an? (million|billion|trillion)\b/gu, ([, power]) => `0.25 ${power}`],
  [
    new RegExp(
      `\\b(${NUMBER})[ -]and[ -]a[ -]half(?=[ -](?:${PERIODS}|${LARGE}|times|percent|per cent))`,
      'gu',
    ),
    ([, number]) => withHalf(number),
  ],
  [new RegExp(`\\b(?:an?|one) (${PERIODS}) and a half\\b`, 'gu'), ([, period]) => `1.5 ${period}s`],
  [/\bhalf an hour\b|\bhalf[ -]hour\b/gu, () => '30 minutes'],
  [/\bhalf a year\b|半年(?![度报])/gu, () => '6个月'],
  [/\bhalf a century\b|半个世纪/gu, () => '50年'],
  [/\b(?:a )?quarter of a century\b/gu, () => '25 years'],
  [/半个?(?:小时|钟头)/gu, () => '30分钟'],
  // Spans of years, and stretches of a century.
  [new RegExp(`\\b(${NUMBER})[ -]decades?\\b(?! of the)`, 'gu'), ([, number]) => times(number, 10, ' years')],
  [
    new RegExp(`\\b(${NUMBER}) centur(?:y|ies) (?=ago|later|earlier|before|after)`, 'gu'),
    ([, number]) => times(number, 100, ' years '),
  ],
  [
    /\b(two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) centuries\b/gu,
    ([, number]) => times(number, 100, ' years'),
  ],
  [new RegExp(`(${HAN_NUMBER})个世纪`, 'gu'), ([, number]) => times(number, 100, '年')],
  [/\b(early|mid|late)-(?=(?:(?:1[5-9]|20)\d|\d)0s\b)/gu, ([, stretch]) => `${stretch} `],
  [/上(?:个)?世纪(?=\d0 ?年代|[二三四五六七八九]十年代)/gu, () => '20世纪'],
  [
    /\b(?:his|her|their) (twen|thir|for|fif|six|seven|eigh|nine)ties\b/gu,
    ([, tens]) => `${TENS[tens ?? '']}多岁`,
  ],
  [/\b(?:more than|over) a dozen\b/gu, () => '十几'],
  // What is no number: the next year, the same day.
  [/(?<=^|[，、。；;:\n] ?|在|于|到)第二(?=年(?![级度])|天|日)/gu, () => '次'],
  [/同一(?=[年天日月周季届场])/gu, () => '同'],
  // Many, and between two numbers.
  [/成千上[万百]|数以千计/gu, () => '数千个'],
  [/\bthousands (?:upon|and) thousands\b/gu, () => '数千个'],
  [/数以(十万|百万|千万|[百万亿])计/gu, ([, power]) => `数${power}个`],
  [
    /(?<=\bbetween (?!(?:1[5-9]|20)\d\d )\d[\d,.]*(?: (?:million|billion|trillion))?) and (?=\d)/gu,
    () => ' to ',
  ],
  // Seconds of sport, dates in words, groups of countries.
  [/(\d{1,2}) ?秒 ?(\d{2})(?!\d)/gu, ([, seconds, hundredths]) => `${seconds}.${hundredths}秒`],
  [
    new RegExp(
      `\\b(?:the )?(first|${ORDINALS.join('|')}) of (?=(?:january|february|march|april|may|june|july|august|september|october|november|december)\\b)`,
      'gu',
    ),
    ([, word]) => `${nth(word)} `,
  ],
  [/\bg-?(7|8|10|20|24|77)\b/gu, ([, number]) => `${number}国集团`],
  // What is numbered with Roman numerals; an I alone is whoever speaks.
  [
    /(?<=\b(?:super bowl|wrestlemania|part|chapter|volume|phase|act|book) )([clxvi]{2,7}|[vx])\b/gu,
    ([, roman]) => readRoman(roman ?? ''),
  ],
  [new RegExp(`(${HAN_NUMBER})年半(?!数)`, 'gu'), ([, number]) => afterHalf(number, '年')],
  [
    new RegExp(`(${HAN_NUMBER})个半(小时|钟头|月|星期)`, 'gu'),
    ([, number, unit]) => afterHalf(number, unit === '月' ? '个月' : (unit ?? '')),
  ],
  // Shares.
  [
    new RegExp(`\\b(${NUMBER})[ -]${PART}(s?)\\b(?=( of\\b)?)`, 'gu'),
    ([whole = '', number, part, plural, of]) =>
      plural === 's' || of !== undefined || /^one-/.test(whole) ? share(number, PARTS[part ?? '']) : null,
  ],
  [/(?<=\bby )a (third|quarter|fifth)\b/gu, ([, part]) => share('1', PARTS[part ?? ''])],
  [
    /(?<!than |over |under |nearly |almost |about |roughly |around |least |most |to |first |second |next |other |latter )\bhalf(?: of)? (?=(?:of|the|all|its|their|his|her|our|those|these)\b)/gu,
    () => '50% ',
  ],
  [
    /(?<!超过?|过|逾|近|不到|不足|接近|大约|约|前|后|另|大|上|下)(?:半数|一半)(?!以上|左右|以下|多)/gu,
    () => '50%',
  ],
  [
    new RegExp(
      `\\b(${NUMBER}) (?:in|out of)(?: every)? (${NUMBER})\\b(?! (?:years?|days?|months?|hours?|weeks?|minutes?|games?|match(?:es)?|seasons?|starts?))(?![,.]?\\d|%)`,
      'gu',
    ),
    ([, part, whole]) => outOf(part, whole),
  ],
  // How many times as much.
  [
    new RegExp(`(?<=${GROWTH}了?(?:近|约|逾|超过|至少)?)(${HAN_NUMBER})倍`, 'gu'),
    ([, number]) => plus(number, 1, '倍'),
  ],
  [/翻(?:了|一|了一)?番|翻(?:了)?(?:一)?倍|加倍|倍增/gu, () => '2倍'],
  [/翻了?两番/gu, () => '4倍'],
  [
    /\b(double|triple|quadrupl|treble)(?:d|ing|ed)\b/gu,
    ([, word]) => `${SCORE[(word ?? '') as keyof typeof SCORE]}倍`,
  ],
  [/\b(two|three|four|five|six|seven|eight|nine|ten)-?fold\b/gu, ([, word]) => `${numberOf(word)}倍`],
  // Ages, ranks, quarters.
  [new RegExp(`\\b(${NUMBER})[ -]years?[ -]olds?\\b`, 'gu'), ([, number]) => `${numberOf(number)}岁`],
  [/\baged (\d{1,3})\b/gu, ([, number]) => `${number}岁`],
  [/\bq([1-4])\b(?!\d)/gu, ([, number]) => `第${number}季度`],
  [/\b(first|second|third|fourth)[ -]quarter\b/gu, ([, word]) => `第${nth(word)}季度`],
  [new RegExp(`(?<=\\b(?:finish(?:ed|es|ing)?|came|placed|rank(?:s|ed)?) )${ORDINAL}\\b`, 'gu'), rank],
  [
    new RegExp(`\\b${ORDINAL}(?=[ -](?:places?d?|largest|biggest|highest|longest|tallest|most)\\b)`, 'gu'),
    rank,
  ],
  [
    /\b(third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?= (?:time|consecutive|straight|successive|anniversary|edition)\b)/gu,
    rank,
  ],
  [/亚军|\brunners?-up\b/gu, () => '第2名'],
  [/季军/gu, () => '第3名'],
  // Rough numbers, speeds, areas.
  [
    /\b(tens of thousands|hundreds of thousands|tens of millions|hundreds of millions|dozens|hundreds|thousands|millions|billions)\b/gu,
    ([, many]) => `${MANY[many ?? '']}个`,
  ],
  [
    /\b(?:several|many|a few) (hundred|thousand|million|billion)\b/gu,
    ([, power]) => `${MANY[`${power}s`]}个`,
  ],
  // 数百居民: what is counted stands there without a measure word.
  [
    new RegExp(`([几数][百千])(?!${CHINESE_UNIT.source})(?![万亿余多来])(?=\\p{Script=Han})`, 'gu'),
    ([, several]) => `${several}个`,
  ],
  [/(?:每小时|时速)(?:达到?|为|约|超过)?(\d+(?:\.\d+)?) ?公里/gu, ([, number]) => `${number}公里/小时`],
  [/(\d) ?(?:kph|kmph|kilomet(?:re|er)s (?:per|an) hour|公里每小时)\b/gu, ([, digit]) => `${digit}km/h`],
  [/(\d) ?miles (?:per|an) hour\b/gu, ([, digit]) => `${digit} mph`],
  [
    /(\d) ?(?:square|sq\.?) (?:(kilomet|met)(?:re|er)s?|(miles?)|(feet)|(km|m|ft))\b/gu,
    ([, digit, metre, mile, feet, short]) =>
      `${digit}${AREAS[metre ?? (mile === undefined ? (feet ?? short ?? '') : 'mile')]}`,
  ],
  // Degrees of temperature; whether above or below zero is told apart (find-changed-sign.ts).
  [
    /(?<=零下 ?|[气高低水体室]温[^，。；、]{0,8}?)(\d+(?:\.\d+)?|[一二三四五六七八九十]{1,3}) ?度/gu,
    ([, number]) => (numberOf(number) === null ? null : `${numberOf(number)}℃`),
  ],
  [
    /\b(\d+(?:\.\d+)?) ?degrees (celsius|centigrade|fahrenheit)\b/gu,
    ([, number, scale]) => `${number}${scale === 'fahrenheit' ? '℉' : '℃'}`,
  ],
  // 1 234 567, and 162 584 mln.
  [
    /(?<![\d.,] ?)\d{1,3}(?: \d{3}){2,4}(?![\d,.]*\d)|(?<![\d.,] ?)\d{1,3} \d{3}(?= ?(?:mln|million|bn|eur|usd|gbp|euros?|dollars?|€|\$|万|亿|元)(?![a-z]))/gu,
    ([spaced = '']) => spaced.replaceAll(' ', ''),
  ],
];

/** What each of the rules has in it; most texts have none of it. */
export const ANY_WORDED_FIGURE =
  /[几数][百千]|(?:several|many|few) [htmb]|[拾佰仟廿卅]|[壹贰叁肆伍陆柒捌玖][万亿]|零下|温|degrees|半|世纪|第二|同一|成千|数以|g-?[1-8]|秒|thousands|between|(?:first|second|third|th) of|decade|centur|(?:early|mid|late)-\d|ties|dozen|super bowl|wrestlemania|part|chapter|volume|phase|act|book|番|倍|季军|亚军|时速|每小时|\d \d{3}|half|halves|quarter|third|fif|fourth|sixth|seventh|eighth|ninth|tenth|second|dozens|hundreds|thousands|illions|fold|doubl|tripl|quadrupl|trebl|years?[ -]old|aged \d|q[1-4]|runners?-up|kph|kmph|hour|square|sq|\b(?:in|out of)(?: every)? (?:\d|t|f|s|e|n|a)/u;

function numberOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (/^an?$|^one$/.test(written)) return 1;
  const numeral = readNumeral(written, 0);
  return numeral && numeral.end === written.length && !numeral.rough ? numeral.value : null;
}

function plus(written: string | undefined, more: number, unit = ''): string | null {
  const value = numberOf(written);
  return value === null ? null : `${Number((value + more).toFixed(4))}${unit}`;
}

function times(written: string | undefined, factor: number, unit: string): string | null {
  const value = numberOf(written);
  return value === null ? null : `${Number((value * factor).toFixed(4))}${unit}`;
}

/** https://en.wikipedia.org/wiki/Roman_numerals#Standard_form, below 400; null for what is none. */
function readRoman(written: string): string | null {
  if (!/^(?:c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})$/u.test(written)) return null;
  const values: Record<string, number> = { c: 100, l: 50, x: 10, v: 5, i: 1 };
  const digits = [...written].map((letter) => values[letter] ?? 0);
  return String(digits.reduce((sum, value, at) => sum + (value < (digits[at + 1] ?? 0) ? -value : value), 0));
}

function withHalf(written: string | undefined): string | null {
  return plus(written, 0.5);
}

function afterHalf(written: string | undefined, unit: string): string | null {
  return plus(written, 0.5, unit);
}

function share(written: string | undefined, parts: number | undefined): string | null {
  const value = numberOf(written);
  if (value === null || parts === undefined || value >= parts) return null;
  return `${parts}分之${value}`;
}

/** Four in five people; not three in 2019. */
function outOf(part: string | undefined, whole: string | undefined): string | null {
  const [of, all] = [numberOf(part), numberOf(whole)];
  if (of === null || all === null || of >= all) return null;
  return all <= 10 || all === 100 || all === 1000 ? share(part, all) : null;
}

function nth(word: string | undefined): number {
  return word === 'first' ? 1 : ORDINALS.indexOf(word ?? '') + 2;
}

function rank([, word]: readonly string[]): string {
  return word === 'second' ? '2nd' : word === 'third' ? '3rd' : `${nth(word)}th`;
}

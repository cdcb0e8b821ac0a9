import type { Corrupted, Subject } from './corruption.ts';
import { pick } from './random.ts';

const DATE_PART =
  /\d{3,4}(?=\s?年)|\d{1,2}(?=\s?月)|(?<=月\s?)\d{1,2}(?=\s?[日号號])|(?<=\b(?:January|February|March|April|May|June|July|August|September|October|November|December) )\d{1,2}\b|\b(?:1[5-9]|20)\d\d\b(?![,.]\d|%)/gu;
const MONTHS = 'January February March April June July August September October November December'.split(' ');
const MONTH = new RegExp(`\\b(?:${MONTHS.join('|')})\\b(?= \\d|,)`, 'gu');
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const WEEKDAY = new RegExp(`\\b(?:${WEEKDAYS.join('|')})\\b`, 'gu');
const SHARE =
  /\d+(?:\.\d+)?(?=\s?(?:[%％]|percent|per cent))|(?<=百分之)\d+(?:\.\d+)?|[三四五六七八](?=成)/gu;
const COUNT =
  /(?<![\p{Script=Latin}\d.,:/_-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d.,:/-]*\d|[A-Za-z]|\s?[年月日号號%％]|\s?(?:percent|per cent|January|February|March|April|May|June|July|August|September|October|November|December))|[两兩二三四五六七八九](?=[个個名人位只隻座部年天次种種家所条條支])/gu;
const DIGITS_HAN = '二三四五六七八九';

/** What a sentence is to be given another figure with. */
type FigureSubject = Pick<Subject, 'sentence' | 'cited' | 'alsoCited' | 'random'>;
type CorruptFigure = (subject: FigureSubject) => Corrupted | null;

/** Another number of the same form that the cited sentences don't have. */
function change(written: string, { cited, alsoCited, random }: FigureSubject): string | null {
  const source = [...cited, ...alsoCited].join('\n');
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const changed = /\p{Script=Han}/u.test(written)
      ? (pick(random, [...DIGITS_HAN]) ?? '')
      : written.replace(/\d/g, (digit, index: number) =>
          attempt < 10 && index < written.length - 2
            ? digit
            : String(Math.floor(random() * (index === 0 ? 9 : 10)) + (index === 0 ? 1 : 0)),
        );
    if (!stands(changed, source) && !sameValue(changed, written)) return changed;
  }
  return null;
}

const SMALL = [
  /一|\bone\b|\bonce\b|\bfirst\b/iu,
  /[二两兩双雙]|\btwo\b|\btwice\b|\bboth\b|\bsecond\b/iu,
  /三|three|third|trio|triple/iu,
  /四|four/iu,
  /五|five|fifth/iu,
  /六|six/iu,
  /七|seven/iu,
  /八|eight/iu,
  /九|nine|ninth/iu,
];

/** Whether the sources have a number anywhere, small ones also in words. */
function stands(written: string, source: string): boolean {
  if (source.includes(written)) return true;
  // 2015 as the end of 2014-15.
  if (/^\d{4}$/.test(written) && /[-–—]$/.test(source.slice(0, source.indexOf(written.slice(2)))))
    return true;
  const value = valueOfNumber(written);
  return (
    value > 0 && value < 10 && (source.includes(String(value)) || (SMALL[value - 1]?.test(source) ?? false))
  );
}

function sameValue(one: string, other: string): boolean {
  return valueOfNumber(one) === valueOfNumber(other);
}

function valueOfNumber(written: string): number {
  const digit = '一二三四五六七八九'.indexOf(written.replace(/[两兩]/u, '二')) + 1;
  return digit > 0 ? digit : Number(written.replaceAll(',', ''));
}

function replaceOne(subject: FigureSubject, pattern: RegExp, replace: (written: string) => string | null) {
  const found = [...subject.sentence.matchAll(pattern)].filter(
    ([written]) => written !== '' && subject.cited.some((quote) => quote.includes(written)),
  );
  const match = pick(subject.random, found);
  const changed = match && replace(match[0]);
  if (!match || changed === null || changed === undefined) return null;
  const { sentence } = subject;
  return {
    sentence: sentence.slice(0, match.index) + changed + sentence.slice(match.index + match[0].length),
    cited: subject.cited,
  };
}

/** A count or sum becomes another. */
export const changeFigure: CorruptFigure = (subject) =>
  replaceOne(subject, COUNT, (written) => change(written, subject));

/** A year, month, day or weekday becomes another. */
export const changeDate: CorruptFigure = (subject) => {
  const other = (names: readonly string[]) => (written: string) =>
    pick(
      subject.random,
      names.filter(
        (name) =>
          name !== written && ![...subject.cited, ...subject.alsoCited].some((quote) => quote.includes(name)),
      ),
    ) ?? null;
  const ways = [
    () => replaceOne(subject, DATE_PART, (written) => change(written, subject)),
    () => replaceOne(subject, MONTH, other(MONTHS)),
    () => replaceOne(subject, WEEKDAY, other(WEEKDAYS)),
  ];
  const first = Math.floor(subject.random() * ways.length);
  for (let index = 0; index < ways.length; index += 1) {
    const corrupted = ways[(first + index) % ways.length]?.();
    if (corrupted) return corrupted;
  }
  return null;
};

/** A percentage becomes another. */
export const changePercentage: CorruptFigure = (subject) =>
  replaceOne(subject, SHARE, (written) => change(written, subject));

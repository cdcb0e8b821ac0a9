import { alignText } from './align-text.ts';
import type { ReadFigure } from './figure-meaning.ts';
import { CHINESE_UNIT, isOtherWord } from './figure-units.ts';
import { readMoment } from './moments.ts';
import { matchAt, readNumeral } from './numerals.ts';
import { ordinal, readAmount } from './read-amount.ts';

const ANCHOR =
  /[百千万](?=分之|[余多])|[上近超逾](?=[百千万亿])|[\d〇零一二两三四五六七八九十几数第$€£¥￥₩₹]|(?:凌晨|清晨|[早晚]上|早晨|[上中下]午|傍晚|晚间|夜[间里]|深夜|[当今昨]晚|[早晚])(?= ?[\d一二两三四五六七八九十])|人民币|港币|新台币|(?<![a-z0-9])(?:us\$|hk\$|nt\$|[acs]\$|usd|rmb|cny|eur|gbp|hkd|no\.? ?\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|an? |one |two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)/g;
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
  // 第一部长 is the first minister.
  return ordinal(
    position,
    numeral,
    unit?.[1] && isOtherWord(unit[1], aligned.charAt(numeral.end + unit[0].length)) ? null : unit,
  );
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

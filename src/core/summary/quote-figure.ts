import type { Figure } from '../text/figures.ts';
import { findFigureName, type ReadText } from './find-figure-name.ts';

const ROUGH_BEFORE =
  /(?:大约|大約|将近|將近|接近|超过|超過|至少|最多|不足|不到|多达|多達|高达|高達|[约約近超逾]|(?<!\p{L})(?:about|around|nearly|almost|roughly|over|under|above|below|some|up to|at least|at most|(?:more|less|fewer) than|an estimated))[ ]?$/iu;
const SPAN_UNIT =
  /^(?:年|周年|週年|载|載|个?月|個月|周|星期|天|日|夜|小时|小時|钟头|分钟?|分鐘|秒钟?|岁|周岁|歲|years?|months?|weeks?|days?|hours?|minutes?|seconds?|hrs?|mins?)$/iu;
// Units that tell by themselves what is counted, and those that measure.
const TELLING =
  /^(?:名|人|人次|辆|輛|艘|册|冊|棵|株|户|戶|匹|栋|棟|幢|(?:平方|立方)(?:米|公里|公尺|千米)|平米|万?公顷|公頃|亩|畝|吨|噸|公里|hectares?|acres?|tonnes?|tons?|barrels?|square .+)$/iu;
const MEASURES =
  /^(?:[\p{Script=Latin}°℃℉㎡㎢㎞㎝㎜㎏㎎/ -]+\d?|千米|米|公尺|厘米|公分|毫米|海里|英[里尺寸]|公斤|千克|斤|克|毫克|微克|升|公升|毫升|桶|千?瓦|兆瓦|吉瓦|千瓦时|度电|摄氏度|攝氏度|倍|[个個]?百分[点點])$/iu;

/** A figure as it is shown, literally in the text. */
export interface QuotedFigure {
  text: string;
  /** `named`: it says what it counts or is; `telling`: its unit does; `bare`: a measure, share or length of time of nothing named. */
  says: 'named' | 'telling' | 'bare';
}

/** Where what the figure counts ends; at most a space, a 的 or an `of the` stands between the two. */
function findCountedEnd(text: string, { counts, end }: Figure): number {
  const at = counts === '' ? -1 : text.indexOf(counts, end);
  return at >= 0 && at - end <= 12 ? at + counts.length : -1;
}

/**
 * The figure with what makes it rough before it and what it counts or what names it; null where what is left would say neither what
 * nor how much of it (`26枚`, a bare `20`).
 */
export function quoteFigure(read: ReadText, figure: Figure): QuotedFigure | null {
  const { text } = read;
  const { kind, unit } = figure;
  const rough = ROUGH_BEFORE.exec(text.slice(Math.max(0, figure.start - 16), figure.start))?.[0] ?? '';
  const start = figure.start - rough.length;
  const isSpan = SPAN_UNIT.test(unit);
  const counted = isSpan ? -1 : findCountedEnd(text, figure);
  const show = (from: number, to: number, says: QuotedFigure['says']): QuotedFigure => ({
    text: text.slice(from, to).trim(),
    says,
  });
  if (counted > 0) return show(start, counted, 'named');
  const name = isSpan ? start : findFigureName(read, figure, start);
  if (name < start) return show(name, figure.end, 'named');
  if (kind === 'money' || TELLING.test(unit)) return show(start, figure.end, 'telling');
  const isBare = isSpan || kind === 'percentage' || MEASURES.test(unit);
  return isBare ? show(start, figure.end, 'bare') : null;
}

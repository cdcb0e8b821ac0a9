import { CHINESE_UNIT, isOtherWord, LATIN_UNIT } from './figure-units.ts';
import { matchAt } from './numerals.ts';

/** Sticky, for an aligned text. */
export const PERCENT = / ?(?:%|percent(?![a-z])|per cent(?![a-z])|pct(?![a-z]))/y;
const PERMILLE = / ?‰/y;
const POINTS = / ?(?:个?百分点|percentage points?(?![a-z])|pps?(?![a-z]))/y;
const TENTHS = /成(?:([一二三四五六七八九半])(?![成百千万个名]))?(?![员立功果为长本都交年人品份绩])/y;

/** A unit or sign of a share, where it stands. */
export interface ReadUnit {
  start: number;
  end: number;
  name: string;
  /** The dimension, where it is a share. */
  percentage: 'percent' | 'percentage point' | null;
  factor: number;
  /** 五 in 七成五. */
  addend: number;
}

// 十分 is “very”, 三角 a triangle, 五道口 and 六户 are places.
const AMBIGUOUS_UNITS = new Set('分点角方度道门里户级面');

/** Reads the unit that begins at `position`, just after a number; `isWritten` says that the number is in Chinese numerals or words. */
export function readUnit(
  text: string,
  aligned: string,
  position: number,
  isWritten: boolean,
  value: number,
): ReadUnit | null {
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
  if (isWritten && value < 10.5 && AMBIGUOUS_UNITS.has(unit[1])) return null;
  // 三家电视台 counts stations, 小家电 are appliances.
  const beginsOther = unit[1] !== '家' || !/^电[视台影商信力子]/.test(aligned.slice(end, end + 2));
  if (beginsOther && isOtherWord(unit[1], aligned.charAt(end))) return null;
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

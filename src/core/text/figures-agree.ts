import type { Meaning, Roughness } from './figure-meaning.ts';
import type { Moment } from './moments.ts';

/** Whether what a source says holds what is claimed; `rough` is how the claim is marked. */
export function meaningsAgree(claim: Meaning, rough: Roughness | null, source: Meaning): boolean {
  if (claim.type === 'moment' && source.type === 'moment') {
    const ends = [source.from, ...(source.to ? [source.to] : [])];
    const isHeld = (moment: Moment) => ends.some((end) => isContained(moment, end));
    return isHeld(claim.from) && (claim.to === null || isHeld(claim.to));
  }
  // 2021 without its 年: the reader of a bare number can't know, so either reading may be meant.
  if (claim.type === 'moment') return source.type === 'amount' && isBareYear(source, claim, true);
  if (source.type === 'moment') return isBareYear(claim, source, false);
  if (claim.ordinal !== source.ordinal) return false;
  // 1-2 may be read as a score or as a range.
  const bothPairs = claim.values.length > 1 && source.values.length > 1;
  if (!bothPairs && !dimensionsAgree(claim.dimension, source.dimension)) return false;
  // 5 for 5公里: a claim without a unit is counted as the source counts.
  const held = claim.dimension === 'count' ? source.written : source.values;
  const isHeld = (value: number, sourceValue = Number.NaN) =>
    isNear(value, sourceValue, claim.precision, rough);
  if (claim.values.length === held.length)
    return claim.values.every((value, index) => isHeld(value, held[index]));
  // One end of a range may be said alone.
  return claim.values.length === 1 && held.some((value) => isHeld(claim.values[0] ?? 0, value));
}

/** Whether all that the claim says of a moment the source says too. */
function isContained(claim: Moment, source: Moment): boolean {
  return (Object.keys(claim) as (keyof Moment)[]).every((part) => {
    // An hour without its half is of the 24-hour clock: 10时 is in the morning.
    if (part === 'half')
      return (
        source.half !== undefined ||
        (source.hour === claim.hour && (claim.half === 'am' || (claim.hour ?? 0) > 12))
      );
    if (part === 'hour' && claim.half === undefined && source.half !== undefined)
      return (
        claim.hour === source.hour ||
        (source.half === 'pm' && (claim.hour ?? 0) + 12 === source.hour) ||
        (source.hour === 0 && claim.hour === 12)
      );
    return claim[part] === source[part];
  });
}

/** Whether a bare number (or two) is the year of a moment; `only` where the moment may say nothing more than its year. */
function isBareYear(
  amount: Meaning & { type: 'amount' },
  moment: Meaning & { type: 'moment' },
  only: boolean,
): boolean {
  const { from, to } = moment;
  if (amount.dimension !== 'count' || amount.ordinal || (only && Object.keys(from).length > 1)) return false;
  const years = to ? [from.year, to.year] : [from.year];
  return amount.values.length === 1 && !only
    ? years.includes(amount.values[0])
    : years.every((year, index) => year !== undefined && year === amount.values[index]);
}

function dimensionsAgree(claim: string, source: string): boolean {
  if (claim === source) return true;
  // A bare $ may be any dollar, a bare ¥ a yuan or a yen; the claim may say less than the source, not more.
  if (claim === 'money $') return /^money (?:USD|HKD|TWD|AUD|CAD|SGD)$/.test(source);
  if (claim === 'money ¥') return /^money (?:CNY|JPY)$/.test(source);
  if (claim === 'money CNY' && source === 'money ¥') return true;
  if (claim === 'money USD' && source === 'money $') return true;
  if (claim === 'count') return !/^(?:percent|ratio|size)/.test(source);
  // 59 households and 59 of them.
  return (
    source === 'count' && ['household', 'visits', 'times', 'points', 'score', 'age', 'grade'].includes(claim)
  );
}

function isNear(claim: number, source: number, precision: number, rough: Roughness | null): boolean {
  const difference = source - claim;
  // Of whole numbers none: those of registers are long, and differ in their last digits.
  const isWhole = Number.isInteger(claim) && Number.isInteger(source);
  const noise = isWhole ? 0 : 1e-9 * Math.max(Math.abs(claim), Math.abs(source));
  if (Math.abs(difference) <= noise) return true;
  if (rough === 'over') return difference > 0 && difference < precision;
  if (rough === 'under') return difference < 0 && -difference < precision;
  return rough === 'about' && Math.abs(difference) <= precision / 2 + noise;
}

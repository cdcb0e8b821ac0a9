import type { Moment } from './moments.ts';
import type { Meaning, Roughness } from './read-figures.ts';

/** Whether what a source says holds what is claimed; `rough` is how the claim is marked. */
export function meaningsAgree(claim: Meaning, rough: Roughness | null, source: Meaning): boolean {
  if (claim.type === 'moment' && source.type === 'moment') {
    const ends = [source.from, ...(source.to ? [source.to] : [])];
    const isHeld = (moment: Moment) => ends.some((end) => isContained(moment, end));
    return isHeld(claim.from) && (claim.to === null || isHeld(claim.to));
  }
  if (claim.type === 'moment') return isBareYear(claim, source);
  if (source.type === 'moment') return isBareYear(source, claim);
  if (claim.ordinal !== source.ordinal) return false;
  // 1-2 may be read as a score or as a range.
  const bothPairs = claim.values.length > 1 && source.values.length > 1;
  if (!bothPairs && !dimensionsAgree(claim.dimension, source.dimension)) return false;
  if (claim.values.length !== source.values.length)
    // One end of a range may be said alone.
    return (
      claim.values.length === 1 &&
      source.values.some((value) => isNear(claim.values[0] ?? 0, value, claim.precision, rough))
    );
  return claim.values.every((value, index) =>
    isNear(value, source.values[index] ?? Number.NaN, claim.precision, rough),
  );
}

/** Whether all that the claim says of a moment the source says too. */
function isContained(claim: Moment, source: Moment): boolean {
  return (Object.keys(claim) as (keyof Moment)[]).every((part) => {
    if (part === 'half')
      return source.half === undefined ? source.hour === claim.hour && (claim.hour ?? 0) > 12 : true;
    if (part === 'hour' && claim.half === undefined && source.half === 'pm')
      return claim.hour === source.hour || (claim.hour ?? 0) + 12 === source.hour;
    return claim[part] === source[part];
  });
}

/** 2021 without its 年: the reader of a bare number can't know, so either reading may be meant. */
function isBareYear(moment: Meaning, amount: Meaning): boolean {
  if (moment.type !== 'moment' || amount.type !== 'amount') return false;
  const { from, to } = moment;
  const years = to ? [from.year, to.year] : [from.year];
  if (Object.keys(from).length !== 1 || amount.dimension !== 'count' || amount.ordinal) return false;
  return years.every((year, index) => year !== undefined && year === amount.values[index]);
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
  const noise = 1e-9 * Math.max(Math.abs(claim), Math.abs(source));
  if (Math.abs(difference) <= noise) return true;
  if (rough === 'over') return difference > 0 && difference < precision;
  if (rough === 'under') return difference < 0 && -difference < precision;
  return rough === 'about' && Math.abs(difference) <= precision / 2 + noise;
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Days of the months, February's in a leap year. */
const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Nothing sensible is longer: every minute of an hour, written out, is 170. */
const LONGEST = 400;

interface Field {
  least: number;
  most: number;
  names: readonly string[];
}

/** The fields in the order of crontab(5), with the names that it allows. */
const FIELDS = {
  minutes: { least: 0, most: 59, names: [] },
  hours: { least: 0, most: 23, names: [] },
  days: { least: 1, most: 31, names: [] },
  months: { least: 1, most: 12, names: MONTHS },
  weekdays: { least: 0, most: 7, names: WEEKDAYS },
} satisfies Record<string, Field>;

/** The values of each field; weekdays are those of ISO 8601 (1 is Monday, 7 Sunday). */
export type Cron = Record<keyof typeof FIELDS, ReadonlySet<number>>;

export type CronResult = { ok: true; cron: Cron } | { ok: false; problem: 'malformed' | 'never' };

/**
 * Reads five fields, minute hour day month weekday, each a list of `*`, values or ranges, with or without a step (`5/15` is
 * from 5 on). A day must meet both the day and the weekday, as node-cron has it and unlike crontab(5), where either is
 * enough. `never` is a day that none of the months has.
 */
export function readCron(text: string): CronResult {
  const parts = text.length > LONGEST ? [] : text.trim().split(/\s+/);
  const fields = Object.entries(FIELDS).map(([name, field], index): [string, Set<number> | null] => [
    name,
    readField(parts[index] ?? '', field),
  ]);
  if (parts.length !== fields.length || fields.some(([, values]) => values === null))
    return { ok: false, problem: 'malformed' };
  const cron = Object.fromEntries(fields) as Record<keyof Cron, Set<number>>;
  // Both 0 and 7 are Sunday.
  if (cron.weekdays.delete(0)) cron.weekdays.add(7);
  const firstDay = Math.min(...cron.days);
  // A day and a month that exist fall on every weekday within 40 years, 29 February too.
  const comes = [...cron.months].some((month) => firstDay <= (LONGEST_MONTHS[month - 1] ?? 0));
  return comes ? { ok: true, cron } : { ok: false, problem: 'never' };
}

function readField(text: string, { least, most, names }: Field): Set<number> | null {
  const values = new Set<number>();
  const read = (value: string): number => {
    const named = names.indexOf(value.toLowerCase());
    if (named >= 0) return named + least;
    return /^\d{1,2}$/.test(value) ? Number(value) : Number.NaN;
  };
  for (const part of text.split(',')) {
    const [range = '', step, ...more] = part.split('/');
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d?$/.test(step))) return null;
    const [from = '', to, ...rest] = range.split('-');
    const first = range === '*' ? least : read(from);
    const last = range === '*' || (to === undefined && step !== undefined) ? most : read(to ?? from);
    if (rest.length > 0 || !(first >= least && last <= most && first <= last)) return null;
    for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

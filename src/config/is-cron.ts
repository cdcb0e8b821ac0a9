const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The fields of a schedule in the order of crontab(5), with the names that it allows. */
const FIELDS: { least: number; most: number; names: readonly string[] }[] = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 7, names: WEEKDAYS },
];

/** Whether a text is a schedule of five fields, each a list of `*`, values or ranges, with or without a step. */
export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === FIELDS.length && FIELDS.every((field, index) => isField(fields[index] ?? '', field))
  );
}

function isField(text: string, { least, most, names }: (typeof FIELDS)[number]): boolean {
  const read = (value: string): number => {
    const named = names.indexOf(value.toLowerCase());
    if (named >= 0) return named + least;
    return /^\d{1,2}$/.test(value) ? Number(value) : Number.NaN;
  };
  return text.split(',').every((part) => {
    const [range = '', step, ...more] = part.split('/');
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d?$/.test(step))) return false;
    if (range === '*') return true;
    const [from = '', to = from, ...rest] = range.split('-');
    const [first, last] = [read(from), read(to)];
    return rest.length === 0 && first >= least && last <= most && first <= last;
  });
}

/** German, French, Spanish, Italian, Polish, Dutch and Portuguese, with what is short for them. */
const MONTHS: readonly (readonly string[])[] = [
  'janvier januar enero gennaio jänner janeiro styczeń stycznia jan jän janv ene gen',
  'février februar febrero febbraio fevereiro luty lutego feber feb febr fév févr fev',
  'mars märz marzo março marca maart mär mrz mar',
  'avril abril aprile kwietnia april apr avr abr',
  'mai mayo maggio maio maja mei mag may',
  'juin juni junio giugno junho czerwca jun giu',
  'juillet juli julio luglio julho lipca jul juil lug',
  'août agosto sierpnia augustus august aug ago',
  'septembre septiembre settembre września september setembro sept sep set',
  'octobre oktober octubre ottobre outubro października okt oct ott out',
  'novembre noviembre listopada november novembro nov',
  'décembre dezember diciembre dicembre dezembro grudnia december dez déc dic dec',
].map((names) => names.split(' '));
/** The longer first: an alternation takes what it finds first. */
const MONTH = MONTHS.flat()
  .sort((a, b) => b.length - a.length)
  .join('|');
const NAMED_MONTH = new RegExp(
  `(?<!\\d)(\\d{1,2})\\.?(?:º|er)?\\s+(?:de\\s+)?(${MONTH})\\.?,?\\s+(?:de\\s+)?((?:19|20)\\d{2})(?!\\d)`,
  'i',
);
const MONTH_FIRST = new RegExp(
  `(?<!\\p{L})(${MONTH})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+((?:19|20)\\d{2})(?!\\d)`,
  'iu',
);

export interface NamedDay {
  day: string;
  month: string;
  year: string;
}

/** The first day in a text that is written with a month's name: `5. März 2022`, `März 5, 2022`. The calendar may have no such day. */
export function readNamedMonth(text: string): NamedDay | null {
  const dayFirst = NAMED_MONTH.exec(text);
  const monthFirst = dayFirst === null ? MONTH_FIRST.exec(text) : null;
  const found = dayFirst ?? monthFirst;
  if (found === null) return null;
  const [name, day] = dayFirst === null ? [found[1], found[2]] : [found[2], found[1]];
  const month = MONTHS.findIndex((names) => names.includes((name ?? '').toLowerCase()));
  return { day: day ?? '', month: String(month + 1), year: found[3] ?? '' };
}

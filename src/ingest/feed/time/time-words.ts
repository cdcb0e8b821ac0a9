/**
 * How the names of the months begin, without accents, in lower case: English, French, German, Spanish, Italian,
 * Portuguese, Dutch, Polish, Hungarian, Turkish, Russian, Greek and the Nordic languages.
 */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|ene|gen|sty|oca|янв|ιαν)/,
  /^(?:feb|fev|lut|sub|фев|φεβ)/,
  /^(?:mar|maa|mrt|mrz|maerz|мар|μαρ)/,
  /^(?:apr|avr|abr|kwi|nis|апр|απρ)/,
  /^(?:may|mai|mag|mei|maj|маи|мая|μαι)/,
  /^(?:jun|juin|giu|cze|haz|июн|ιουν)/,
  /^(?:jul|juil|lug|lip|tem|июл|ιουλ)/,
  /^(?:aug|aou|ago|sie|agu|авг|αυγ)/,
  /^(?:sep|set|szept|wrz|eyl|сен|σεπ)/,
  /^(?:oct|okt|ott|out|paz|eki|окт|οκτ)/,
  /^(?:nov|lis|kas|ноя|νοε)/,
  /^(?:dec|dez|dic|des|gru|ara|дек|δεκ)/,
];

/** The month that a word names, from 1; null where it names none. */
export function readMonth(word: string): number | null {
  const folded = foldWord(word);
  const at = folded.length < 3 ? -1 : MONTHS.findIndex((month) => month.test(folded));
  return at === -1 ? null : at + 1;
}

const WEEKDAYS =
  /^(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so|mie|jue|vie|dom|gio|seg|ter|qua|qui|sex|pon|wto|sro|czw|pia|sob|nie|het|ked|sze|csu|pen|szo|vas|пн|вт|ср|чт|пт|сб|вс|κυρ|δευ|τρι|τετ|πεμ|παρ|σαβ)/;

export function isWeekday(word: string): boolean {
  return WEEKDAYS.test(foldWord(word));
}

function foldWord(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Minutes east of UTC. The zones of North America by law, the others as they are used most. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  sast: 120,
  eest: 180,
  msk: 180,
  gst: 240,
  ist: 330,
  ict: 420,
  wib: 420,
  hkt: 480,
  sgt: 480,
  myt: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  aest: 600,
  acdt: 630,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  nst: -210,
  ndt: -150,
  brt: -180,
  art: -180,
  adt: -180,
  ast: -240,
  edt: -240,
  est: -300,
  et: -300,
  cdt: -300,
  cst: -360,
  ct: -360,
  mdt: -360,
  mst: -420,
  mt: -420,
  pdt: -420,
  pst: -480,
  pt: -480,
  akdt: -480,
  akst: -540,
  hst: -600,
};

/** CST is China's time in a Chinese feed and Chicago's in any other. */
export function readZoneName(word: string, isChinese: boolean): number | null {
  const name = word.toLowerCase();
  return name === 'cst' && isChinese ? 480 : (ZONES[name] ?? null);
}

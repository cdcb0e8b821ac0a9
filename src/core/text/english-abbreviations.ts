/** What a full stop after a word means. */
export type AbbreviationKind =
  /** Never ends a sentence: Mr. Smith */
  | 'leads'
  /** Ends one only before something that is no number: No. 5 */
  | 'numbers'
  /** May end one: the U.S. The … */
  | 'either';

const words = (list: string) => list.split(' ');

const KINDS = new Map<string, AbbreviationKind>([
  ...words(
    'mr mrs ms messrs mme mlle dr prof rev fr hon pres supt sen sens rep reps gov gens gen lt col sgt capt cpl pvt maj cmdr cdr adm brig insp det st sts mt ft e.g i.e eg cf vs v viz al approx est ca circa dept univ assn bros',
  ).map((word) => [word, 'leads'] as const),
  ...words('no nos vol vols p pp fig figs sec ch art op ver para sect tel ext').map(
    (word) => [word, 'numbers'] as const,
  ),
  ...words(
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri jr sr inc corp ltd co plc etc esq ave blvd rd hwy a.m p.m am pm u.s u.k u.n e.u d.c l.a n.y u.s.a u.a.e b.c a.d ph.d m.d b.a m.a d.phil calif conn fla ga ill ind kan mass mich minn miss mo nev okla ore pa tenn tex va vt wash wis wyo ariz ark colo del kg km cm mm lb lbs oz ft min hr sq',
  ).map((word) => [word, 'either'] as const),
]);

// Written with a capital only: sat., sun., mar., no., fig., may. in lower case are words, or sentences that end.
const CAPITALISED = new Set(
  words(
    'mr mrs ms messrs mme mlle dr prof rev fr hon pres supt sen sens rep reps gov gens gen lt col sgt capt cpl pvt maj cmdr cdr adm brig insp det st sts mt no nos fig figs sec ch art op jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri calif conn fla ga ill ind kan mass mich minn miss mo nev okla ore pa tenn tex va vt wash wis wyo ariz ark colo del inc corp ltd co',
  ),
);

/** The kind of an abbreviation, given the word before the full stop (inner stops included: `U.S`); null for a word that is none. */
export function abbreviationKind(word: string): AbbreviationKind | null {
  const lower = word.toLowerCase();
  const kind = KINDS.get(lower) ?? null;
  if (kind && CAPITALISED.has(lower) && word === lower) return null;
  if (kind) return kind;
  // J. Smith, J.K. Rowling, U.S.S.R.
  if (/^(?:[A-Z]\.)*[A-Z]$/.test(word)) return word.length === 1 ? (word === 'I' ? null : 'leads') : 'either';
  return null;
}

const STARTERS = new Set(
  words(
    "the a an he she it they we i you but and in on at as if when while this that these those his her its their our my there here what who how why where after before since for from by with to of no not it's he's she's they're we're i'm i've however meanwhile according also both some many most one two all each any such so then now still yet although though because despite during under over last next",
  ),
);

/** Whether a capitalised word opens a sentence rather than going on with a name (the U.S. Army, Co. Down). */
export function startsSentence(word: string): boolean {
  return STARTERS.has(word.toLowerCase().replaceAll('’', "'"));
}

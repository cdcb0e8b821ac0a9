import type { Article } from '../model/article.ts';
import type { Sentence } from '../model/output.ts';
import { type Figure, findFigures } from '../text/figures.ts';

// How much of an article is searched for figures that its summary lacks, in UTF-16 units.
const LONGEST_SEARCH = 20_000;
// What is counted is named in a few characters; more is the rest of the sentence.
const LONGEST_COUNTED_HAN = 7;
const LONGEST_NAME_HAN = 14;
const PARTICLES = '的了是将把被对向从由为于和与及或并等到';
const ROUGH_BEFORE =
  /(?:大约|将近|將近|接近|超过|超過|至少|最多|不足|不到|多达|多達|高达|高達|[约約近超逾]|(?<!\p{L})(?:about|around|nearly|almost|roughly|over|under|above|below|some|up to|at least|at most|(?:more|less|fewer) than|an estimated))[ ]?$/iu;
const SPAN_UNIT =
  /^(?:年|个?月|周|天|日|夜|小时|分钟?|秒钟?|岁|歲|次|届|years?|months?|weeks?|days?|hours?|minutes?|seconds?)/iu;
const NO_COUNT =
  /^(?:rather|out|into|over|under|up|down|off|more|less|fewer|ago|later|earlier|old|through|within|without|between|so|not|just|only|also|all|both|there|if|this|these|those|his|her|its|their|people's|said|says|is|are|was|were|has|had|have|who|that|which|than|year|month|week|day|hour|minute|years|months|weeks|days|hours|minutes)$/iu;
// A noun in the plural is what is counted; what follows it is said of it.
const PLURAL = /(?:[^s]s|people|men|women|children)$/iu;
const IN_TOKEN = /[\p{N}_/:.\-–—]|(?!\p{Script=Han})\p{L}/u;
// A share or a sum weighs as much as a count a hundred times as large.
const SHARE_OR_SUM = 2;

interface KeyFigure {
  text: string;
  /** The same for figures that say the same. */
  key: string;
  /** 0 a sum, share or count; 1 a length of time, an age, or a number of nothing named; 2 a date, a time or an ordinal. */
  rank: number;
  /** Larger tells more; comparable within one rank. */
  weight: number;
  /** Place in the text. */
  at: number;
}

/** What a figure counts, as far as it is a name and not the rest of the clause. */
function countedBy({ counts, kind, unit }: Figure): string {
  if (counts === '' || (kind !== 'number' && kind !== 'range') || SPAN_UNIT.test(unit)) return '';
  if (/^\p{Script=Han}/u.test(counts))
    return counts.length > LONGEST_COUNTED_HAN ? '' : counts.replace(/[共达達超近约約仅僅各均]+$/u, '');
  const words = counts.split(' ');
  const end = words.findIndex((word) => NO_COUNT.test(word));
  const [first = '', second = ''] = end < 0 ? words : words.slice(0, end);
  return second === '' || PLURAL.test(first) ? first : `${first} ${second}`;
}

/**
 * What stands before a figure as its name, as Chinese lists do (`在孵企业608家`, `出口额同比增长12%`): the clause so far, or what follows
 * its last particle.
 */
function namedBefore(text: string, end: number): string {
  const before = text.slice(Math.max(0, end - LONGEST_NAME_HAN - 1), end);
  const run = /\p{Script=Han}+$/u.exec(before)?.[0] ?? '';
  const preceding = before.slice(0, before.length - run.length);
  const clause = run.replace(/^(?:其中|目前|同时|另有|以及|并且|因此|但|也|还|已)/u, '');
  // The last two characters may link name and figure: 投资额为…, 党员共有….
  const particle = Math.max(...[...PARTICLES].map((mark) => clause.lastIndexOf(mark, clause.length - 3)));
  const name = clause.slice(particle + 1);
  // A run that was cut at its head starts in the middle of a word, one that follows a digit with that figure's unit.
  const whole = particle >= 0 || (run.length <= LONGEST_NAME_HAN && !/[\p{L}\p{N}]$/u.test(preceding));
  return whole && name.length >= 2 ? name : '';
}

/** The figure with what makes it rough before it and what it counts before or after it, as they stand in the text. */
function quoteFigure(text: string, figure: Figure): string {
  const rough = ROUGH_BEFORE.exec(text.slice(Math.max(0, figure.start - 16), figure.start))?.[0] ?? '';
  const counted = countedBy(figure);
  const isMoment = figure.kind === 'date' || figure.kind === 'time' || figure.kind === 'ordinal';
  const named = counted === '' && !isMoment ? namedBefore(text, figure.start - rough.length) : '';
  // At most a space stands between a figure and what it counts.
  const at = text.startsWith(counted, figure.end) ? figure.end : figure.end + 1;
  const end = counted !== '' && text.startsWith(counted, at) ? at + counted.length : figure.end;
  return text.slice(figure.start - rough.length - named.length, end).trim();
}

/** Whether it tells nothing: written out and small (`一个`, `two men`), a turn of speech more often than a count. */
function isTrivial({ kind, value, text }: Figure): boolean {
  return (kind === 'number' || kind === 'range') && !/\d/u.test(text) && (value ?? 0) < 20;
}

function rankFigure(figure: Figure): number {
  const { kind, unit, counts } = figure;
  if (kind === 'money' || kind === 'percentage') return 0;
  if (kind !== 'number' && kind !== 'range') return 2;
  if (/^[号號路线線]/u.test(unit + counts)) return 2;
  return SPAN_UNIT.test(unit) || (unit === '' && countedBy(figure) === '') ? 1 : 0;
}

/** Whether a figure is cut out of something longer: a version, a score, a model's name. Han may stand right before it. */
function isPartOfToken(text: string, at: number): boolean {
  return IN_TOKEN.test(text.slice(Math.max(0, at - 1), at));
}

function figuresOf(text: string, offset: number): KeyFigure[] {
  return findFigures(text)
    .filter((figure) => !isTrivial(figure) && !isPartOfToken(text, figure.start))
    .map((figure) => {
      const { kind, value } = figure;
      const alone = kind === 'money' || kind === 'percentage';
      const quoted = quoteFigure(text, figure);
      return {
        text: quoted,
        key: alone && value !== null ? `${kind} ${value}` : quoted,
        rank: rankFigure(figure),
        weight: (alone ? SHARE_OR_SUM : 0) + Math.log10(Math.abs(value ?? 0) + 1),
        at: offset + figure.start,
      };
    });
}

/** The text of an article without its subheadings, as far as it is searched. */
function searchBody(article: Pick<Article, 'body' | 'paragraphs'>): KeyFigure[] {
  const body = article.body.slice(0, LONGEST_SEARCH);
  const paragraphs = article.paragraphs.filter(({ kind, start }) => kind === 'text' && start < body.length);
  if (paragraphs.length === 0) return figuresOf(body, 0);
  return paragraphs.flatMap(({ start, end }) => figuresOf(body.slice(start, end), start));
}

/** The weightiest `room` of the figures, each once, in the order of the text. */
function choose(figures: readonly KeyFigure[], room: number): KeyFigure[] {
  const distinct = figures.filter(
    ({ text }, index) => figures.findIndex((other) => other.text === text) === index,
  );
  return distinct
    .toSorted((left, right) => right.weight - left.weight || left.at - right.at)
    .slice(0, Math.max(0, room))
    .sort((left, right) => left.at - right.at);
}

/**
 * The key figures of an article with what they count (`6018个党小组`), at most `limit`, each literally in a cited sentence or in the body.
 * Those of the summary's sentences come first. Sums, shares and counts; lengths of time, and then dates, only where there are none.
 */
export function pickKeyFigures(
  article: Pick<Article, 'body' | 'paragraphs'>,
  sentences: readonly Sentence[],
  limit: number,
): string[] {
  const cited = sentences.flatMap(({ citations }) =>
    citations.flatMap(({ quote, start }) => figuresOf(quote, start)),
  );
  let body: KeyFigure[] | null = null;
  for (const rank of [0, 1, 2]) {
    const first = choose(
      cited.filter((figure) => figure.rank === rank),
      limit,
    );
    if (first.length < limit) body ??= searchBody(article);
    const keys = new Set(first.map(({ key }) => key));
    const others = (body ?? []).filter((figure) => figure.rank === rank && !keys.has(figure.key));
    const picked = [...first, ...choose(others, limit - first.length)];
    if (picked.length > 0) return picked.map(({ text }) => text);
  }
  return [];
}

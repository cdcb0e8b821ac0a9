import type { Article } from '../model/article.ts';
import type { Sentence } from '../model/output.ts';
import { alignText } from '../text/align-text.ts';
import { type Figure, findFigures } from '../text/figures.ts';
import { quoteFigure } from './quote-figure.ts';

// How much of an article is searched for figures that its summary lacks, in UTF-16 units.
const LONGEST_SEARCH = 20_000;
const IN_TOKEN = /[\p{N}_/:.\-–—]|(?!\p{Script=Han})\p{L}/u;
const AFTER_TOKEN = /^(?:[-–—/_][\p{L}\p{N}]|[\p{N}_]|\.\d)/u;
// A range of days or years is of kind `range` as one of amounts is.
const MOMENT =
  /[年月日號号]|世纪|世紀|(?<!\p{L})(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d[:：]\d|\d{4}[^\d]{1,3}\d{2,4}$/iu;
const ERA_BEFORE = /(?:民国|民國|元前?|[\p{Script=Han}]{2}(?=[一二三四五六七八九十]))./u;
const YEAR = /^(?:1[5-9]|20)\d\d$/u;
// More years than this are mostly the year of an era.
const MANY_YEARS = 100;
// A share or a sum weighs as much as a count a hundred times as large.
const SHARE_OR_SUM = 2;

interface KeyFigure {
  text: string;
  /** The same for figures that say the same. */
  key: string;
  /** 0 a sum, or what says what it counts; 1 a length of time, an age, a measure or share of nothing named. */
  rank: number;
  /** Larger tells more; comparable within one rank. */
  weight: number;
  /** Place in the text. */
  at: number;
}

/** Whether it tells nothing: written out and small (`一个`, `two men`), a turn of speech more often than a count. */
function isTrivial({ kind, value, text }: Figure): boolean {
  return (kind === 'number' || kind === 'range') && !/\d/u.test(text) && (value ?? 0) < 20;
}

/** Whether it is a date, a time, an ordinal, a year or a score: those count nothing. */
function isNoAmount(text: string, { kind, value, unit, text: figure, start }: Figure): boolean {
  if (/^(?:[号號]|年级|年級|季度)$/u.test(unit)) return true;
  if (kind === 'range')
    return (unit === '' && MOMENT.test(figure)) || (unit === '年' && /\d{3}|年.*年/u.test(figure));
  if (kind !== 'number') return kind !== 'money' && kind !== 'percentage';
  if (/^年$/u.test(unit))
    return (value ?? 0) >= MANY_YEARS || ERA_BEFORE.test(text.slice(Math.max(0, start - 2), start + 1));
  return unit === '' && (value === null || YEAR.test(figure));
}

/** Whether a figure is cut out of something longer: a version, a score, a model's name. Han may stand right before it. */
function isPartOfToken(text: string, { start, end }: Figure): boolean {
  return (
    IN_TOKEN.test(text.slice(Math.max(0, start - 1), start)) ||
    AFTER_TOKEN.test(text.slice(end, end + 2)) ||
    // 380-metre, 31-year: half of a word for what follows.
    /\d-\p{L}/u.test(text.slice(start, end))
  );
}

/** A sum is the same however it is named, a count where it is of the same: 40,000 trees, 40,000 native trees. */
function keyOf({ kind, value, unit, text }: Figure, quoted: string): string {
  if (value === null) return text;
  if (kind === 'money' || kind === 'percentage') return `${kind} ${value}`;
  return `${value} ${unit !== '' ? unit : (/\p{L}+$/u.exec(quoted)?.[0] ?? '')}`;
}

function figuresOf(text: string, offset: number): KeyFigure[] {
  const read = { text, aligned: alignText(text) };
  return findFigures(text).flatMap((figure) => {
    if (isTrivial(figure) || isPartOfToken(text, figure) || isNoAmount(text, figure)) return [];
    const quoted = quoteFigure(read, figure);
    if (quoted === null) return [];
    const { kind, value } = figure;
    const isShareOrSum = kind === 'money' || kind === 'percentage';
    return {
      text: quoted.text,
      key: keyOf(figure, quoted.text),
      rank: quoted.says === 'bare' ? 1 : 0,
      weight: (isShareOrSum ? SHARE_OR_SUM : 0) + Math.log10(Math.abs(value ?? 0) + 1),
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
    ({ key }, index) => figures.findIndex((other) => other.key === key) === index,
  );
  return distinct
    .toSorted((left, right) => right.weight - left.weight || left.at - right.at)
    .slice(0, Math.max(0, room))
    .sort((left, right) => left.at - right.at);
}

/**
 * The key figures of an article with what they count (`6018个党小组`), at most `limit`, each literally in a cited sentence or in the body.
 * Those of the summary's sentences come first. Sums and what says what it counts; lengths of time and what is not named only where
 * there are none; never dates.
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
  for (const rank of [0, 1]) {
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

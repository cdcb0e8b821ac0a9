import { alignText } from './align-text.ts';
import type { ReadFigure } from './figure-meaning.ts';
import { meaningsAgree } from './figures-agree.ts';
import { measureNounAfter } from './noun-phrases.ts';
import { readFigures } from './read-figures.ts';
import type { Span } from './sentences.ts';

/** A figure of a text: a count, share, sum, time, date or ordinal, with its unit. Offsets are into the text given. */
export interface Figure extends Span {
  /** As it stands in the text. */
  text: string;
  kind: 'number' | 'percentage' | 'money' | 'date' | 'time' | 'ordinal' | 'range';
  /** In base units (万, 亿, bn multiplied out; a percentage as 32.3 for 32.30%); null for dates, times, ranges and scores. */
  value: number | null;
  /** As it stands in the text: 名, 平方米, %, US$; empty where there is none. */
  unit: string;
  /**
   * What it counts or is a part of, where the text right after it (and a 的 or `of`) says so in a whole noun phrase (`下沉党员`); else empty.
   */
  counts: string;
  /** Marked as rough: 约, 近, 余, 多, about, over. */
  approximate: boolean;
}

/** The figures of a text in order; they do not overlap. A year and the ordinal it belongs to (2022年第7场) are one. */
export function findFigures(text: string): Figure[] {
  const figures: Figure[] = [];
  let previous: ReadFigure | null = null;
  for (const read of readFigures(text)) {
    if (previous && isYearOf(previous, read)) figures.pop();
    const start = previous && isYearOf(previous, read) ? previous.start : read.start;
    figures.push({
      start,
      end: read.end,
      text: text.slice(start, read.end),
      kind: read.kind,
      value: read.value,
      unit: text.slice(read.unitStart, read.unitEnd),
      counts: read.meaning.type === 'amount' ? findCounted(text, read) : '',
      approximate: read.rough !== null,
    });
    previous = read;
  }
  return figures;
}

/**
 * Whether the figure of a source holds the one that is claimed: the same value in a compatible unit (30%, 三成), a rough claim
 * within its rounding, a date that is no more precise than the source's.
 */
export function figuresAgree(claimed: Figure, source: Figure): boolean {
  const [claims, sources] = [readFigures(claimed.text), readFigures(source.text)];
  if (claims.length === 0 || sources.length === 0) return claimed.text === source.text;
  return claims.every((claim) => {
    const rough = claim.rough ?? (claimed.approximate ? 'about' : null);
    return sources.some((read) => meaningsAgree(claim.meaning, rough, read.meaning));
  });
}

function isYearOf(date: ReadFigure, figure: ReadFigure): boolean {
  if (figure.kind !== 'ordinal' || date.kind !== 'date' || date.end !== figure.start) return false;
  return date.meaning.type === 'moment' && date.meaning.from.month === undefined;
}

// People and the like are counted without a measure word, after a number in ten thousands or a rough one: 3亿用户, 500余党员.
const COUNTED_BARE =
  /(?:用户|人口|学生|党员|职工|员工|居民|市民|村民|农民|观众|游客|旅客|乘客|读者|粉丝|网民|民众|群众|军人|工人|老人|儿童|男女|家庭)$/u;
const COUNTED_ITSELF = /^人次?$/u;
// 80%股权, 60%学生: other words after a share begin what comes of it.
const PARTS = /(?:股权|股份|权益|份额|[者员民生户])$/u;
const LARGE = /[万亿千百余多几]$/u;
const LONGEST_LATIN = 4;
const LATIN_WORD = /^[ -]?([\p{Script=Latin}][\p{Script=Latin}’'-]{1,24})(?=[^\p{L}\p{N}’'-]|$)/u;
const PLURAL =
  /(?:[^sui]s|[a-z]ies|people|men|women|children|staff|police|crew|personnel|troops|cattle|sheep|fish|deer|media|feet|teeth|mice)$/iu;
const FUNCTION_WORD =
  /^(?:the|of|in|on|at|to|and|or|nor|but|if|for|from|by|with|as|is|are|was|were|be|been|a|an|that|which|who|after|before|when|while|than|then|per|since|during|until|because|ago|old|each|every|it|its|his|her|their|our|he|she|they|them|us|we|you|will|would|could|should|has|have|had|do|does|did|not|off|up|out|over|under|into|more|so|still|also|behind|later|earlier|came|went|says|said|rather|down|less|fewer|through|within|without|between|just|only|both|there|this|these|those|this|yesterday|today|always|perhaps|street|road|avenue|lane|versus|vs|years?|months?|weeks?|days?|hours?|minutes?|seconds?|times)$/iu;
const COUNTED_OF = /^ of (?:(?:the|all|its|their|our|these|those) )?/u;

/** What a figure counts: the words right after it up to where they name something (`下沉党员`, `primary school children`), or nothing. */
function findCounted(text: string, figure: ReadFigure): string {
  if (figure.meaning.type !== 'amount' || figure.meaning.ordinal) return '';
  const rest = text.slice(figure.end, figure.end + 120);
  return findHanCounted(rest, text, figure, figure.meaning.dimension) || findLatinCounted(rest, figure);
}

function findHanCounted(rest: string, text: string, figure: ReadFigure, dimension: string): string {
  const aligned = alignText(rest.slice(0, 40));
  const hasUnit = figure.unitEnd > figure.unitStart;
  const isShare = dimension.startsWith('percent');
  const counts = dimension === 'count' || dimension === 'household';
  // 4万平方米的飞地, 45%的受访者: a measure is of something; 12米高 tells nothing of it.
  const of = aligned.startsWith('的') && !counts ? 1 : 0;
  if (
    of === 0 &&
    ((!counts && !isShare) || COUNTED_ITSELF.test(alignText(text.slice(figure.unitStart, figure.unitEnd))))
  )
    return '';
  const at = of || (/^ ?/.exec(aligned)?.[0].length ?? 0);
  const counted = rest.slice(at, at + measureNounAfter(aligned, at));
  if (isShare && of === 0) return PARTS.test(alignText(counted)) ? counted : '';
  if (hasUnit || isShare) return counted;
  return LARGE.test(text.slice(figure.start, figure.end)) && COUNTED_BARE.test(alignText(counted))
    ? counted
    : '';
}

function findLatinCounted(rest: string, figure: ReadFigure): string {
  const isShare = figure.kind === 'percentage';
  const of = COUNTED_OF.exec(rest)?.[0].length ?? 0;
  if (isShare ? of === 0 : figure.unitEnd > figure.unitStart) return '';
  let position = isShare ? of : 0;
  let start = position;
  for (let words = 0; words < LONGEST_LATIN; words += 1) {
    const match = LATIN_WORD.exec(rest.slice(position));
    const word = match?.[1] ?? '';
    if (!match || FUNCTION_WORD.test(word)) return '';
    if (words === 0) start = position + match[0].length - word.length;
    position += match[0].length;
    if (PLURAL.test(word)) return rest.slice(start, position);
  }
  return '';
}

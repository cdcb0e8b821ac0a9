import type { ReadFigure } from './figure-meaning.ts';
import { meaningsAgree } from './figures-agree.ts';
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
  /** What it counts, as far as the text right after it says (`下沉党员`), empty where unknown. */
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

const HAN_COUNTED =
  /^[^\P{Script=Han}的了在是和与與及或并並被把从從对對向于於到为為有将將已也还還等中内內外]{1,8}/u;
// Where what is counted ends and what is said of it begins.
const VERB =
  /参加|參加|参与|參與|投入|奋战|完成|获|獲|达|達|同比|环比|增|下降|减|共同|前往|开展|進行|进行|集中|报名|需|可|能|每|全部|主动|积极|来自|组成|受|遭|死亡|遇难|接|深入|走|均|都|以|因|由|自|正|曾|未|不|没|又|再|就|才|先后|分别|其/u;
const LATIN_COUNTED = /^ ?((?:[\p{L}][\p{L}'’-]{1,24})(?: [\p{L}][\p{L}'’-]{1,24})?)/u;
const FUNCTION_WORD =
  /^(?:the|of|in|on|at|to|and|or|nor|but|if|for|from|by|with|as|is|are|was|were|be|been|a|an|that|which|who|after|before|when|while|than|then|per|since|during|until|because|ago|old|each|every|it|he|she|they|we|you|will|would|could|should|has|have|had|do|did|not|off|up|out|over|under|into|more|so|still|also|behind|later|earlier|came|went)$/iu;

function findCounted(text: string, figure: ReadFigure): string {
  if (figure.kind === 'percentage') return '';
  const rest = text.slice(figure.end, figure.end + 56);
  const han = HAN_COUNTED.exec(rest);
  if (han) return han[0].split(VERB)[0] ?? '';
  const words = LATIN_COUNTED.exec(rest)?.[1]?.split(' ') ?? [];
  const stop = words.findIndex((word) => FUNCTION_WORD.test(word));
  return (stop < 0 ? words : words.slice(0, stop)).join(' ');
}

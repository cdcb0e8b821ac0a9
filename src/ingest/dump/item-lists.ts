import { type DumpLine, endsSentence, isNumbered, isProse } from './lines.ts';
import { endsTruncated } from './paragraphs.ts';
import type { TitleMark } from './titles.ts';

const MOST_ITEMS = 200;
/** Where nothing but the list itself tells. */
export const FEWEST_TEASERS = 3;
const FEWEST_HEADED = 2;
const SNIPPET_UNITS = 20;
const HEADING_UNITS = 10;

/** The end (exclusive) of the run of bulleted, or of numbered, lines that begins here; at most 200 of them. */
export function findItemsEnd(lines: readonly DumpLine[], at: number): number {
  const isItem = lines[at]?.bullet === true ? isBulleted : isNumberedLine;
  let stop = at;
  for (let line = lines[stop]; line !== undefined && stop < at + MOST_ITEMS; line = lines[stop]) {
    if (!isItem(line)) break;
    stop += 1;
  }
  return stop;
}

function isBulleted(line: DumpLine): boolean {
  return line.bullet;
}

function isNumberedLine(line: DumpLine): boolean {
  return !line.bullet && isNumbered(line.text);
}

/** A list with no text of the same article after it, made of cut-off snippets, is not the article's own. */
export function isTeaserList(
  lines: readonly DumpLine[],
  at: number,
  stop: number,
  marks: ReadonlyMap<number, TitleMark>,
  fewest: number,
): boolean {
  const after = lines[stop];
  if (after !== undefined && !marks.has(stop) && isProse(after)) return false;
  const items = lines.slice(at, stop);
  return items.length >= fewest && items.filter(isCutOff).length * 2 >= items.length;
}

/** Numbered lists without full stops are common in articles: there only dots at the end say that an item is cut off. */
function isCutOff(line: DumpLine): boolean {
  if (endsTruncated(line.text)) return true;
  return line.bullet && !endsSentence(line.text) && line.units >= SNIPPET_UNITS;
}

/** A short line, whatever its words, over nothing but items that end in dots. */
export function headsTeaserList(
  lines: readonly DumpLine[],
  at: number,
  marks: ReadonlyMap<number, TitleMark>,
): boolean {
  const line = lines[at];
  const next = lines[at + 1];
  if (line === undefined || next === undefined || line.bullet || isNumbered(line.text)) return false;
  if (line.units > HEADING_UNITS || endsSentence(line.text) || !(next.bullet || isNumbered(next.text)))
    return false;
  const stop = findItemsEnd(lines, at + 1);
  const isCut = lines.slice(at + 1, stop).every((item) => endsTruncated(item.text));
  return isCut && isTeaserList(lines, at + 1, stop, marks, FEWEST_HEADED);
}

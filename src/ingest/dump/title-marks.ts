import { countUnits, type DumpLine, endsSentence, lastMark } from './lines.ts';
import { readTitleMark, type TitleMark } from './titles.ts';

const LONG_UNITS = 80;
const QUESTION_UNITS = 30;
const LABEL_LIMIT = 10;
const LABEL_UNITS = 4;

/** 【快讯】某地今日开通新线: a short label and the rest of one headline, where a title would have its text behind it. */
function isLabelledHeadline(title: string, rest: string): boolean {
  const label = countUnits(title);
  const units = countUnits(rest);
  if (label > LABEL_LIMIT || units <= label || units >= LONG_UNITS) return false;
  if (rest.startsWith(title) || rest.includes('。')) return false;
  // Only ！ or ？ at the end: a headline may end so too.
  return !endsSentence(rest) || ('！？!?…'.includes(lastMark(rest)) && units < QUESTION_UNITS);
}

/** The lines that open an article by a title mark, by their index. */
export function findTitleMarks(lines: readonly DumpLine[]): Map<number, TitleMark> {
  const marks = new Map<number, TitleMark>();
  const counts = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    if (line.bullet) continue;
    const mark = readTitleMark(line.text);
    if (mark === null) continue;
    const rest = line.text.slice(mark.rest).trim();
    if (rest !== '' && isLabelledHeadline(mark.title, rest)) continue;
    marks.set(at, mark);
    counts.set(mark.title, (counts.get(mark.title) ?? 0) + 1);
  }
  // A short label that comes again and again names parts, not articles.
  for (const [at, mark] of marks) {
    if (countUnits(mark.title) <= LABEL_UNITS && (counts.get(mark.title) ?? 0) > 1) marks.delete(at);
  }
  return marks;
}

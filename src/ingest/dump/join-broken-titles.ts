import { countUnits, type DumpLine } from './lines.ts';

const OPENERS = '【〖［';
const CLOSER: Record<string, string> = { '【': '】', '〖': '〗', '［': '］' };
const MOST_LINES = 3;
const LONGEST = 200;
const LONGEST_APART = 60;

/** A title mark (【…】) that was broken over two or three lines becomes one line again, with what follows it there. */
export function joinBrokenTitles(lines: readonly DumpLine[]): readonly DumpLine[] {
  const joined: DumpLine[] = [];
  let hasJoined = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    const last = findLastLine(lines, at);
    if (last === at) joined.push(line);
    else {
      hasJoined = true;
      joined.push(joinLines(lines.slice(at, last + 1)));
      at = last;
    }
  }
  return hasJoined ? joined : lines;
}

/** The line where the title that this line opens is closed; the line itself where it opens none or closes it. */
function findLastLine(lines: readonly DumpLine[], at: number): number {
  const mark = lines[at]?.text.charAt(0) ?? '';
  if (mark === '' || !OPENERS.includes(mark) || lines[at]?.bullet === true) return at;
  const closer = CLOSER[mark] ?? '';
  let length = 0;
  let longest = LONGEST;
  for (let next = at; next < at + MOST_LINES; next += 1) {
    const line = lines[next];
    if (line === undefined || (next > at && line.bullet)) return at;
    if (next > at && line.blanksBefore > 0) longest = LONGEST_APART;
    const head = line.text.slice(0, LONGEST);
    const end = head.indexOf(closer);
    const another = head.indexOf(mark, next === at ? 1 : 0);
    if (another !== -1 && (end === -1 || another < end)) return at;
    if (end !== -1) return length + end <= longest ? next : at;
    length += line.text.length;
    if (length > longest) return at;
  }
  return at;
}

function joinLines(lines: readonly DumpLine[]): DumpLine {
  const [first, ...rest] = lines as [DumpLine, ...DumpLine[]];
  let { text, end } = first;
  for (const line of rest) {
    const isLatin = /[a-z0-9,.;:]$/i.test(text) && /^[a-z0-9]/i.test(line.text);
    text += `${isLatin ? ' ' : ''}${line.text}`;
    end = line.end;
  }
  return { ...first, text, end, units: countUnits(text) };
}

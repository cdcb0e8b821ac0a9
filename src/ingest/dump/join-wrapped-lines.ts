import { countUnits, type DumpLine, endsSentence } from './lines.ts';

const WIDEST = 130;
const NARROWEST = 28;
const FEWEST = 3;

/**
 * Text that was wrapped at a width (mail, old plain-text files): the lines of a paragraph become one line. Told by lines
 * of nearly one length that mostly end in the middle of a sentence; anything else comes back as it is.
 */
export function joinWrappedLines(lines: readonly DumpLine[]): readonly DumpLine[] {
  const inner = lines.filter((line, at) => isContinued(line, lines[at + 1]));
  if (inner.length < FEWEST || inner.length < lines.length * 0.4) return lines;
  const widths = inner.map((line) => line.text.length).sort((a, b) => a - b);
  const widest = widths.at(-1) ?? 0;
  const tenth = widths[Math.floor(widths.length / 10)] ?? 0;
  if (widest > WIDEST || widest < NARROWEST || tenth < widest * 0.75) return lines;
  if (inner.filter((line) => endsSentence(line.text)).length > inner.length * 0.4) return lines;
  const joined: DumpLine[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last !== undefined && line.blanksBefore === 0 && !line.bullet) {
      const gap = /[\u2e80-\uffef]$/.test(last.text) && /^[\u2e80-\uffef]/.test(line.text) ? '' : ' ';
      last.text = `${last.text}${gap}${line.text}`;
      last.end = line.end;
    } else joined.push({ ...line });
  }
  for (const line of joined) line.units = countUnits(line.text);
  return joined;
}

function isContinued(line: DumpLine, next: DumpLine | undefined): boolean {
  return next !== undefined && next.blanksBefore === 0 && !line.bullet && !next.bullet;
}

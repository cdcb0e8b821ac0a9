/** One line of a dump that holds anything. Offsets are UTF-16 offsets into the whole text. */
export interface DumpLine {
  /** Offsets of the text itself: without indentation, bullet and trailing spaces. */
  start: number;
  end: number;
  /** Offset of the first character that is no space: the bullet where there is one. */
  outerStart: number;
  text: string;
  bullet: boolean;
  /** Empty lines right before this one. */
  blanksBefore: number;
  /** Length in Han characters; a Latin word counts as two. */
  units: number;
}

const SPACE = /[\s\p{Cc}\p{Cf}]/u;
const BULLET = /^(?:[•●◦▪▫■◆◇►▶○‣·※]|[-*+](?=\s))\s*/;
const HEAD = 64;

/** Splits at any line end and drops the empty lines. Linear in the length of the text. */
export function splitLines(text: string): DumpLine[] {
  const lines: DumpLine[] = [];
  let blanks = 0;
  let at = 0;
  while (at <= text.length) {
    let stop = at;
    while (stop < text.length && !isLineEnd(text.charCodeAt(stop))) stop += 1;
    const line = readLine(text, at, stop);
    if (line === null) blanks += 1;
    else {
      line.blanksBefore = blanks;
      lines.push(line);
      blanks = 0;
    }
    at = stop + (text.startsWith('\r\n', stop) ? 2 : 1);
  }
  return lines;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029 || code === 12 || code === 11;
}

function readLine(text: string, from: number, to: number): DumpLine | null {
  let outerStart = from;
  while (outerStart < to && SPACE.test(text.charAt(outerStart))) outerStart += 1;
  let end = to;
  while (end > outerStart && SPACE.test(text.charAt(end - 1))) end -= 1;
  if (outerStart === end) return null;
  // Pages render empty list items as several bullets in a row; the last one counts.
  let start = outerStart;
  for (;;) {
    const mark = BULLET.exec(text.slice(start, Math.min(end, start + HEAD)));
    if (mark === null) break;
    start += mark[0].length;
  }
  const bullet = start > outerStart;
  const content = text.slice(start, end);
  return { start, end, outerStart, text: content, bullet, blanksBefore: 0, units: countUnits(content) };
}

/** Length in Han characters, where a Latin word or a number counts as two. */
export function countUnits(text: string): number {
  let units = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (isWordCode(code)) {
      if (!inWord) units += 2;
      inWord = true;
    } else {
      inWord = false;
      if (code > 0x2e7f && code !== 0x3000) units += 1;
    }
  }
  return units;
}

function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 39 ||
    (code >= 0xc0 && code <= 0x24f) ||
    (code >= 0x370 && code <= 0x1fff)
  );
}

const CLOSERS = '”’」』】）)》〉"\'］]';

const NUMBERED = /^(?:[（(]?\d{1,2}\s{0,2}(?:[)）、]|[.．](?!\d))|[①-⒇㊀-㊉]\s*[、.．]?)/;

/** An item of a numbered list: `1. …`, `2、…`, `(3) …`, `④ …`. */
export function isNumbered(text: string): boolean {
  return NUMBERED.test(text);
}

/** The last character that is no closing quote or bracket. */
export function lastMark(text: string): string {
  let at = text.length - 1;
  while (at >= 0 && (CLOSERS.includes(text.charAt(at)) || text.charAt(at) === ' ')) at -= 1;
  return text.charAt(at);
}

/** A remark in parentheses, emoticons ([加油]) and emoji behind a sentence. */
const REMARK_AT_END = /(?:[（(][^（）()]{1,40}[）)]|\[[^[\]]{1,8}\]|\p{Extended_Pictographic}|[\ufe0f\s])+$/u;

/** Ends as a sentence ends: with 。！？… . ! ? ; also before closing quotes or a last remark in parentheses. */
export function endsSentence(text: string): boolean {
  if (text.length === 0) return false;
  if ('。！？!?.…；;⋯'.includes(lastMark(text))) return true;
  const remark = REMARK_AT_END.exec(text.slice(-60));
  if (remark === null || remark[0].length === text.length) return false;
  return '。！？!?.…；;⋯'.includes(lastMark(text.slice(-200, -remark[0].length)) || ' ');
}

/** Marks that part sentences and clauses: what prose has and navigation has not. */
export function countClauseMarks(text: string): number {
  let marks = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i);
    if ('，。！？；、'.includes(c)) marks += 1;
    else if (',.;!?'.includes(c) && (i + 1 === text.length || ' "”’)'.includes(text.charAt(i + 1))))
      marks += 1;
    else if (',;!?'.includes(c) && text.charCodeAt(i + 1) > 0x2e7f) marks += 1;
  }
  return marks;
}

/** Text of an article: long enough, with clauses, and not cut off. */
export function isProse(line: DumpLine): boolean {
  return !line.bullet && line.units >= 24 && countClauseMarks(line.text) > 0 && endsSentence(line.text);
}

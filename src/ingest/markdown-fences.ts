const OPENING = /^ {0,3}(`{3,}|~{3,})([^`]*)$/;
const CLOSING = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;
/** In marks: longer fences are alike, so that few lengths are looked for. */
const LONGEST_FENCE = 10;
const LINE_HEAD = 200;

interface Fence {
  mark: string;
  length: number;
}

/**
 * Takes the fenced code blocks at the margin out of a Markdown text: spaces stand in their place, so that offsets and
 * lines stay. A fence that nothing closes opens no block, other than in CommonMark: the rest of a text is not taken for
 * code because of a stray mark; only the mark goes. Linear in the length of the text.
 */
export function takeOutFences(text: string): { text: string; blocks: { start: number; end: number }[] } {
  const lines = text.split('\n');
  const blocks: { start: number; end: number }[] = [];
  // By mark, the shortest fence that nothing below closes: neither does anything close a longer one further down.
  const unclosed = new Map<string, number>();
  let offset = 0;
  let from = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const opening = readFence(OPENING, lines[at]);
    if (opening === null) continue;
    const isHopeless = opening.length >= (unclosed.get(opening.mark) ?? Number.POSITIVE_INFINITY);
    const close = isHopeless ? -1 : findClosing(lines, at + 1, opening);
    if (close === -1) unclosed.set(opening.mark, Math.min(opening.length, unclosed.get(opening.mark) ?? 99));
    for (; from < at; from += 1) offset += (lines[from]?.length ?? 0) + 1;
    const start = offset;
    const last = close === -1 ? at : close;
    for (; from <= last; from += 1) {
      const { length } = lines[from] ?? '';
      offset += length + 1;
      lines[from] = ' '.repeat(length);
    }
    if (close !== -1) blocks.push({ start, end: offset - 1 });
    at = last;
  }
  return { text: lines.join('\n'), blocks };
}

function findClosing(lines: readonly string[], from: number, { mark, length }: Fence): number {
  for (let at = from; at < lines.length; at += 1) {
    const closing = readFence(CLOSING, lines[at]);
    if (closing?.mark === mark && closing.length >= length) return at;
  }
  return -1;
}

function readFence(form: RegExp, line = ''): Fence | null {
  const marks = form.exec(line.slice(0, LINE_HEAD))?.[1];
  if (marks === undefined) return null;
  return { mark: marks.charAt(0), length: Math.min(marks.length, LONGEST_FENCE) };
}

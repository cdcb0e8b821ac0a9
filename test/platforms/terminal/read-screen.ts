const ESCAPE = '\u001B';
const SEQUENCE = new RegExp(`${ESCAPE}\\[(\\d*)([A-Z])|${ESCAPE}\\[\\?\\d+[a-z]|[\\s\\S]`, 'gu');

/** The lines that stand on a screen after what was written: line ends, and moving and wiping as ECMA-48 has it; it never scrolls. */
export function readScreen(written: string): string[] {
  const lines: string[] = [''];
  let row = 0;
  let column = 0;
  const put = (text: string): void => {
    const line = (lines[row] ?? '').padEnd(column);
    lines[row] = line.slice(0, column) + text + line.slice(column + text.length);
    column += text.length;
  };
  const act = (count: number, kind: string): void => {
    if (kind === 'A') row = Math.max(0, row - Math.max(1, count));
    if (kind === 'G') column = Math.max(1, count) - 1;
    if (kind === 'K' || kind === 'J') lines[row] = (lines[row] ?? '').slice(0, column);
    if (kind === 'J') lines.length = row + 1;
  };
  for (const [piece, count = '', kind] of written.matchAll(SEQUENCE)) {
    if (kind !== undefined) act(Number(count), kind);
    else if (piece === '\r') column = 0;
    else if (piece === '\n') {
      row += 1;
      column = 0;
      lines[row] ??= '';
    } else if (!piece.startsWith(ESCAPE)) put(piece);
  }
  return lines.map((line) => line.trimEnd());
}

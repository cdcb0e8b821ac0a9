import stringWidth from 'string-width';

const CELL = { width: 8.4, height: 19, font: 14 };
const MARGIN = 18;
const BAR = 34;
const COLOURS: Record<number, string> = {
  30: '#3b4252',
  31: '#e06c75',
  32: '#98c379',
  33: '#e5c07b',
  34: '#61afef',
  35: '#c678dd',
  36: '#56b6c2',
  37: '#dcdfe4',
  90: '#7f8794',
  91: '#e06c75',
  92: '#98c379',
  93: '#e5c07b',
  94: '#61afef',
  95: '#c678dd',
  96: '#56b6c2',
  97: '#ffffff',
};

const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
const HYPERLINK = new RegExp(`${ESCAPE}\\]8;[^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)`, 'g');
const STYLE = new RegExp(`(${ESCAPE}\\[[\\d;]*m)`);

interface Style {
  colour: string;
  bold: boolean;
  dim: boolean;
  underline: boolean;
}
const PLAIN: Style = { colour: '#dcdfe4', bold: false, dim: false, underline: false };

interface Run extends Style {
  column: number;
  text: string;
}

/** A terminal's output (SGR colours understood, hyperlinks reduced to their text) as an SVG picture of a window. */
export function renderTerminalSvg(
  output: string,
  { columns, title }: { columns: number; title: string },
): string {
  const lines = output.replace(HYPERLINK, '').replace(/\s+$/, '').split('\n');
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
  const height = Math.ceil(lines.length * CELL.height + BAR + 2 * MARGIN);
  let style = PLAIN;
  const body = lines.map((line, row) => {
    const read = readRuns(line, style);
    style = read.style;
    return read.runs.map((run) => drawRun(run, row)).join('');
  });
  const dots = ['#ff5f56', '#ffbd2e', '#27c93f'].map(
    (fill, index) => `<circle cx="${20 + index * 20}" cy="17" r="6" fill="${fill}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escapeXml(title)}</title>
<rect width="100%" height="100%" rx="9" fill="#282c34"/>
${dots.join('')}
<g font-family="ui-monospace,'SFMono-Regular',Menlo,Consolas,'Noto Sans Mono CJK SC','PingFang SC','Microsoft YaHei',monospace" font-size="${CELL.font}" xml:space="preserve">
${body.filter((line) => line !== '').join('\n')}
</g>
</svg>
`;
}

function readRuns(line: string, start: Style): { runs: Run[]; style: Style } {
  let style = start;
  let column = 0;
  const runs: Run[] = [];
  for (const piece of line.split(STYLE)) {
    const codes = STYLE.exec(piece)?.[0].slice(2, -1);
    if (codes !== undefined) style = codes.split(';').map(Number).reduce(applyCode, style);
    else if (piece !== '') {
      runs.push({ ...style, column, text: piece });
      column += stringWidth(piece);
    }
  }
  return { runs, style };
}

function applyCode(style: Style, code: number): Style {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 4) return { ...style, underline: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 24) return { ...style, underline: false };
  if (code === 39) return { ...style, colour: PLAIN.colour };
  return { ...style, colour: COLOURS[code] ?? style.colour };
}

/** Each run is told its width: fonts differ in how wide a Chinese character is beside a Latin one. */
function drawRun({ column, text, colour, bold, dim, underline }: Run, row: number): string {
  if (text.trim() === '') return '';
  const x = (MARGIN + column * CELL.width).toFixed(1);
  const y = BAR + MARGIN + row * CELL.height + CELL.font - 4;
  const marks = [
    bold ? ' font-weight="bold"' : '',
    dim ? ' opacity="0.65"' : '',
    underline ? ' text-decoration="underline"' : '',
  ];
  const length = (stringWidth(text) * CELL.width).toFixed(1);
  return `<text x="${x}" y="${y}" fill="${colour}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${marks.join('')}>${escapeXml(text)}</text>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

import stringWidth from 'string-width';
import type { BenchReport } from './report.ts';

/** A report as a Markdown table, ready for docs/benchmarks.md. */
export function printTable({ name, rows, summary, skipped }: BenchReport): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...rows.map((row) => columns.map((column) => show(row[column])))];
  const widths = columns.map((_, index) =>
    Math.max(3, ...cells.map((line) => stringWidth(line[index] ?? ''))),
  );
  const line = (texts: string[]) =>
    `| ${texts.map((text, index) => text + ' '.repeat((widths[index] ?? 0) - stringWidth(text))).join(' | ')} |`;
  const [head = [], ...body] = cells;
  const table =
    rows.length === 0
      ? []
      : [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line), ''];
  const figures = Object.entries(summary).map(([figure, value]) => `- ${figure}: ${show(value)}`);
  return [
    `## ${name}`,
    '',
    ...table,
    ...figures,
    ...skipped.map((reason) => `- skipped: ${reason}`),
    '',
  ].join('\n');
}

function show(value: string | number | undefined): string {
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value ?? '');
  return Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1);
}

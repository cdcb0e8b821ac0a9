import type { Skipped } from '../../core/model/article.ts';
import type { DumpLine } from './lines.ts';
import { skip } from './skipped.ts';
import type { Found } from './split-articles.ts';

/** What was skipped, in order, with every line that nothing else accounts for as chrome: nothing is silently gone. */
export function reportRest(text: string, lines: readonly DumpLine[], found: Found): Skipped[] {
  const covered = [
    ...found.articles.map((article) => article.range),
    ...found.skipped.flatMap((entry) => entry.range ?? []),
  ];
  covered.sort((a, b) => a.start - b.start);
  const rest: Skipped[] = [];
  let next = 0;
  let reach = 0;
  for (const line of lines) {
    for (
      let range = covered[next];
      range !== undefined && range.start <= line.outerStart;
      range = covered[next]
    ) {
      reach = Math.max(reach, range.end);
      next += 1;
    }
    if (line.end > reach) {
      const start = Math.max(reach, line.outerStart);
      rest.push(skip(text, start, line.end, 'chrome'));
      reach = line.end;
    }
  }
  return [...found.skipped, ...rest].sort((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0));
}

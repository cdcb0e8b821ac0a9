import type { HitBlock } from '../../core/blocks/blocks.ts';
import { toSafeUrl } from '../../core/text/strip-control-characters.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import { defuseHighlights, defuseText } from './defuse-text.ts';
import { layOutButtons, numberedButton } from './lay-out-buttons.ts';
import type { TextRun } from './rich-text.ts';
import { BETWEEN, type Lines, type Writer, writeLink, writePosition } from './write-runs.ts';

/** An article that a search found, numbered for its button. */
export function renderHit(hit: HitBlock, writer: Writer): Lines {
  writer.hits += 1;
  const about = [hit.publisher, hit.published].flatMap((part) => (part === null ? [] : [cleanLine(part)]));
  return {
    pieces: [
      {
        before: '\n\n',
        runs: [
          ...writePosition(writer.hits, writer),
          ...writeLink(cleanLine(hit.title), toSafeUrl(hit.url), 'bold'),
        ],
      },
      { before: '\n', runs: highlight(hit.snippet, hit.highlights) },
      ...(about.length === 0
        ? []
        : [{ before: '\n' as const, runs: defuseText(about.join(BETWEEN), 'italic') }]),
    ],
    rows: layOutButtons([numberedButton(writer.hits, hit.button.action)]),
  };
}

function highlight(snippet: string, highlights: readonly { start: number; end: number }[]): TextRun[] {
  const spans: { start: number; end: number }[] = [];
  let clean = '';
  let from = 0;
  for (const { start, end } of highlights) {
    clean += cleanPart(snippet.slice(from, start));
    const found = cleanPart(snippet.slice(start, end));
    if (found !== '') spans.push({ start: clean.length, end: clean.length + found.length });
    clean += found;
    from = end;
  }
  return defuseHighlights(clean + cleanPart(snippet.slice(from)), spans);
}

/** One line, but with the spaces at its ends, which part it from what stands beside it. */
function cleanPart(part: string): string {
  return cleanText(part).replace(/\n+/g, ' ');
}

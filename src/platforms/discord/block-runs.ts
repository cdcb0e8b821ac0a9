import type { CitedSentence, Source } from '../../core/blocks/blocks.ts';
import { stripControlCharacters, toSingleLine } from '../../core/text/strip-control-characters.ts';
import { canBeLinkText } from './escape-markdown.ts';
import { toMarkdownUrl } from './markdown-url.ts';
import { readInstant } from './read-instant.ts';
import type { Piece, TextRun } from './rich-text.ts';

/** Stands between what belongs together on a line. */
export const BETWEEN = ' · ';
/** Links to what stands before it, where that can't be a link itself. */
const ARROW = '→';
/** UTF-16 units that the links of one sentence's numbers may take: they are never parted from it. */
const LONGEST_CITATIONS = 600;
/** Numbers that stay with their sentence whatever happens. */
const MOST_GLUED = 30;

export function plain(text: string): TextRun {
  return { text: toSingleLine(text) };
}

export function bold(text: string): TextRun {
  return { text: toSingleLine(text), style: 'bold' };
}

/** A text as the link to an address where it can be one; else the text, and a link behind it. */
export function linkText(text: string, url: string | null, style?: 'bold'): TextRun[] {
  const words: TextRun = { text: toSingleLine(text), ...(style === undefined ? {} : { style }) };
  const address = toMarkdownUrl(url);
  if (address === null) return [words];
  return canBeLinkText(words.text)
    ? [{ ...words, url: address }]
    : [words, { text: ' ', glued: true }, { text: ARROW, url: address, glued: true }];
}

/** `publisher · time`, each led by the sign that parts it from what stands before it; empty where neither is known. */
export function tellOrigin(
  { publisher, published, publishedAt }: Pick<Source, 'publisher' | 'published' | 'publishedAt'>,
  { led }: { led: boolean },
): TextRun[] {
  const parts = [
    ...(publisher === null ? [] : [plain(publisher)]),
    ...(published === null ? [] : [timeRun(published, publishedAt)]),
  ];
  return parts.flatMap((part, index) => (led || index > 0 ? [{ text: BETWEEN }, part] : [part]));
}

/** When something was published: in each reader's own time where it is an instant, else in the words for it. */
export function timeRun(published: string, publishedAt: string | null): TextRun {
  const time = readInstant(publishedAt);
  return time === null ? plain(published) : { text: toSingleLine(published), time, whole: true };
}

/** `[1]`, a link where its source has an address that can be linked. */
export function numberRun(number: number, url: string | null): TextRun {
  const text = `[${number}]`;
  const address = toMarkdownUrl(url);
  return address === null ? { text, whole: true } : { text, url: address };
}

/** Sentences one after the other, each a piece with the numbers of its sources: Chinese ones need no space between. */
export function joinSentences(
  sentences: readonly CitedSentence[],
  { before, urls }: { before: Piece['before']; urls: ReadonlyMap<number, string> },
): Piece[] {
  return sentences.map(({ text, citations }, index) => {
    const line = toSingleLine(text);
    const previous = sentences[index - 1]?.text.trimEnd().at(-1) ?? '';
    const wide = WIDE.test(previous) || WIDE.test(line.charAt(0));
    return {
      before: index === 0 ? before : wide ? '' : ' ',
      runs: [{ text: line }, ...citeNumbers([...new Set(citations.map(({ number }) => number))], urls)],
    };
  });
}

const WIDE = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60“”‘’…—]/;

function citeNumbers(numbers: readonly number[], urls: ReadonlyMap<number, string>): TextRun[] {
  let room = LONGEST_CITATIONS;
  return numbers.map((number, index): TextRun => {
    const run = numberRun(number, urls.get(number) ?? null);
    const { url, ...bare } = run;
    room -= url?.length ?? 0;
    const shown: TextRun = url === undefined || room < 0 ? { ...bare, whole: true } : run;
    return index < MOST_GLUED ? { ...shown, glued: true } : shown;
  });
}

/** A snippet with the spans that were found in bold (UTF-16 offsets, in order, not overlapping). */
export function highlightSpans(
  snippet: string,
  highlights: readonly { start: number; end: number }[],
): TextRun[] {
  const runs: TextRun[] = [];
  const push = (part: string, style?: 'bold'): void => {
    // On one line, but with the spaces at its ends, which part it from what stands beside it.
    const text = stripControlCharacters(part).replace(/\n+/g, ' ');
    if (text !== '') runs.push(style === undefined ? { text } : { text, style });
  };
  let from = 0;
  for (const { start, end } of highlights) {
    push(snippet.slice(from, start));
    push(snippet.slice(start, end), 'bold');
    from = end;
  }
  push(snippet.slice(from));
  return runs;
}

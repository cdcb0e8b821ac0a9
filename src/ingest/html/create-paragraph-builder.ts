import { countUnits } from '../dump/lines.ts';
import { looksLikeSubheading, type Piece } from '../dump/paragraphs.ts';
import { joinLines } from '../join-lines.ts';
import { createSkippedElement, type SkippedElement } from './create-skipped-element.ts';

/** Takes an HTML document as a row of events, in the order of the document, and gives its paragraphs. */
export interface ParagraphBuilder {
  /** `tag` in lower case; a void element needs no `close`. */
  open(tag: string, attribute: (name: string) => string | null): void;
  close(tag: string): void;
  /** With character references already read. */
  text(text: string): void;
  finish(): Piece[];
}

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
/** No text that a reader of the page reads. A head holds nothing else, and ends where its end tag is left out. */
const UNREAD = new Set(
  'audio button canvas datalist iframe map math noscript object rp rt script select style svg template textarea title video'.split(
    ' ',
  ),
);
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const HEADING = /^h[1-6]$/;
const DEEPEST_LIST = 32;
/** Stands for `<br>` until the paragraph is whole: a line feed of the source is only a space. */
const BREAK = '\u2028';
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\ufe0f])+$/u;

/**
 * Paragraphs as a reader sees them: headings (and short lines all in bold) as subheadings, each item of a list on its own
 * (numbered ones with their number), each row of a table as one line, captions of pictures as text, `<br>` as the end of a
 * paragraph unless the sentence plainly goes on. Hidden elements, scripts, controls and media are left out. Holds no tree and
 * follows no nesting, so that any input costs time and memory linear in its length.
 */
export function createParagraphBuilder(): ParagraphBuilder {
  const pieces: Piece[] = [];
  const lists: { number: number | null }[] = [];
  let row: Piece[][] | null = null;
  let parts: string[] = [];
  let isHeading = false;
  let bold = 0;
  let hasPlain = false;
  let preformatted = 0;
  let item = '';
  let unread: SkippedElement | null = null;

  function flush(): void {
    if (parts.length === 0) return;
    const joined = parts.join('');
    parts = [];
    const lines = splitLines(joined);
    for (const line of lines) {
      const isShortBold = !hasPlain && looksLikeSubheading(line, countUnits(line));
      const text = `${item}${line}`;
      item = '';
      (row?.at(-1) ?? pieces).push({ text, kind: isHeading || isShortBold ? 'subheading' : 'text' });
    }
    hasPlain = false;
  }

  function endRow(): void {
    const cells = row?.filter((cell) => cell.length > 0) ?? [];
    row = null;
    if (cells.length > 1 && cells.every((cell) => cell.length === 1))
      pieces.push({ text: cells.map(([cell]) => cell?.text ?? '').join(' | '), kind: 'text' });
    else for (const cell of cells) pieces.push(...cell);
  }

  function openBlock(tag: string, attribute: (name: string) => string | null): void {
    flush();
    if (HEADING.test(tag)) isHeading = true;
    else if (tag === 'pre') preformatted += 1;
    else if (tag === 'ul' || tag === 'ol' || tag === 'menu') {
      if (lists.length < DEEPEST_LIST)
        lists.push({ number: tag === 'ol' ? readStart(attribute('start')) : null });
    } else if (tag === 'li') item = numberItem(lists.at(-1));
    else if (tag === 'table') endRow();
    else if (tag === 'tr') {
      endRow();
      row = [];
    } else if (tag === 'td' || tag === 'th') {
      row ??= [];
      row.push([]);
    }
  }

  function closeBlock(tag: string): void {
    flush();
    if (HEADING.test(tag)) isHeading = false;
    else if (tag === 'pre') preformatted = Math.max(0, preformatted - 1);
    else if (tag === 'ul' || tag === 'ol' || tag === 'menu') lists.pop();
    else if (tag === 'li') item = '';
    else if (tag === 'tr' || tag === 'table') endRow();
  }

  return {
    open(tag, attribute) {
      if (unread !== null) {
        if (!unread.open(tag)) return;
        unread = null;
      }
      if (!VOID.has(tag) && (UNREAD.has(tag) || isHidden(attribute))) {
        if (BLOCKS.has(tag)) flush();
        unread = createSkippedElement(tag);
      } else if (tag === 'br') parts.push(BREAK);
      else if (tag === 'b' || tag === 'strong') bold += 1;
      else if (tag === 'img') {
        const alternative = attribute('alt') ?? '';
        if (alternative.length <= 16 && EMOJI.test(alternative)) parts.push(alternative);
      } else if (BLOCKS.has(tag)) openBlock(tag, attribute);
    },
    close(tag) {
      if (unread !== null) {
        const ended = unread.close(tag);
        if (ended !== 'inside') unread = null;
        if (ended !== 'outer') return;
      }
      if (tag === 'b' || tag === 'strong') bold = Math.max(0, bold - 1);
      else if (BLOCKS.has(tag) && !VOID.has(tag)) closeBlock(tag);
    },
    text(text) {
      if (unread !== null) return;
      if (bold === 0 && !hasPlain && /\S/.test(text)) hasPlain = true;
      parts.push(preformatted > 0 ? text.replaceAll('\n', BREAK) : text.replaceAll(BREAK, ' '));
    },
    finish() {
      flush();
      endRow();
      return pieces;
    },
  };
}

function splitLines(text: string): string[] {
  const lines: string[][] = [];
  let previous = '';
  const spaced = text.replace(UNSEEN, '').replace(SPACES, (run) => (run.includes('\n') ? '\n' : ' '));
  for (const raw of joinLines(spaced).split(BREAK)) {
    const line = raw.trim();
    if (line === '') continue;
    // Wrapped by hand in the middle of a sentence. Only the piece before is looked at: all of a line would cost the square.
    if (/[\p{Script=Latin},]$/u.test(previous) && /^\p{Ll}/u.test(line)) lines.at(-1)?.push(line);
    else lines.push([line]);
    previous = line;
  }
  return lines.map((pieces) => pieces.join(' '));
}

const SPACES = /[^\S\u2028]+/g;
/** Soft hyphens, spaces of no width, byte order marks. The joiner U+200D stays: emoji need it. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g;

function readStart(value: string | null): number {
  const start = Number.parseInt(value ?? '1', 10);
  return Number.isSafeInteger(start) && Math.abs(start) < 1e6 ? start : 1;
}

function numberItem(list: { number: number | null } | undefined): string {
  if (list === undefined || list.number === null) return '';
  list.number += 1;
  return `${list.number - 1}. `;
}

function isHidden(attribute: (name: string) => string | null): boolean {
  return (
    attribute('hidden') !== null ||
    /(?:^|;)\s*display\s*:\s*none/i.test((attribute('style') ?? '').slice(0, 500))
  );
}

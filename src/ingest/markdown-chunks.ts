/** In characters and lines: a chunk that has so many ends at the next paragraph that stands by itself. */
const CHUNK = 32 * 1024;
const CHUNK_LINES = 256;
/** In characters and lines: a chunk ends here at the latest, wherever that is. */
const LONGEST_CHUNK = 48 * 1024;
const MOST_LINES = 512;

/** Behind an empty line, text at the margin that opens no list, quotation or code: parsed alone it is what it was. */
const PARAGRAPH = /^[^\s>*+\-`~\d]/;
const BLANK = /^[ \t]*$/;
/** The start of a list's item, a quotation or a heading at the margin: a paragraph's next best. */
const BLOCK = /^(?:[-*+>#]|\d{1,9}[.)][ \t])/;
const SENTENCE_END = /[。！？]|[.!?] /g;

/**
 * Cuts a Markdown text into chunks (offsets, exclusive ends) that can be parsed one by one: the parser's time grows with
 * the square of the lines that hang together and worse. Cut at paragraphs where there are any, else between blocks, lines
 * or, in a line of more than 48K characters, sentences. Linear in the length of the text.
 */
export function* cutMarkdown(text: string): Generator<{ start: number; end: number }> {
  let start = 0;
  while (start < text.length) {
    const end = findEnd(text, start);
    yield { start, end };
    start = end;
  }
}

function findEnd(text: string, start: number): number {
  const limit = start + LONGEST_CHUNK;
  let lastLine = start;
  let lastBlock = start;
  let isBlankBefore = false;
  let at = start;
  for (let lines = 0; at < text.length; lines += 1) {
    if (at > start) {
      const head = text.slice(at, at + 12);
      const isEnough = at - start >= CHUNK || lines >= CHUNK_LINES;
      if (isEnough && isBlankBefore && PARAGRAPH.test(head)) return at;
      if (BLOCK.test(head)) lastBlock = at;
      lastLine = at;
      if (lines >= MOST_LINES) break;
    }
    const newline = text.indexOf('\n', at);
    const next = newline === -1 ? text.length : newline + 1;
    if (next > limit) break;
    isBlankBefore = BLANK.test(text.slice(at, next - 1));
    at = next;
  }
  if (at >= text.length) return text.length;
  // A block's start in the first half would make many small chunks of little use.
  if (lastBlock > start && lastBlock - start >= (lastLine - start) / 2) return lastBlock;
  return lastLine > start ? lastLine : cutLine(text, start, limit);
}

function cutLine(text: string, start: number, limit: number): number {
  const half = start + LONGEST_CHUNK / 2;
  let end = 0;
  for (const match of text.slice(half, limit).matchAll(SENTENCE_END))
    end = half + match.index + match[0].length;
  if (end > 0) return end;
  const isPair = /[\ud800-\udbff]/.test(text.charAt(limit - 1));
  return isPair ? limit - 1 : limit;
}

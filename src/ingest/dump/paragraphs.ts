import type { Paragraph } from '../../core/model/article.ts';

export interface Piece {
  text: string;
  kind: Paragraph['kind'];
}

/** The body and its offsets: the pieces joined by an empty line. */
export function buildBody(pieces: readonly Piece[]): { body: string; paragraphs: Paragraph[] } {
  const paragraphs: Paragraph[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (length > 0) length += 2;
    paragraphs.push({ start: length, end: length + piece.text.length, kind: piece.kind });
    length += piece.text.length;
  }
  return { body: pieces.map((piece) => piece.text).join('\n\n'), paragraphs };
}

const SUBHEADING_UNITS = 32;
/** （一） and (2) head parts as 一、 does. */
const PART_NUMBER = /^[（(][一二三四五六七八九十\d]{1,3}[）)]/;

/** A short line that ends no sentence and opens no list or quotation: a subheading, where text follows. */
export function looksLikeSubheading(text: string, units: number): boolean {
  if (units > SUBHEADING_UNITS || text.length > 120) return false;
  if (/[。！!；;，,、.…：:）)》]$/.test(text) && !/^[（(]?[一二三四五六七八九十\d]+[）)、.．]/.test(text))
    return false;
  if (/[。]/.test(text) || (/^[（([【*※]/.test(text) && !PART_NUMBER.test(text))) return false;
  if (/[？?”"』」’]$/.test(text) && units > 26) return false;
  return /[\p{L}\p{N}]/u.test(text);
}

/** Only text pieces may end an article: a subheading that nothing follows is text, and so is one on its own. */
export function settleSubheadings(pieces: readonly Piece[]): Piece[] {
  const settled = pieces.map((piece) => ({ ...piece }));
  for (let at = settled.length - 1; at >= 0; at -= 1) {
    const piece = settled[at];
    if (piece === undefined || piece.kind === 'text') break;
    piece.kind = 'text';
  }
  // Verse and lists are runs of short lines: three or more in a row head nothing.
  let run: Piece[] = [];
  for (const piece of [...settled, null]) {
    if (piece?.kind === 'subheading') run.push(piece);
    else {
      if (run.length > 3) for (const member of run) member.kind = 'text';
      run = [];
    }
  }
  return settled;
}

/** The text itself says that it goes on elsewhere: it ends in …… (or ...), a closing quote may follow. */
export function endsTruncated(body: string): boolean {
  return /(?:…+|⋯+|\.{3,}|。{3,}|\[(?:…|\.{3})\]|［…+］)[”"』」’]?\s*$/.test(body.slice(-12));
}

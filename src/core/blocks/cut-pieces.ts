import { splitSentences } from '../text/sentences.ts';

/** A run of text as a platform's messages have it. A link is never cut, nor what is `whole`. */
export interface CuttableRun {
  text: string;
  url?: string;
  whole?: true;
  /** Is never cut, nor parted from what stands before it (the number of a source). */
  glued?: true;
}

export interface CuttablePiece<Run extends CuttableRun> {
  /** What parts it from what stands above it. */
  before: string;
  runs: Run[];
}

/** Runs without the white space that they begin with. */
export function trimStart<Run extends CuttableRun>(runs: readonly Run[]): Run[] {
  const first = runs.findIndex(({ text }) => text.trim() !== '');
  if (first < 0) return [];
  const [run, ...rest] = runs.slice(first);
  return run === undefined ? [] : [{ ...run, text: run.text.trimStart() }, ...rest];
}

/** A piece in its sentences. All parts but the first follow the one before them directly (`before` is empty). */
export function cutToSentences<Run extends CuttableRun, Piece extends CuttablePiece<Run>>(
  piece: Piece & CuttablePiece<Run>,
): Piece[] {
  return cutAt<Run, Piece>(
    piece,
    splitSentences(joinText(piece)).map(({ end }) => end),
  );
}

/** A piece in parts of at most `size` UTF-16 units (and what is glued to them), cut at spaces where there are some, else between characters as people see them. */
export function cutToChunks<Run extends CuttableRun, Piece extends CuttablePiece<Run>>(
  piece: Piece & CuttablePiece<Run>,
  size: number,
): Piece[] {
  const text = joinText(piece);
  const cuts: number[] = [];
  let start = 0;
  let space = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    const end = index + segment.length;
    if (end - start > size) {
      if (space > start) cuts.push(space);
      else if (index > start) cuts.push(index);
      start = cuts.at(-1) ?? 0;
      if (end - start > size && index > start) {
        cuts.push(index);
        start = index;
      }
      // A single character can be longer than a message: marks upon marks. Then any whole code point will do.
      for (; end - start > size; cuts.push(start)) {
        start += size;
        if (/[\uDC00-\uDFFF]/.test(text.charAt(start))) start -= 1;
      }
    }
    if (segment.trim() === '') space = end;
  }
  return cutAt<Run, Piece>(piece, cuts);
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The piece in parts that end at the offsets given, or later where that is inside what is never cut, or parts what is glued. */
function cutAt<Run extends CuttableRun, Piece extends CuttablePiece<Run>>(
  piece: Piece & CuttablePiece<Run>,
  offsets: readonly number[],
): Piece[] {
  const parts: Run[][] = [[]];
  let next = 0;
  let at = 0;
  for (const [index, run] of piece.runs.entries()) {
    const whole = run.url !== undefined || run.whole === true || run.glued === true;
    const gluedTo = piece.runs[index + 1]?.glued === true;
    let from = 0;
    while (next < offsets.length && (offsets[next] ?? 0) <= at + run.text.length) {
      const cut = (offsets[next] ?? 0) - at;
      next += 1;
      if (whole ? cut < run.text.length || gluedTo : gluedTo && cut >= run.text.length) continue;
      if (cut > from) parts.at(-1)?.push({ ...run, text: run.text.slice(from, cut) });
      from = Math.max(from, cut);
      if ((parts.at(-1)?.length ?? 0) > 0) parts.push([]);
    }
    if (from < run.text.length) parts.at(-1)?.push({ ...run, text: run.text.slice(from) });
    at += run.text.length;
    // What was put off because a number follows is cut after that number.
    if (run.glued === true && !gluedTo && (parts.at(-1)?.length ?? 0) > 0) parts.push([]);
  }
  return parts
    .filter((runs) => runs.length > 0)
    .map((runs, index) => ({ ...piece, before: index === 0 ? piece.before : '', runs }));
}

function joinText({ runs }: CuttablePiece<CuttableRun>): string {
  return runs.map(({ text }) => text).join('');
}

import { EXTENDER, foldCluster, getFoldTable, IGNORABLE, PLAIN } from './fold-table.ts';

/** The folded text, and for each of its UTF-16 units the offset in `text` of the character it came from (one more entry for the end). */
export interface FoldedText {
  folded: string;
  offsets: Uint32Array;
}

/** Folds a text for matching, never for showing: NFKC, lower case, Traditional to Simplified, without zero-width characters. */
export function foldText(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : foldUnits(text, null);
}

/** As `foldText`, with the way back; see `originalSpan`. */
export function foldWithOffsets(text: string): FoldedText {
  const list: OffsetList = { offsets: new Uint32Array(text.length + 2) };
  const folded = foldUnits(text, list);
  list.offsets[folded.length] = text.length;
  return { folded, offsets: list.offsets.subarray(0, folded.length + 1) };
}

/**
 * Where `[start, end)` of the folded text stands in the original. A character that folded to several
 * (㎡ to m2) is taken whole when any part of it is inside.
 */
export function originalSpan(text: FoldedText, start: number, end: number): { start: number; end: number } {
  const { offsets } = text;
  let last = end;
  while (last > start && last < offsets.length - 1 && offsets[last] === offsets[last - 1]) last += 1;
  return { start: offsets[start] ?? 0, end: offsets[last] ?? 0 };
}

interface OffsetList {
  offsets: Uint32Array;
}

const ASCII = /^[\0-\x7f]*$/;
const MARK = /^\p{M}/u;

// Runs of combining marks are normalised in pieces: ICU sorts a run in quadratic time (100,000 marks take half a minute).
const LONGEST_CLUSTER = 32;

function foldUnits(text: string, list: OffsetList | null): string {
  const { kinds, units } = getFoldTable();
  let output = new Uint16Array(text.length + 1);
  let length = 0;
  let position = 0;
  while (position < text.length) {
    const unit = text.charCodeAt(position);
    if (kinds[unit] === PLAIN && !isJoined(text, position + 1, kinds)) {
      if (length === output.length) output = grow(output, list);
      output[length] = units[unit] ?? unit;
      if (list) list.offsets[length] = position;
      length += 1;
      position += 1;
      continue;
    }
    const end = findClusterEnd(text, position, kinds);
    const cluster = foldCluster(text.slice(position, end).replace(IGNORABLE, ''));
    for (let index = 0; index < cluster.length; index += 1) {
      if (length === output.length) output = grow(output, list);
      const folded = cluster.charCodeAt(index);
      output[length] = units[folded] ?? folded;
      if (list) list.offsets[length] = position;
      length += 1;
    }
    position = end;
  }
  return Buffer.from(output.buffer, 0, length * 2).toString('utf16le');
}

/** Room for more: some characters fold to as many as 18 (U+FDFA). */
function grow(units: Uint16Array<ArrayBuffer>, list: OffsetList | null): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(units.length * 2 + 32);
  larger.set(units);
  if (list) {
    const offsets = new Uint32Array(larger.length + 1);
    offsets.set(list.offsets);
    list.offsets = offsets;
  }
  return larger;
}

function findClusterEnd(text: string, start: number, kinds: Uint8Array): number {
  let end = start + lengthOfCharacter(text, start);
  while (end - start < LONGEST_CLUSTER && isJoined(text, end, kinds)) end += lengthOfCharacter(text, end);
  return end;
}

/** Whether the character at `position` may join the one before it. */
function isJoined(text: string, position: number, kinds: Uint8Array): boolean {
  if (position >= text.length) return false;
  const unit = text.charCodeAt(position);
  if (unit < 0xd800 || unit > 0xdbff) return kinds[unit] === EXTENDER;
  return MARK.test(text.slice(position, position + 2));
}

function lengthOfCharacter(text: string, position: number): number {
  return (text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1;
}

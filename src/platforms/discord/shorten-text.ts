import { toSingleLine } from '../../core/text/strip-control-characters.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * A text for a label, which knows no markup: on one line, of 1 to `limit` UTF-16 units, what is longer cut between
 * characters as people see them, with an ellipsis.
 */
export function shortenText(text: string, limit: number): string {
  const line = toSingleLine(text).replace(/\s+/gu, ' ');
  if (line.length <= limit) return line === '' ? '…' : line;
  let end = 0;
  // One character may go on for ever: what lies beyond the limit is not looked at.
  for (const { index, segment } of graphemes.segment(line.slice(0, limit + 1))) {
    if (index + segment.length > limit - 1) break;
    end = index + segment.length;
  }
  if (end === 0) end = /[\uDC00-\uDFFF]/.test(line.charAt(limit - 1)) ? limit - 2 : limit - 1;
  return `${line.slice(0, end).trimEnd()}…`;
}

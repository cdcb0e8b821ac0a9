import type { Skipped, SkipReason } from '../../core/model/article.ts';
import { isCommentHeading, type PageLine } from './page-lines.ts';
import { skip } from './skipped.ts';

const LONG_ENTRY = 10;

/** Everything of a page before and after its article, neighbouring lines of a kind as one piece, each teaser for itself. */
export function skipOutside(
  text: string,
  entries: readonly PageLine[],
  range: { start: number; end: number },
): Skipped[] {
  const pieces: { start: number; end: number; reason: SkipReason }[] = [];
  let isJoined = false;
  let isAmongComments = false;
  for (const entry of entries) {
    const { line, role } = entry;
    if (line.end > range.start && line.outerStart < range.end) {
      isJoined = false;
      continue;
    }
    if (isCommentHeading(line)) isAmongComments = true;
    else if (role === 'soft-stop') isAmongComments = false;
    const reason = reasonOf(entry, isAmongComments);
    const last = pieces.at(-1);
    if (isJoined && last !== undefined && last.reason === reason && reason !== 'teaser') last.end = line.end;
    else pieces.push({ start: line.outerStart, end: line.end, reason });
    isJoined = true;
  }
  return pieces.map(({ start, end, reason }) => skip(text, start, end, reason));
}

function reasonOf({ line, role }: PageLine, isAmongComments: boolean): SkipReason {
  if (role === 'list' && line.units >= LONG_ENTRY) return 'teaser';
  return isAmongComments && role !== 'control' ? 'comment' : 'chrome';
}

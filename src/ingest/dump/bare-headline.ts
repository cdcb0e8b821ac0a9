import { readDateline } from './datelines.ts';
import { isHashtagLine } from './hashtags.ts';
import { type DumpLine, endsSentence, isProse } from './lines.ts';
import { readMetadata } from './metadata.ts';
import { looksLikeHeadline, type TitleMark } from './titles.ts';

const METADATA_LINES = 3;
const LOOK_BACK = 3;
/** In Han characters, where no boundary says that a headline is due. */
const SHORTEST = 4;

/**
 * Whether a line without any mark is the headline of a new article. `isBoundary`: the article before it has ended (or
 * there is none). Else a short line is a subheading, unless what follows is the head of an article: a line of time and
 * source, or a dateline.
 */
export function isBareHeadline(
  lines: readonly DumpLine[],
  at: number,
  isBoundary: boolean,
  marks: ReadonlyMap<number, TitleMark>,
): boolean {
  const line = lines[at];
  if (line === undefined || !looksLikeHeadline(line.text, line.units) || isHashtagLine(line.text))
    return false;
  let after = at + 1;
  let isDescribed = false;
  for (; after <= at + METADATA_LINES; after += 1) {
    const text = lines[after]?.text ?? '';
    if (readMetadata(text, 'by-title') === null) break;
    isDescribed ||= readMetadata(text, 'elsewhere')?.publishedAt != null;
  }
  const next = lines[after];
  if (next === undefined || next.bullet || marks.has(after)) return false;
  if (at === 0) return true;
  if (readMetadata(line.text, 'elsewhere') !== null) return false;
  const hasDateline = readDateline(next.text) !== null;
  const isOpening = isProse(next) || hasDateline;
  if (isBoundary) return isOpening || (next.units >= 8 && (isDescribed || endsSentence(next.text)));
  if (line.units < SHORTEST) return false;
  if (marks.size > 0) return false;
  return (
    (isDescribed && isOpening) || (hasDateline && lines.slice(Math.max(0, at - LOOK_BACK), at).some(isProse))
  );
}

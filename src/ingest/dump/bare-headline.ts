import { readDateline } from './datelines.ts';
import { isHashtagLine } from './hashtags.ts';
import { countClauseMarks, type DumpLine, endsSentence, isNumbered, isProse } from './lines.ts';
import { readMetadata } from './metadata.ts';
import { endsTruncated } from './paragraphs.ts';
import { isPost } from './post-text.ts';
import { findEndPublisher } from './publishers.ts';
import { isOtherSubject } from './section-words.ts';
import { looksLikeHeadline, type TitleMark } from './titles.ts';

const METADATA_LINES = 3;
const LOOK_BACK = 3;
/** In Han characters, where no boundary says that a headline is due. */
const SHORTEST = 4;
/** The same where nothing but its words tells it from a subheading. */
const SHORTEST_UNDESCRIBED = 7;
const SHORTEST_AFTER_CUT = 5;

interface Before {
  /** The article before has ended, or there is none. */
  isBoundary: boolean;
  /** The title and the last text of that article, as far as it is known. */
  readText: () => string;
}

/**
 * Whether a line without any mark is the headline of a new article. At a boundary it is, where text follows. Else a
 * short line is a subheading, unless what follows is the head of an article (a line of time or source, a dateline), or
 * speaks of something else than the text before. What cannot be known: whether a headline over undescribed text on a
 * like subject is a subheading (it is taken for one), and whether a part of an article that shares no words with the
 * part before it is an article of its own (it is taken for one where no title marks stand in the text, or where the
 * text before ended in dots).
 */
export function isBareHeadline(
  lines: readonly DumpLine[],
  at: number,
  before: Before,
  marks: ReadonlyMap<number, TitleMark>,
): boolean {
  const line = lines[at];
  if (line === undefined || !isHeadlineShaped(line, at === 0)) return false;
  let after = at + 1;
  let isDescribed = false;
  let isDated = false;
  for (; after <= at + METADATA_LINES && !marks.has(after); after += 1) {
    const text = lines[after]?.text ?? '';
    const below = readMetadata(text, 'by-title');
    if (below === null) break;
    isDated ||= below.publishedAt !== null;
    const found = readMetadata(text, 'elsewhere');
    isDescribed ||= (found?.publishedAt ?? found?.publisher ?? null) !== null;
  }
  const next = lines[after];
  if (next === undefined || next.bullet || marks.has(after)) return false;
  if (at === 0) return true;
  if (readMetadata(line.text, 'elsewhere') !== null) return false;
  const hasDateline = readDateline(next.text) !== null;
  const isOpening = isPost(next) || hasDateline;
  if (before.isBoundary) return isOpening || (next.units >= 8 && (isDescribed || endsSentence(next.text)));
  if (line.units < SHORTEST || !isOpening) return false;
  const followsText = lines.slice(Math.max(0, at - LOOK_BACK), at).some(isPost);
  if (isDescribed && (marks.size === 0 || followsText)) return true;
  if ((hasDateline || isDated) && followsText) return true;
  const isCut = endsTruncated(lines[at - 1]?.text ?? '');
  if (!isCut && marks.size > 0) return false;
  if (line.units < (isCut ? SHORTEST_AFTER_CUT : SHORTEST_UNDESCRIBED)) return false;
  if (line.blanksBefore < next.blanksBefore) return false;
  return isOtherSubject(before.readText(), line.text, readSection(lines, after, marks), isCut);
}

function isHeadlineShaped(line: DumpLine, isFirst: boolean): boolean {
  const { text } = line;
  if (line.bullet || !looksLikeHeadline(text, line.units) || isHashtagLine(text)) return false;
  if (isNumbered(text) && endsTruncated(text)) return false;
  const publisher = findEndPublisher(text);
  if (publisher === null) return true;
  if (!isFirst) return false;
  const rest = text.slice(0, publisher.start).trim();
  // A publisher's own line, or a short post that ends in one.
  return rest !== '' && !endsSentence(rest) && countClauseMarks(rest) === 0;
}

const SECTION_LINES = 30;
const SECTION_LENGTH = 600;

/** The text under a headline up to the next short line, mark or list, or its first 600 characters. */
function readSection(
  lines: readonly DumpLine[],
  from: number,
  marks: ReadonlyMap<number, TitleMark>,
): string {
  let text = '';
  for (let at = from; at < from + SECTION_LINES && text.length < SECTION_LENGTH; at += 1) {
    const line = lines[at];
    if (line === undefined || marks.has(at) || line.bullet) break;
    if (at > from && !isProse(line) && !endsSentence(line.text)) break;
    text += `${line.text.slice(0, SECTION_LENGTH)}\n`;
  }
  return text;
}

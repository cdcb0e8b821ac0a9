import { type ChromeKind, readChrome } from './chrome.ts';
import { countClauseMarks, type DumpLine, endsSentence } from './lines.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { isTeaserHeading } from './teasers.ts';

/** What a line of a page is, seen alone. */
export interface PageLine {
  line: DumpLine;
  role: 'prose' | 'sentence' | 'short' | 'list' | 'control' | 'metadata' | 'soft-stop' | 'hard-stop';
  metadata: Metadata | null;
}

const PROSE_UNITS = 16;
const LONG_UNITS = 40;
const COMMENTS =
  /^(?:(?:网友|最新|热门|最热|全部|精彩|用户|读者)?(?:评论|跟贴|跟帖|留言|讨论)(?:区|列表)?\s*[（(]?\s*[\d,]*\s*(?:条)?\s*[）)]?|[\d,]+\s*(?:条评论|评论|comments?|responses?|replies).*|comments?\s*[（(]?\d*[）)]?|leave a (?:reply|comment)|post a comment|no comments:?|我要评论.*|发表评论.*|(?:no|\d+) (?:comments|responses).*|文明上网.{0,12}发言.*|欢迎发表评论|我有话说|说两句)$/i;

/** Heads or counts the readers' comments. */
export function isCommentHeading(line: DumpLine): boolean {
  return line.units <= 24 && COMMENTS.test(line.text);
}

/** Comments for sure, also where no page stands around: a bare 讨论 may head a part of an article. */
export function isSureCommentHeading(line: DumpLine): boolean {
  return isCommentHeading(line) && /\d|^(?:网友|最新|热门|最热|全部|精彩|用户|读者)|comment/i.test(line.text);
}

export function readPageLine(line: DumpLine): PageLine {
  const chrome = readChrome(line.text);
  const metadata = readMetadata(line.text, 'elsewhere');
  return { line, metadata, role: roleOf(line, chrome, metadata) };
}

function roleOf(line: DumpLine, chrome: ChromeKind | null, metadata: Metadata | null): PageLine['role'] {
  const { text, units } = line;
  if (isCommentHeading(line)) return 'hard-stop';
  if (chrome === 'credit' || chrome === 'legal' || chrome === 'neighbour' || chrome === 'notice')
    return 'hard-stop';
  if (isTeaserHeading(text)) return 'soft-stop';
  if (chrome !== null) return 'control';
  if (metadata !== null) return 'metadata';
  const clauses = countClauseMarks(text);
  const isFull =
    (clauses > 0 && endsSentence(text) && units >= PROSE_UNITS) || (units >= LONG_UNITS && clauses >= 2);
  if (line.bullet) return isFull && units >= LONG_UNITS ? 'sentence' : 'list';
  if (isFull) return 'prose';
  const isClause = endsSentence(text) || /[：:，,]$/.test(text) || (clauses > 0 && units >= PROSE_UNITS);
  return isClause ? 'sentence' : 'short';
}

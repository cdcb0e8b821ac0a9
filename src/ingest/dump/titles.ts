import { countUnits } from './lines.ts';
import { endsPost } from './post-text.ts';

export interface TitleMark {
  title: string;
  /** The title stands between # and #: it is a hashtag too. */
  isHashtag: boolean;
  /** Offset in the line of what follows the mark. */
  rest: number;
}

const TITLE_LIMIT = 200;

/** Words in brackets that head a part of an article and not an article. */
const PART_LABEL =
  /^(?:编者按|编前语|编后语|编者的话|按语|导语|导读|引言|摘要|提要|内容提要|核心提示|阅读提示|新闻背景|背景|背景链接|相关链接|延伸阅读|新闻链接|链接|解说|同期声?|正文|画外音|记者|主持人|旁白|字幕|现场|采访|点评|短评|微评|评论|结语|注|注释|说明|图|附|附件|声明|提示|温馨提示|特别提示|问|答|责任编辑.*|编辑.*|责编.*|校对.*|来源.*|记者.*|关闭窗口|发表评论|打印.*|返回.*|上一篇|下一篇|下载.*|免责声明|版权声明|更新|更正|致歉)$/;

/**
 * A title mark at the start of a line: 【…】 (brackets may nest), 【#…#】, or #…# before its text.
 * Null where the brackets hold a label of a part, a whole sentence or a notice.
 */
export function readTitleMark(line: string): TitleMark | null {
  if (/^[【〖［[]/.test(line)) return readBracketTitle(line);
  if (line.startsWith('#') || line.startsWith('＃')) return readHashTitle(line);
  return null;
}

function readBracketTitle(line: string): TitleMark | null {
  const end = findClosing(line);
  if (end === -1) return null;
  const inner = line.slice(1, end).replace(/\s+/g, ' ').trim();
  const isHashtag = /^[#＃]/.test(inner) && /[#＃]$/.test(inner) && inner.length > 2;
  const title = isHashtag ? inner.slice(1, -1).replace(/[#＃]/g, '').trim() : inner;
  if (/^[［[]/.test(line) && !isSquareTitle(line.charAt(0), title, line.slice(end + 1).trim())) return null;
  if (title === '' || !/[\p{L}\p{N}]/u.test(title) || PART_LABEL.test(title)) return null;
  // A full sentence in brackets is a remark (of rights, of the editor), unless its text follows.
  const rest = line.slice(end + 1);
  if (/。$/.test(title) && rest.trim() === '') return null;
  return { title, isHashtag, rest: end + 1 };
}

const LEAST_SQUARE = 6;
const LEAST_WIDE_SQUARE = 3;
const LEAST_SQUARE_TEXT = 24;

/** Square brackets hold emoticons ([羞嗒嗒]), notes and remarks too: a title is longer, and its text follows. */
function isSquareTitle(mark: string, title: string, rest: string): boolean {
  // [words](address) is a link.
  const least = mark === '［' ? LEAST_WIDE_SQUARE : LEAST_SQUARE;
  if (countUnits(title) < least || /[a-z]/i.test(title) || rest.startsWith('(')) return false;
  if (mark === '［' && rest === '') return countUnits(title) >= LEAST_SQUARE;
  return countUnits(rest) >= LEAST_SQUARE_TEXT && endsPost(rest);
}

/** The bracket that closes the one at 0, counting nested ones; -1 where there is none within 200 characters. */
function findClosing(line: string): number {
  const [openers, closers] = /^[［[]/.test(line) ? ['［[', '］]'] : ['【〖', '】〗'];
  let depth = 0;
  const limit = Math.min(line.length, TITLE_LIMIT);
  for (let at = 0; at < limit; at += 1) {
    const mark = line.charAt(at);
    if (openers.includes(mark)) depth += 1;
    else if (closers.includes(mark)) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function readHashTitle(line: string): TitleMark | null {
  const match = /^[#＃]([^#＃\n]{2,60})[#＃]/.exec(line.slice(0, 80));
  if (match === null) return null;
  const title = (match[1] ?? '').trim();
  const rest = line.slice(match[0].length);
  if (title.includes('[') || countUnits(title) < 2) return null;
  // Several hashtags in a row are tags, not a title; so is one with a scrap behind it.
  if (/^\s*[#＃@]/.test(rest) || /[#＃]/.test(rest.slice(0, 40))) return null;
  if (rest.trim() !== '' && !(countUnits(rest) >= 12 && endsPost(rest)) && countUnits(rest) < 80) return null;
  return { title, isHashtag: true, rest: match[0].length };
}

const HEADLINE_LIMIT = 60;

/** Short, no list, no clause left open: what a headline without marks looks like. */
export function looksLikeHeadline(text: string, units: number): boolean {
  if (units < 2 || units > HEADLINE_LIMIT || text.length > 200) return false;
  if (/[。；;，,、：:]$/.test(text)) return false;
  if (/^[（(《「『“"][^）)》」』”"]*$/.test(text) && units > 40) return false;
  // An English headline has no full stop at its end; an abbreviation's (U.S.) is one that may.
  return !(/[a-z]\.$/.test(text) || /。/.test(text));
}

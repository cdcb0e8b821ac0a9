import { readChrome } from './chrome.ts';
import { type DumpLine, endsSentence } from './lines.ts';
import { readMetadata } from './metadata.ts';
import type { TitleMark } from './titles.ts';

const LIST_UNITS = 24;
const RUN_LENGTH = 6;
const LEAST_LINES = 8;
const LEAST_SHARE = 0.25;
const NAVIGATION_BEFORE_MARK = 12;
const LOOK_BACK = 15;
const FRAME_LINES = 12;
const FEWEST_FRAMED = 16;
/** What a site's head says above any article: sign in, home, search. */
const FRAME_HEAD =
  /(?:登录|登入|注册|註冊|首页|首頁|主页|网站导航|网站地图|搜索|无障碍|APP下载|客户端|sign in|log in|skip to|main menu|^menu$|^home$|subscribe)/i;

/** Short and no sentence: an entry of a menu or of a list of headlines. */
function isListLike(line: DumpLine): boolean {
  return line.units <= LIST_UNITS && !endsSentence(line.text);
}

/**
 * Whether the text is one whole web page (menus, hot lists and comments around one article) and not articles in a
 * row: told by long runs of short lines that are no sentences.
 */
export function isWholePage(lines: readonly DumpLine[], marks: ReadonlyMap<number, TitleMark>): boolean {
  let run = 0;
  let inRuns = 0;
  for (const line of lines) {
    if (isListLike(line)) {
      run += 1;
      if (run === RUN_LENGTH) inRuns += RUN_LENGTH;
      else if (run > RUN_LENGTH) inRuns += 1;
    } else run = 0;
  }
  const isShaped = inRuns >= LEAST_LINES && inRuns >= lines.length * LEAST_SHARE;
  const hasHead = lines.slice(0, FRAME_LINES).some((line) => line.units <= 40 && FRAME_HEAD.test(line.text));
  const hasFoot = lines.slice(-FRAME_LINES).some((line) => readChrome(line.text) === 'legal');
  const isFramed = hasHead && (hasFoot || inRuns >= FEWEST_FRAMED);
  if (!isShaped && !isFramed) return false;
  const [firstMark] = marks.keys();
  if (firstMark === undefined) return true;
  // Brackets deep in a page, below its headline and time, belong to the one article's text.
  const before = lines.slice(0, firstMark);
  const isText = (line: DumpLine) => !isListLike(line) && !line.bullet;
  if (before.filter(isText).length > lines.slice(firstMark).filter(isText).length) return true;
  if (before.filter(isListLike).length < NAVIGATION_BEFORE_MARK) return false;
  return before.slice(-LOOK_BACK).some((line) => readMetadata(line.text, 'elsewhere')?.publishedAt != null);
}

import type { TextRun } from './rich-text.ts';

const REST_OF_ADDRESS = String.raw`[^\s<>"'，。、；：！？（）《》「」『』【】“”‘’]{0,2048}`;
const LABEL = String.raw`[\p{L}\p{N}_%+@-]{1,64}`;
/** Endings of hosts that are not written in ASCII; words that merely follow a point are too common to take them all. */
const NATIVE_ENDINGS =
  '中国|中國|公司|网络|網絡|網路|在线|中文网|网址|网店|网站|商城|商店|游戏|娱乐|新闻|时尚|手机|政务|公益|机构|集团|我爱你|移动|信息|企业|香港|台湾|台灣|澳門|澳门|新加坡|广东|佛山|世界|健康|购物|电影|餐厅|酒店|食品|慈善|联通|招聘|书籍|珠宝|微博|通販|みんな|コム|한국|닷컴|рф|рус|ком|онлайн|сайт|орг|укр|бг|срб|москва|भारत';

/**
 * What Telegram makes clickable by itself in a plain text: addresses with a scheme, hosts, mail addresses, mentions and
 * commands. Wider than Telegram's own rules, whose list of endings grows. Hashtags stay: they only search.
 * Every repetition has a bound, so that the time is linear in the text.
 */
const LIVE = new RegExp(
  [
    String.raw`[A-Za-z][A-Za-z0-9+.-]{0,20}:\/\/${REST_OF_ADDRESS}`,
    String.raw`${LABEL}(?:\.${LABEL}){0,20}\.(?:[A-Za-z][A-Za-z0-9-]{1,62}|(?:${NATIVE_ENDINGS})(?!\p{L}))(?:[:/?#]${REST_OF_ADDRESS})?`,
    String.raw`(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?:[:/]${REST_OF_ADDRESS})?`,
    '@[A-Za-z0-9_]{1,64}',
    String.raw`(?<![A-Za-z0-9_])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{1,64})?`,
  ].join('|'),
  'gu',
);

/**
 * A text as runs in which nothing is live: what would become a mention, a link or a command stands as code, which shows
 * it letter for letter and does nothing. What is in `live` (`/help`) stays what it is.
 */
export function defuseText(
  text: string,
  style?: 'bold' | 'italic',
  live: ReadonlySet<string> = new Set(),
): TextRun[] {
  const runs: TextRun[] = [];
  const push = (part: string): void => {
    if (part !== '') runs.push(style === undefined ? { text: part } : { text: part, style });
  };
  let from = 0;
  for (const match of text.matchAll(LIVE)) {
    if (live.has(match[0])) continue;
    push(text.slice(from, match.index));
    runs.push({ text: match[0], style: 'code' });
    from = match.index + match[0].length;
  }
  push(text.slice(from));
  return runs;
}

/** The same with the spans in `bold` (in order, not overlapping): what would be live across the edge of one is code as a whole. */
export function defuseHighlights(text: string, bold: readonly { start: number; end: number }[]): TextRun[] {
  const runs: TextRun[] = [];
  let at = 0;
  let next = 0;
  for (const run of defuseText(text)) {
    const end = at + run.text.length;
    if (run.style === 'code') runs.push(run);
    else
      for (let from = at; from < end; ) {
        while (next < bold.length && (bold[next]?.end ?? 0) <= from) next += 1;
        const span = bold[next];
        const isBold = span !== undefined && span.start <= from;
        const to = Math.min(end, span === undefined ? end : isBold ? span.end : span.start);
        const part = text.slice(from, to);
        runs.push(isBold ? { text: part, style: 'bold' } : { text: part });
        from = to;
      }
    at = end;
  }
  return runs;
}

import { countUnits } from './lines.ts';
import { findTime } from './published-time.ts';
import { findLabelledPublisher, readPublisherName } from './publishers.ts';

export interface Metadata {
  publisher: string | null;
  publishedAt: string | null;
  url: string | null;
}

const TIME_LABEL =
  /(?:发布|發布|发稿|发表|更新|刊发|提交|编辑|最后更新|录入)?(?:时间|時間|日期|于|於)\s*[:：]?|(?:published|posted|updated|last (?:updated|modified)|date)\s*(?:on|at)?\s*:?/i;
const SOURCE_LABEL = /(?<![图圖资片频])(?:(?:来源|來源|转自|原载|出处|source)\s*[:：|｜丨]|来源(?=[A-Z]))/i;
const BYLINE_LABEL = /^[（(]?\s*(?:作者|记者|記者|通讯员|撰文|撰稿|author)\s*[:：|｜]/i;
const ENGLISH_BYLINE = /^(?:written )?by\s+[\p{Lu}]/iu;
const OTHER_LABEL =
  /(?:作者|记者|记者|责编|编辑|责任编辑|阅读|浏览|点击|评论|字号|查看|举报|人参与|有话说|收藏)/g;
const URL_LINE =
  /^(?:(?:原文|本文|文章|查看原文|阅读原文|链接|來源|来源|source|link|url|original)?(?:链接|連結|地址|网址)?\s*[:：]?\s*)(https?:\/\/[^\s<>"'，。）)】]{4,2000})$/i;
const LINE_LIMIT = 160;

/**
 * What a line of labels says of its article: publisher, time, link. Null for a line that is text.
 * `place` is where it stands: right by the title a bare date is enough, elsewhere a label or a clock time is needed.
 */
export function readMetadata(text: string, place: 'by-title' | 'elsewhere'): Metadata | null {
  const url = text.length <= 2100 ? URL_LINE.exec(text) : null;
  if (url !== null) return { publisher: null, publishedAt: null, url: url[1] ?? null };
  if (text.length > LINE_LIMIT || /[。！？]$/.test(text)) return null;
  const time = findTime(text);
  const hasSource = SOURCE_LABEL.test(text);
  const publisher = hasSource ? findLabelledPublisher(text) : null;
  if (time === null) {
    if (hasSource && countUnits(text) <= 40 && publisher !== null)
      return { publisher, publishedAt: null, url: null };
    if (BYLINE_LABEL.test(text) && countUnits(text) <= 30)
      return { publisher: null, publishedAt: null, url: null };
    return null;
  }
  if (!isTimeLine(text, time.start, time.end, place)) return null;
  return {
    publisher: publisher ?? (hasSource ? null : findBarePublisher(text, time.start, time.end)),
    publishedAt: time.value,
    url: null,
  };
}

/** A date and what stands beside one (labels, a source, a name, counters), not a sentence that has a date in it. */
function isTimeLine(text: string, start: number, end: number, place: 'by-title' | 'elsewhere'): boolean {
  const clock = /\d[:：]\d{2}/.test(text.slice(start, end));
  const labelled =
    TIME_LABEL.test(text.slice(0, start)) || SOURCE_LABEL.test(text) || ENGLISH_BYLINE.test(text);
  const rest = `${text.slice(0, start)} ${text.slice(end)}`;
  if (/[，。！？；]/.test(rest) || /[讯电訊電]$/.test(text)) return false;
  const units = countUnits(rest.replace(TIME_LABEL, '').replace(SOURCE_LABEL, '').replace(OTHER_LABEL, ''));
  if (labelled) return units <= 36;
  if (clock) return units <= (place === 'by-title' ? 26 : 12);
  return (
    place === 'by-title' && start <= 20 && units <= 12 && !/[\u4e00-\u9fff]/.test(text.slice(end, end + 1))
  );
}

/** `2019年09月07日 04:04 北京日报`, `新华社 2020-01-03 18:13`: a publisher beside the time without a label. */
function findBarePublisher(text: string, start: number, end: number): string | null {
  const words = `${text.slice(end)}  ${text.slice(0, start)}`.split(/[\s|｜·()（）]+/);
  for (const word of words.slice(0, 12)) {
    const name = readPublisherName(word.replace(/^原创|^来自/, ''), 'expected');
    if (name !== null) return name;
  }
  return null;
}

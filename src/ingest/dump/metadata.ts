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
  const dayless = readDayless(text, place);
  if (dayless !== null) return dayless;
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

const RELATIVE =
  '(?:刚刚|剛剛|(?:\\d{1,3}|[一二两三四五六七八九十半几]{1,2})\\s?个?(?:秒钟?|分钟?|小时|钟头|天|周|星期|月|年)之?前|(?:今天|昨天|前天|昨日|今日)?\\s?\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?|\\d{1,3} (?:second|minute|min|hour|hr|day|week|month|year)s? ago|just now|yesterday)';
const RELATIVE_TIME = new RegExp(`^${RELATIVE}(?=$|[\\s·|｜])|(?<=[\\s·|｜])${RELATIVE}$`, 'i');
const NUMERIC_DAY = /\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?[日号]?|\d{1,2}月\d{1,2}[日号]/;
const DAYLESS_LABEL =
  /^(?:最后)?(?:发布|發布|發佈|发表|发稿|更新|编辑|刊发)(?:于|於|时间|時間|日期)?\s*[:：]?\s*|^(?:时间|日期|posted|published|updated)\s*(?:on|at)?\s*[:：]?\s*/i;

/** A line of time that gives no day: 2小时前 (a publisher may stand beside it), or a day that no calendar has (2023/2/30). */
function readDayless(text: string, place: 'by-title' | 'elsewhere'): Metadata | null {
  if (text.length > 48 || findTime(text) !== null) return null;
  const rest = text.replace(DAYLESS_LABEL, '').trim();
  const none = { publisher: null, publishedAt: null, url: null };
  const relative = RELATIVE_TIME.exec(rest);
  if (relative !== null) {
    const before = rest.slice(0, relative.index);
    const beside = `${before} ${rest.slice(relative.index + relative[0].length)}`
      .replace(/[\s·|｜]+/g, ' ')
      .trim();
    if (beside === '' || /^(?:来自|發自|发自)\s?\S{1,12}$/.test(beside)) return none;
    const publisher = readPublisherName(beside, 'expected');
    if (publisher !== null) return { ...none, publisher: place === 'by-title' ? publisher : null };
  }
  const day = NUMERIC_DAY.exec(rest);
  if (day === null) return null;
  const others = `${rest.slice(0, day.index)} ${rest.slice(day.index + day[0].length)}`;
  return countUnits(others.replace(/\d{1,2}[:：]\d{2}(?:[:：]\d{2})?/g, '')) === 0 ? none : null;
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

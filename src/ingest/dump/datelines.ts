import { isCalendarDay } from '../is-calendar-day.ts';
import { findTime } from './published-time.ts';
import { readPublisherName } from './publishers.ts';

export interface Dateline {
  publisher: string | null;
  publishedAt: string | null;
}

/** 新华社北京3月5日电 · 中新网3月5日电 · 本报讯 · 新京报讯（记者 张三） · IT之家9月30日消息 · （新华社电） */
const CHINESE =
  /^[（(【]?\s*(本报|本台|本网|本刊|[\u4e00-\u9fffA-Za-z0-9]{2,12}?(?:社|网|网络|报|客户端|新闻|之家|财经|科技|视频|在线|台|频道|快讯|都市|氪))\s*([\u4e00-\u9fff]{0,12}?)\s*(?:((?:19|20)\d{2}年)?(\d{1,2}月\d{1,2}日))?\s*(专电|电|讯|訊|消息)(?=[\s（(：:】）)，,　]|[\u4e00-\u9fff“《\dA-Z]|$)/;

/** （中央社記者王小明台北5日電） */
const IN_PARENTHESES =
  /^[（(]\s*([\u4e00-\u9fff]{1,8}?[社網网報报台])(?:特派|駐地)?(?:記者|记者)?[\u4e00-\u9fff、]{0,20}?(\d{1,2}月)?(\d{1,2}日)(?:綜合|专|專)?(?:外電|電|电|報導|报道|讯|訊)[）)]/;

/** BEIJING, March 5 (Xinhua) -- · LONDON (Reuters) - · WASHINGTON (AP) — */
const ENGLISH =
  /^([A-Z][A-Z .'/]{2,40}(?:,\s*[A-Za-z. ]{2,20})?(?:,?\s*[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?)?)\s*\(([A-Z][A-Za-z. ]{1,20})\)\s*(?:--|-|—|–)/;
const ENGLISH_DAY = /([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:,\s*(\d{4}))?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The dateline that a paragraph opens with; null where it has none. Its words stay in the body. */
export function readDateline(paragraph: string): Dateline | null {
  const head = paragraph.slice(0, 120);
  const chinese = CHINESE.exec(head);
  if (chinese !== null) {
    const agency = chinese[1] ?? '';
    const isOwn = /^本/.test(agency);
    const publisher = isOwn ? null : readPublisherName(agency, 'expected');
    if (!isOwn && publisher === null) return null;
    // Without a day the words are common ones (电视, 讯息, 消息人士): the dateline must end right there.
    if (chinese[4] === undefined && !isClosedDateline(chinese, head)) return null;
    const day = chinese[4] === undefined ? null : findTime(`${chinese[3] ?? ''}${chinese[4]}`);
    return { publisher, publishedAt: day?.value ?? null };
  }
  const parenthesised = IN_PARENTHESES.exec(head);
  if (parenthesised !== null) {
    const publisher = readPublisherName(parenthesised[1] ?? '', 'expected');
    const day = parenthesised[2] === undefined ? null : findTime(`${parenthesised[2]}${parenthesised[3]}`);
    return { publisher, publishedAt: day?.value ?? null };
  }
  const english = ENGLISH.exec(head);
  if (english !== null) {
    const publisher = readPublisherName(english[2] ?? '', 'anywhere');
    if (publisher === null) return null;
    return { publisher, publishedAt: readEnglishDay(english[1] ?? '') };
  }
  return null;
}

function isClosedDateline(match: RegExpExecArray, head: string): boolean {
  if ((match[2] ?? '').length > 4) return false;
  const after = head.charAt(match[0].length);
  if (match[5] === '讯' || match[5] === '訊') return !/[息号问速飞科]/.test(after);
  return after === '' || /[\s（(：:】）)，,　“]/.test(after);
}

function readEnglishDay(place: string): string | null {
  const match = ENGLISH_DAY.exec(place);
  if (match === null) return null;
  const month = MONTHS.indexOf((match[1] ?? '').slice(0, 3).toLowerCase()) + 1;
  const day = Number(match[2]);
  if (!isCalendarDay(match[3] === undefined ? null : Number(match[3]), month, day)) return null;
  const tail = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return match[3] === undefined ? `--${tail}` : `${match[3]}-${tail}`;
}

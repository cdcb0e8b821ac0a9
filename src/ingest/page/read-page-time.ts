import { findTime } from '../dump/published-time.ts';
import { isCalendarDay } from '../is-calendar-day.ts';
import { readPublishedAt } from '../read-published-at.ts';
import { readHintWords } from './hints.ts';
import { createInsideTest, type PageElement, readText, walkElements } from './page-tree.ts';
import type { LinkedArticle } from './read-linked-data.ts';
import type { MetaTags } from './read-meta-tags.ts';
import { readNamedMonth } from './read-named-month.ts';

const TAGS = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'og:published_time',
  'publishdate',
  'publish_date',
  'publish-date',
  'published_time',
  'published-date',
  'pubdate',
  'parsely-pub-date',
  'sailthru.date',
  'article.published',
  'article:published',
  'cxenseparse:recs:publishtime',
  'dc.date.issued',
  'dcterms.date',
  'dcterms.created',
  'dc.date.created',
  'dc.date',
  'dc.date.published',
  'citation_publication_date',
  'citation_online_date',
  'bt:pubdate',
  'rnews:datepublished',
  'originalpublicationdate',
  'article_date_original',
  // Written `weibo: article:create_at`: a name's words count each.
  'article:create_at',
  'date',
  'datecreated',
  'dc.created',
  'last-modified-date',
  'releasedate',
  'og:release_date',
  'timestamp',
];
const DATE_WORDS = new Set(
  'date time datum published publish pubdate pubtime publishdate posted postdate timestamp datetime dateline fecha entrydate postmeta meta byline info source shijian riqi fabu'.split(
    ' ',
  ),
);
const LONGEST_TEXT = 160;
const FIRST_YEAR = 1990;

type ElementTest = (element: PageElement) => boolean;

/**
 * When the page says that it was published, in publishedAtSchema's form, as precise as it is said; null where it is not.
 * Asked in this order: JSON-LD, meta tags, marked elements, elements named for a date, the lines around the headline, the
 * beginning of the text; the day in the address is believed before the last three.
 */
export function readPageTime(
  root: PageElement,
  {
    tags,
    linked,
    url,
    lines,
    firstText = '',
  }: {
    tags: MetaTags;
    linked: LinkedArticle | null;
    url: string | null;
    lines: readonly string[];
    /** Of the article. */
    firstText?: string;
  },
): string | null {
  const stated = readTime(linked?.published ?? '');
  if (stated !== null) return stated;
  for (const tag of TAGS) {
    const time = readTime(tags.get(tag) ?? '');
    if (time !== null) return time;
  }
  const isElsewhere = createInsideTest(isOthers);
  const marked = readMarkedTime(root, isElsewhere);
  if (marked !== null) return marked;
  const address = readUrlDay(url ?? '');
  const named = readNamedTime(root, isElsewhere) ?? readLineTime(lines) ?? readDateline(firstText);
  // A day in the address is the surest of what is left; a line with the same day may be more precise.
  if (address === null || named?.startsWith(address) === true) return named;
  return address;
}

const DOTTED =
  /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d{2})(?:[\s,|·–-]*(?:um\s+)?(\d{1,2})[:.](\d{2}))?/;
const SLASHED = /(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d{2})(?!\d)/;
/** 26.10.13 is a day where both its parts have two digits; 1.10.2 may be a version. */
const SHORT_YEAR = /(?<![\d.])(\d{2})\.(\d{2})\.([0-3]\d)(?![\d.]\d)/;

/** A time in any of the forms that pages write: ISO 8601, RFC 2822, Chinese, English and other European ones. */
export function readTime(raw: string): string | null {
  const text = raw.trim().slice(0, LONGEST_TEXT);
  if (text === '') return null;
  const iso = readPublishedAt(
    text
      .replace(/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)[.,]\d+/, '$1T$2')
      .replace(/\s+(?=[+-]\d{2}:?\d{2}$)/, ''),
  );
  if (iso !== null) return keepPlausible(iso);
  const compact = COMPACT.exec(text);
  if (compact !== null) return readCompact(compact);
  const epoch = /^(1\d{9})(?:\d{3})?$/.exec(text);
  if (epoch !== null) return new Date(Number(epoch[1]) * 1000).toISOString().replace('.000Z', 'Z');
  const found = findTime(text);
  const named = readNamedMonth(text);
  if (named !== null) {
    const day = build(named.day, named.month, named.year, undefined, undefined);
    // April, August and three more are English too: what is found there has the time of day.
    return day !== null && found?.value.startsWith(day) === true ? found.value : day;
  }
  if (found !== null && !found.value.startsWith('--')) return keepPlausible(found.value);
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return build(dotted[1], dotted[2], dotted[3], dotted[4], dotted[5]);
  const slashed = SLASHED.exec(text);
  if (slashed !== null) return readSlashed(slashed);
  const short = SHORT_YEAR.exec(text);
  if (short !== null) return build(short[1], short[2], `20${short[3]}`, undefined, undefined);
  return found?.value ?? null;
}

/** ISO 8601's basic form: 20220305T083000Z. Behind the minutes another writing may go on. */
const COMPACT =
  /^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2})(?::?(\d{2})(?!\d)(?:[.,]\d+)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?/i;

function readCompact([, year, month, day, hour, minute, second, zone = '']: RegExpExecArray): string | null {
  const time = build(day, month, year, hour, minute);
  if (time?.includes('T') !== true) return time;
  const seconds = second === undefined || Number(second) > 59 ? '' : `:${second}`;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}` : zone;
  return readPublishedAt(`${time}${seconds}${offset.toUpperCase()}`) ?? time;
}

/** 11/25/2019 is American, 25/11/2019 is not; 05/06/2019 says only its year for sure, and nothing is guessed. */
function readSlashed(match: RegExpExecArray): string | null {
  const [first, second] = [Number(match[1]), Number(match[2])];
  if (first > 12) return build(match[1], match[2], match[3], undefined, undefined);
  if (second > 12 || first === second) return build(match[2], match[1], match[3], undefined, undefined);
  return null;
}

function build(
  day = '',
  month = '',
  year = '',
  hour: string | undefined,
  minute: string | undefined,
): string | null {
  if (!isCalendarDay(Number(year), Number(month), Number(day))) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59)
    return keepPlausible(date);
  return keepPlausible(`${date}T${hour.padStart(2, '0')}:${minute}`);
}

function keepPlausible(time: string): string | null {
  return Number(time.slice(0, 4)) >= FIRST_YEAR ? time : null;
}

function readMarkedTime(root: PageElement, isElsewhere: ElementTest): string | null {
  let published: string | null = null;
  let first: string | null = null;
  for (const element of walkElements(root)) {
    const { name, attributes } = element;
    const isPublished =
      /\b(?:datePublished|dateCreated|pubdate)\b/i.test(attributes.get('itemprop') ?? '') ||
      (name === 'time' && attributes.has('pubdate')) ||
      (name === 'abbr' && /\bpublished\b/.test(attributes.get('class') ?? ''));
    if (!isPublished && name !== 'time') continue;
    if (isElsewhere(element)) continue;
    const time =
      readTime(attributes.get('datetime') ?? attributes.get('content') ?? attributes.get('title') ?? '') ??
      readTime(readText(element, LONGEST_TEXT));
    if (time === null) continue;
    if (isPublished) published ??= time;
    else if (
      /updated|modified/.test(attributes.get('class') ?? '') &&
      !/published/.test(attributes.get('class') ?? '')
    )
      continue;
    else first ??= time;
  }
  return published ?? first;
}

function readNamedTime(root: PageElement, isElsewhere: ElementTest): string | null {
  for (const element of walkElements(root)) {
    if (
      element.name === 'body' ||
      element.name === 'script' ||
      element.name === 'style' ||
      element.name === 'meta'
    )
      continue;
    if (!readHintWords(element).some((word) => DATE_WORDS.has(word)) || isElsewhere(element)) continue;
    const text = readText(element, LONGEST_TEXT * 2);
    if (text.length > LONGEST_TEXT) continue;
    const time = readTime(text);
    if (time !== null && !time.startsWith('--')) return time;
  }
  return null;
}

function readLineTime(lines: readonly string[]): string | null {
  let short: string | null = null;
  for (const line of lines) {
    if (line.length > LONGEST_TEXT) continue;
    const time = readTime(line);
    if (time === null) continue;
    if (!time.startsWith('--')) return time;
    short ??= time;
  }
  return short;
}

/** `27.1.2022 - Bei der Erinnerung`, `(21. November 2022) Der Verein`: the day that a text begins with. */
function readDateline(text: string): string | null {
  const head =
    /^\W{0,2}(\d{1,2}\.\s?(?:\d{1,2}\.|\p{L}{3,10}\.?)\s?(?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)/u.exec(
      text,
    );
  return head === null ? null : readTime(head[1] ?? '');
}

const OTHERS =
  /^(?:comments?|commentlist|related|recommended|sidebar|footer|disqus|kommentare|teaser|teasers|popular|latest|widget|copyright|event|events|calendar)$/;

function isOthers(element: PageElement): boolean {
  const { name } = element;
  if (name === 'body' || name === 'html') return false;
  if (name === 'nav') return true;
  const words = readHintWords(element);
  // A post's own foot or margin says when it was written.
  if (words.some((word) => OF_ARTICLE.test(word)))
    return words.some((word) => OTHERS.test(word) && word !== 'footer');
  return name === 'footer' || name === 'aside' || words.some((word) => OTHERS.test(word));
}

const OF_ARTICLE = /^(?:meta|post|entry|article|story|details|info)$/;

const URL_DAY = /[/_-]((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|t\d|\D|$)/i;

function readUrlDay(url: string): string | null {
  const match = URL_DAY.exec(url);
  return match === null ? null : build(match[3], match[2], match[1], undefined, undefined);
}

import type { ArticleDraft } from '../../core/model/article.ts';
import { findHashtags } from '../dump/hashtags.ts';
import { buildBody, endsTruncated, settleSubheadings } from '../dump/paragraphs.ts';
import { excerptOf } from '../dump/skipped.ts';
import { describeTooLong, LONGEST_ARTICLE } from '../longest-article.ts';
import { type ParsedLine, readWebUrl } from '../parse-json-line.ts';
import type { Feed, FeedEntry } from './feed.ts';
import { idsOfEntries } from './id-of-entry.ts';
import { textOfEntry } from './text-of-entry.ts';
import { type FeedTime, toInstant, toPublishedAt } from './time/feed-time.ts';

export interface DraftOptions {
  /** Epoch milliseconds: what a feed dates later than this has no time that can be believed. */
  now: number;
  /** Where the feed was fetched; null for a file. */
  address: string | null;
}

/** Markup is longer than its text; of what is longer still, the text is not looked for. */
const LONGEST_HTML = LONGEST_ARTICLE * 8;
const LONGEST_PUBLISHER = 100;

/** What an entry became; of what is said of the whole feed the entry is null. */
export interface FeedLine {
  line: ParsedLine;
  entry: FeedEntry | null;
}

/** The entries of a feed as articles, in the feed's order, and what was left out of them. */
export function* feedToDrafts(feed: Feed, { now, address }: DraftOptions): Generator<FeedLine> {
  const ids = idsOfEntries(feed, address);
  const publisher = nameFeed(feed);
  for (const [at, entry] of feed.entries.entries())
    for (const line of entryToDraft(entry, {
      ...{ givenId: ids[at] ?? null, publisher, now, isFetched: address !== null },
    }))
      yield { line, entry };
  if (feed.entriesLeft > 0)
    yield {
      line: skipped(
        'too-large',
        feed.title ?? '',
        undefined,
        `The feed has ${feed.entriesLeft} more entries than are read at once.`,
      ),
      entry: null,
    };
  if (feed.entries.length === 0)
    yield {
      line: skipped('empty', feed.title ?? '', undefined, 'The feed has no entries.'),
      entry: null,
    };
}

interface EntryContext {
  givenId: string | null;
  publisher: string | null;
  now: number;
  /** It comes whole the next time: half of it would take the place of what is there. */
  isFetched: boolean;
}

function* entryToDraft(
  entry: FeedEntry,
  { givenId, publisher, now, isFetched }: EntryContext,
): Generator<ParsedLine> {
  const { title, range } = entry;
  const markup = (entry.content?.length ?? 0) + (entry.summary?.length ?? 0);
  if (entry.isCutOff && isFetched) {
    yield skipped('malformed', title ?? '', range, 'The feed broke off inside of this entry.');
    return;
  }
  if (markup > LONGEST_HTML) {
    yield skipped('too-large', title ?? '', range, describeTooLong(markup));
    return;
  }
  const { pieces, chrome } = textOfEntry(entry);
  for (const text of chrome) yield skipped('chrome', text, range);
  // A headline alone is all that some feeds give: it says what happened, and can be cited.
  if (pieces.length === 0 && title !== null) pieces.push({ text: title, kind: 'text' });
  const { body, paragraphs } = buildBody(settleSubheadings(pieces));
  if (title === null || body === '') {
    yield skipped('empty', entry.link ?? entry.id ?? '', range, 'The entry has neither a title nor a text.');
    return;
  }
  const length = title.length + body.length;
  if (length > LONGEST_ARTICLE) {
    yield skipped('too-large', title, range, describeTooLong(length));
    return;
  }
  const draft: ArticleDraft = {
    givenId,
    title,
    body,
    paragraphs,
    publisher: cleanName(entry.publisher) ?? publisher,
    url: readWebUrl(entry.link),
    publishedAt: choosePublishedAt(entry, now),
    hashtags: collectHashtags(entry, `${title}\n${body}`),
    truncated: entry.isCutOff || endsTruncated(body),
    range,
  };
  yield { kind: 'draft', draft };
}

function skipped(
  reason: 'chrome' | 'empty' | 'malformed' | 'too-large',
  text: string,
  range: { start: number; end: number } | undefined,
  detail?: string,
): ParsedLine {
  return {
    kind: 'skipped',
    skipped: {
      reason,
      excerpt: excerptOf(text),
      ...(range === undefined ? {} : { range }),
      ...(detail === undefined ? {} : { detail }),
    },
  };
}

const DAY = 86_400_000;
/** Clocks and zones are set wrongly; no zone is further ahead than 14 hours. */
const AHEAD = { zoned: DAY, unzoned: DAY + (14 / 24) * DAY };

/** When an entry was published, or last changed where that is all it says; null where it says a time to come, or none. */
function choosePublishedAt({ published, updated }: FeedEntry, now: number): string | null {
  for (const time of [published, updated]) {
    if (time === null || !isPossible(time, now)) continue;
    const text = toPublishedAt(time);
    if (text !== null) return text;
  }
  return null;
}

/** The year 1970 and those before it are what programs write for no date. */
function isPossible(time: FeedTime, now: number): boolean {
  return time.year > 1970 && toInstant(time) <= now + (time.offset === null ? AHEAD.unzoned : AHEAD.zoned);
}

const MOST_HASHTAGS = 20;
const LONGEST_HASHTAG = 40;

/** The hashtags of the text, then the categories: names, no paths, numbers or addresses. */
function collectHashtags(entry: FeedEntry, text: string): string[] {
  const categories = entry.categories
    .map((category) =>
      category
        .replace(/^#+|#+$/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(
      (name) =>
        name.length <= LONGEST_HASHTAG &&
        /\p{L}/u.test(name) &&
        !/[/\\#:@]|^uncategori[sz]ed$|^未分类$|^未分類$/i.test(name),
    );
  const found = new Map<string, string>();
  for (const tag of [...findHashtags(text), ...categories]) {
    const key = tag.toLowerCase();
    if (found.size < MOST_HASHTAGS && !found.has(key)) found.set(key, tag);
  }
  return [...found.values()];
}

/** What the feed is called, or where it stands. */
function nameFeed({ title, publisher, link, selfLink }: Feed): string | null {
  const named = cleanName(publisher) ?? cleanName(title);
  if (named !== null) return named;
  const address = readWebUrl(link ?? selfLink);
  return address === null ? null : new URL(address).hostname.replace(/^www\./, '');
}

function cleanName(name: string | null): string | null {
  const clean = (name ?? '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\s*[-–—|_:：·]?\s*\(?(?:RSS|Atom)(?: ?(?:2\.0|1\.0))?(?: ?Feeds?)?\)?$/i, '')
    .trim();
  return clean === '' ? null : clean.slice(0, LONGEST_PUBLISHER).toWellFormed();
}

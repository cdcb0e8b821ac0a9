import { parentPort, workerData } from 'node:worker_threads';
import { readChrome } from '../../../src/ingest/dump/chrome.ts';
import { readDateline } from '../../../src/ingest/dump/datelines.ts';
import { findHashtags, isHashtagLine } from '../../../src/ingest/dump/hashtags.ts';
import { dropTrailingHashtags, readLeadingHashtags } from '../../../src/ingest/dump/leading-hashtags.ts';
import { endsSentence, splitLines } from '../../../src/ingest/dump/lines.ts';
import { readMetadata } from '../../../src/ingest/dump/metadata.ts';
import { isCommentHeading } from '../../../src/ingest/dump/page-lines.ts';
import { endsTruncated, looksLikeSubheading } from '../../../src/ingest/dump/paragraphs.ts';
import { parseDump } from '../../../src/ingest/dump/parse-dump.ts';
import { findTime } from '../../../src/ingest/dump/published-time.ts';
import {
  findEndPublisher,
  findLabelledPublisher,
  readEndParenthesis,
  readPublisherName,
} from '../../../src/ingest/dump/publishers.ts';
import { findTailChrome } from '../../../src/ingest/dump/tail-chrome.ts';
import { isTeaserHeading } from '../../../src/ingest/dump/teasers.ts';
import { looksLikeHeadline, readTitleMark } from '../../../src/ingest/dump/titles.ts';

const UNITS = 20;

/** Everything that says of one line what it is. */
const classifiers: ((line: string) => unknown)[] = [
  readChrome,
  (line) => readMetadata(line, 'by-title'),
  readDateline,
  isTeaserHeading,
  readTitleMark,
  (line) => looksLikeHeadline(line, UNITS),
  (line) => looksLikeSubheading(line, UNITS),
  endsTruncated,
  findHashtags,
  isHashtagLine,
  findEndPublisher,
  findLabelledPublisher,
  readEndParenthesis,
  (line) => readPublisherName(line, 'expected'),
  findTime,
  findTailChrome,
  readLeadingHashtags,
  dropTrailingHashtags,
  endsSentence,
  (line) => splitLines(line).map(isCommentHeading),
];

const PREFIXES = ['', 'a', '首页', '来源：', '（', '【', '#', '2022-1-1', '本报', '责编', '新华社', 'AB ('];
const REPEATED = [
  ...[
    'a',
    'x ',
    '>',
    '›',
    '> ',
    'a>',
    '：a',
    ' ',
    '\t',
    '\u3000',
    ':',
    '：',
    '首页',
    '1',
    '1月',
    '12:',
    '/1',
  ],
  ...['来源', '来源：', '记者', '（', ')', '【', '】', '#', '#a', '-', '- ', '.', '·', '|', '©', '本报', 'A'],
  ...[
    'Jan ',
    '1 ',
    '[',
    ']',
    '😀',
    '…',
    '。',
    '，',
    '电',
    '更多',
    '推荐',
    '未经',
    '下载',
    '关注',
    '2022',
    '中',
  ],
];
const SUFFIXES = ['', 'x'.repeat(17), '！x', '。', '）', '>', '1月2日 1', '(Xinhua)'];

function makeLine(prefix: string, repeated: string, suffix: string, length: number): string {
  const room = length - prefix.length - suffix.length;
  return `${prefix}${repeated.repeat(Math.max(1, Math.floor(room / repeated.length)))}${suffix}`;
}

/** Says which line is at hand, as the one that waits can't be told when this thread hangs. */
function tell(line: string): void {
  parentPort?.postMessage(line);
}

const lengths: { line: number[]; dump: number[] } = workerData;
for (const prefix of PREFIXES) {
  for (const repeated of REPEATED) {
    tell(`${prefix} ${repeated}`);
    for (const suffix of SUFFIXES) {
      for (const length of lengths.line) {
        const line = makeLine(prefix, repeated, suffix, length);
        for (const classify of classifiers) classify(line);
      }
    }
  }
}
for (const repeated of REPEATED) {
  tell(`a dump of ${repeated}`);
  for (const length of lengths.dump) parseDump(makeLine('a', repeated, 'x', length));
}
tell('done');

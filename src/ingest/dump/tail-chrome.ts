import { findEndPublisher } from './publishers.ts';

/** Buttons and link names that a copied post carries behind its last sentence, before the publisher's mark. */
const AFTER_SENTENCE = '(?<=[\\s。！？!?.…⋯”"』」）)\\]#]|^)';
const WHERE = '(?:(?:左|右)?[上下]方|[左右]下角|文末)?的?';
const TAIL = new RegExp(
  `(?:${[
    // An icon's letter tells where the account's name begins; without one it stands behind a sentence.
    `(?:L|${AFTER_SENTENCE}[A-Z]?)[^\\s。！？!?.…”"』」）)\\]#%]{1,24}的(?:微博视频|微博直播|秒拍视频|快拍)`,
    'O?网页链接',
    '转发微博',
    '(?:展开|收起)(?:全文|更多)[a-z]?',
    `${AFTER_SENTENCE}(?:展开|收起)[a-z]?`,
    `(?:请|欢迎)?点击${WHERE}[“"「]?(?:(?:阅读|查看)(?:原文|全文)|原文链接|网页链接)[”"」]?(?:查看|阅读)?`,
    `${AFTER_SENTENCE}阅读(?:原文|全文)`,
  ].join('|')})[\\s。！!>》»]*$`,
);
const TAIL_LENGTH = 64;
const MOST_TAILS = 6;

/** Where chrome at the end of a text begins and ends (offsets), before the publisher's mark if there is one; null where there is none. */
export function findTailChrome(text: string): { start: number; end: number } | null {
  const end = findEndPublisher(text)?.start ?? text.length;
  let start = end;
  for (let count = 0; count < MOST_TAILS; count += 1) {
    const from = Math.max(0, start - TAIL_LENGTH);
    const match = TAIL.exec(text.slice(from, start));
    // At a window's edge that is no start of the text, what stands before is not known.
    if (match === null || (match.index === 0 && from > 0)) break;
    start = from + match.index;
  }
  return start === end ? null : { start, end };
}

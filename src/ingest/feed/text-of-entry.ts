import { readChrome } from '../dump/chrome.ts';
import type { Piece } from '../dump/paragraphs.ts';
import { htmlToParagraphs } from '../html/html-to-paragraphs.ts';
import type { FeedEntry } from './feed.ts';

export interface EntryText {
  pieces: Piece[];
  /** What stood around the text and is none of it: buttons, credits, notices. */
  chrome: string[];
}

/** What blogging programs put below each entry. */
const ADDED =
  /^(?:the post .{1,300} (?:first )?appeared (?:first )?on .{1,200}|this (?:post|article|story) .{0,60}(?:first |originally )appeared (?:first )?(?:on|at|in) .{1,200}|(?:continue|keep) reading\b.{0,200}|read (?:more|the (?:full|rest|whole)\b.{0,100})|submitted by .{1,100}\[link\].{0,30}|\[(?:link|comments)\]|comments?|permalink)\W*$/i;

/** The text of an entry: of its content and its summary the longer one, without what repeats the title or frames it. */
export function textOfEntry({ title, content, summary }: FeedEntry): EntryText {
  const whole = content === null ? [] : htmlToParagraphs(content);
  const short = summary === null || summary === content ? [] : htmlToParagraphs(summary);
  const pieces = lengthOf(short) > lengthOf(whole) ? short : whole;
  const chrome: string[] = [];
  let end = pieces.length;
  for (let last = pieces[end - 1]; last !== undefined && isChrome(last.text); last = pieces[end - 1]) {
    chrome.push(last.text);
    end -= 1;
  }
  // Cut once: taking the first from a long list again and again costs the square of its length.
  let start = 0;
  for (let first = pieces[0]; first !== undefined && start < end; first = pieces[start]) {
    if (!isChrome(first.text) && !(end - start > 1 && first.text === title)) break;
    if (first.text !== title) chrome.push(first.text);
    start += 1;
  }
  return { pieces: pieces.slice(start, end), chrome };
}

function isChrome(text: string): boolean {
  return readChrome(text) !== null || ADDED.test(text.slice(0, 600));
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}

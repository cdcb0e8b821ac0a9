import { Temporal } from 'temporal-polyfill';
import { dayOf, windowOfDays } from '../digest/resolve-window.ts';
import type { Window } from '../ports/store.ts';
import { foldText } from '../text/fold.ts';
import { matchDay, matchSpan, type Span } from './match-span.ts';

/** A question and the time that it asks about. */
export interface DatedQuestion {
  window: Window;
  /** The question, folded, without the words that name the time. */
  rest: string;
  /** Whether they can mean nothing else: where today stands for the present as such, the answer may be older. */
  isFirm: boolean;
}

/** Nobody's question names its time later. In UTF-16 units. */
const LONGEST_READ = 500;

/** Words that a title or a quotation has are no time: 《今日说法》, “昨日重现”. */
const QUOTED = /[“"「『《][^”"」』》]{0,80}[”"」』》]/gu;

/** 自三月以来, 从上周开始, since last Monday: what is named begins the span. */
const SINCE_BEFORE = /(?:自从|自|从|打)\s*$|(?<![a-z])since\s+(?:the\s+)?$/;
const SINCE_AFTER = /^\s*(?:以来|至今|到现在|到目前)/;
/** Only behind 自 or 从: 昨天起火, 今天开始下雨. */
const BEGINNING = /^\s*(?:起|开始)/;
/** Said of the present as such, too: 今天的路口镇, even today. */
const THE_PRESENT = /^(?:今[天日]|today)$/;

/**
 * The time that a question bounds itself to in so many words (昨天, 上周, 最近三天, last month, since March), in the asker's
 * zone; null where it names none. A date as such (1998年, in March 2022) is no bound: articles of any day tell of it. `now` is
 * epoch milliseconds.
 */
export function findQuestionSpan(
  question: string,
  { now, zone }: { now: number; zone: string },
): DatedQuestion | null {
  const folded = foldText(question.slice(0, LONGEST_READ));
  const readable = folded.replace(QUOTED, (quoted) => '\u0000'.repeat(quoted.length));
  const today = Temporal.PlainDate.from(dayOf(now, zone));
  const found = findSince(readable, today) ?? matchSpan(readable, today);
  if (found === null) return null;
  return {
    window: windowOfDays([found.first, found.last], zone),
    isFirm: !THE_PRESENT.test(folded.slice(found.start, found.end)),
    rest: `${folded.slice(0, found.start)} ${folded.slice(found.end)}${question.slice(LONGEST_READ)}`,
  };
}

function findSince(text: string, today: Temporal.PlainDate): Span | null {
  // A span may be named first that does not begin one: 去年的冠军从三月起...
  for (let from = 0; from < text.length; ) {
    const named = matchDay(text, today, from);
    if (named === null) return null;
    const before = SINCE_BEFORE.exec(text.slice(0, named.start));
    const rest = text.slice(named.end);
    const after = SINCE_AFTER.exec(rest) ?? (before === null ? null : BEGINNING.exec(rest));
    const isEnglish = before !== null && /[a-z]/.test(before[0]);
    if (after !== null || isEnglish)
      return {
        first: named.first,
        last: today,
        start: before?.index ?? named.start,
        end: named.end + (after?.[0].length ?? 0),
      };
    from = named.end;
  }
  return null;
}

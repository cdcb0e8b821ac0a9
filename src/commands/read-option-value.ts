import { foldText } from '../core/text/fold.ts';
import type { CommandOption, OptionValue } from './command.ts';
import { everyTranslator } from './create-translator.ts';
import { findNearestWord } from './nearest-word.ts';
import { type PeriodProblem, parsePeriod } from './parse-period.ts';
import { parseTimes, parseWeekdays, parseZone } from './schedule/parse-schedule-parts.ts';
import { parseTopics } from './schedule/parse-topics.ts';
import type { ScheduleProblem } from './schedule/schedule-problem.ts';

/** What is wrong with what was typed; `nearest` is what would be right, where something near is. */
export type OptionProblem =
  | { kind: 'missing'; option: CommandOption }
  | { kind: 'empty'; option: CommandOption }
  | { kind: 'repeated'; option: CommandOption; value: string }
  | { kind: 'too-long'; option: CommandOption; limit: number }
  | { kind: 'not-a-number'; option: CommandOption; value: string }
  | { kind: 'out-of-range'; option: CommandOption; value: string; minimum: number; maximum: number }
  | { kind: 'not-a-choice'; option: CommandOption; value: string; nearest: string | null }
  | {
      kind: 'bad-period';
      option: CommandOption;
      value: string;
      problem: PeriodProblem;
      nearest: string | null;
    }
  | { kind: 'bad-schedule'; option: CommandOption; problem: ScheduleProblem }
  | { kind: 'unknown-option'; name: string; nearest: string | null }
  | { kind: 'unexpected'; value: string };

/** What the words of a period are read against; epoch milliseconds and an IANA name or offset. */
export interface Today {
  now: number;
  zone: string;
}

/** Words that are offered where a period was mistyped. */
export const PERIOD_WORDS = [
  'today',
  'yesterday',
  'week',
  'all',
  '今天',
  '昨天',
  '前天',
  '7d',
  '7天',
  '全部',
] as const;

/** Characters of a value, by the kind of its option. */
export const LONGEST_VALUES = {
  text: 2000,
  topic: 100,
  article: 200,
  choice: 100,
  integer: 20,
  period: 100,
  zone: 100,
  times: 200,
  weekdays: 200,
  topics: 400,
} as const;

const SCHEDULE_PARSERS = {
  zone: parseZone,
  times: parseTimes,
  weekdays: parseWeekdays,
  topics: parseTopics,
} as const;

/** An option's value as its command takes it, or what is wrong with it. */
export function readOptionValue(
  option: CommandOption,
  raw: string,
  today: Today,
): { value: OptionValue } | { problem: OptionProblem } {
  const value = raw.trim();
  const limit = LONGEST_VALUES[option.kind];
  if (value === '') return { problem: { kind: 'empty', option } };
  if (value.length > limit) return { problem: { kind: 'too-long', option, limit } };
  switch (option.kind) {
    case 'text':
    case 'article':
      return { value };
    case 'topic': {
      const topic = value
        .replace(/^[#＃]\s*/u, '')
        .replace(/[#＃]$/u, '')
        .trim();
      return topic === '' ? { problem: { kind: 'empty', option } } : { value: topic };
    }
    case 'integer': {
      const { minimum, maximum } = option;
      const number = readInteger(value);
      if (number === null) return { problem: { kind: 'not-a-number', option, value } };
      return number < minimum || number > maximum
        ? { problem: { kind: 'out-of-range', option, value, minimum, maximum } }
        : { value: number };
    }
    case 'choice': {
      const choices = option.choices();
      const folded = value.toLowerCase().replace(/^\//, '');
      const choice =
        choices.find((known) => known.toLowerCase() === folded) ??
        choices.find((known) =>
          everyTranslator().some(
            (translate) => option.nameChoice?.(known, translate).toLowerCase() === folded,
          ),
        ) ??
        option.otherNames?.get(foldText(folded));
      if (choice !== undefined) return { value: choice };
      return {
        problem: { kind: 'not-a-choice', option, value, nearest: findNearestWord(folded, choices) },
      };
    }
    case 'period': {
      const read = parsePeriod(value, today);
      if (read.ok) return { value: read.period };
      const nearest = findNearestWord(value, PERIOD_WORDS);
      return { problem: { kind: 'bad-period', option, value, problem: read.problem, nearest } };
    }
    case 'zone':
    case 'times':
    case 'weekdays':
    case 'topics': {
      const read = SCHEDULE_PARSERS[option.kind](value);
      return read.ok ? read : { problem: { kind: 'bad-schedule', option, problem: read.problem } };
    }
  }
}

/** A whole number, also in full width and with a counter (5条, 5 篇). */
export function readInteger(text: string): number | null {
  const match = /^([+-]?\d{1,9})(?:条|條|篇|则|則|个|個)?$/u.exec(text.normalize('NFKC'));
  return match === null ? null : Number.parseInt(match[1] ?? '', 10);
}

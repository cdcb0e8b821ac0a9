import type { Command, CommandOption } from './command.ts';
import { parsePeriod } from './parse-period.ts';
import { type OptionProblem, readInteger, readOptionValue, type Today } from './read-option-value.ts';
import { partSubscription, type SubscriptionTexts } from './schedule/parse-subscription.ts';

/** `nov 2 2026` has three words. */
const MOST_PERIOD_WORDS = 3;

/** Which word is which option's value. */
export function placeWords(
  command: Command,
  typed: readonly string[],
  today: Today,
): { named: Record<string, string> } | { problem: OptionProblem } {
  const named: Record<string, string> = {};
  let words = [...typed];
  const topic = command.options.find((option) => option.kind === 'topic');
  const period = command.options.find((option) => option.kind === 'period');
  const schedule = new Map(
    command.options
      // What is named has its name before it: other words are no topics.
      .filter((option) => !option.hidden && !(command.namesOptions && option.kind === 'topics'))
      .flatMap((option) => (isScheduleOption(option) ? [[option.kind, option] as const] : [])),
  );

  if (schedule.size > 0) {
    const parted = partSubscription(words, new Set(schedule.keys()));
    const [option] = schedule.values();
    if (!parted.ok && option !== undefined)
      return { problem: { kind: 'bad-schedule', option, problem: parted.problem } };
    if (parted.ok) {
      for (const [kind, { name }] of schedule) {
        const text = parted.texts[kind];
        if (text !== undefined) named[name] = text;
      }
      words = parted.words;
    }
  }
  if (period !== undefined) {
    const found = findPeriod(words, today);
    if (found !== null) {
      named[period.name] = words.slice(found.from, found.to).join(' ');
      words = [...words.slice(0, found.from), ...words.slice(found.to)];
      const second = findPeriod(words, today);
      if (second !== null) {
        const value = words.slice(second.from, second.to).join(' ');
        return { problem: { kind: 'repeated', option: period, value } };
      }
    }
  }
  // A word that several options take (on, off) says nothing without a name.
  const takers = (word: string): CommandOption[] =>
    command.options.filter(
      (option) =>
        !option.hidden && option.kind === 'choice' && 'value' in readOptionValue(option, word, today),
    );
  for (const option of command.options) {
    if (option.hidden || (option.kind !== 'integer' && option.kind !== 'choice')) continue;
    const fits = (word: string): boolean =>
      (option.kind !== 'choice' || takers(word).length === 1) &&
      'value' in readOptionValue(option, word, today);
    const index = words.findIndex(fits);
    if (index < 0) continue;
    named[option.name] = words[index] ?? '';
    words.splice(index, 1);
    const again = words.findIndex(fits);
    if (again >= 0 && words.length === 1)
      return { problem: { kind: 'repeated', option, value: words[again] ?? '' } };
  }
  if (words.length === 0) return { named };
  const value = words.join(' ');
  const count = command.options.find((option) => option.kind === 'integer' && !option.hidden);
  // A number alone was meant as the count; among words (2022 冬奥) it belongs to the topic.
  if (count !== undefined && words.length === 1 && !(count.name in named) && readInteger(value) !== null) {
    const read = readOptionValue(count, value, today);
    if ('problem' in read) return read;
  }
  if (topic !== undefined) {
    const hashtags = words.filter((word) => /^[#＃]./u.test(word));
    if (hashtags.length > 1)
      return { problem: { kind: 'repeated', option: topic, value: hashtags[1] ?? '' } };
    return { named: { ...named, [topic.name]: value } };
  }
  if (period !== undefined && !(period.name in named)) return { named: { ...named, [period.name]: value } };
  const text = command.options.find(({ kind, hidden, rest }) => kind === 'text' && !hidden && !rest);
  if (text !== undefined && words.length === 1) return { named: { ...named, [text.name]: value } };
  return { problem: { kind: 'unexpected', value } };
}

function isScheduleOption(
  option: CommandOption,
): option is CommandOption & { kind: keyof SubscriptionTexts } {
  return ['times', 'weekdays', 'zone', 'topics'].includes(option.kind);
}

function findPeriod(words: readonly string[], today: Today): { from: number; to: number } | null {
  for (let length = Math.min(MOST_PERIOD_WORDS, words.length); length > 0; length--) {
    for (let from = 0; from + length <= words.length; from++) {
      const read = parsePeriod(words.slice(from, from + length).join(' '), today);
      if (read.ok || read.problem !== 'not-a-period') return { from, to: from + length };
    }
  }
  return null;
}

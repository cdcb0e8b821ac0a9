import type { CommandContext, CommandOption } from './command.ts';
import { PERIOD_WORDS } from './read-option-value.ts';
import { completeTimes, completeWeekdays, completeZones } from './schedule/complete-schedule.ts';

/**
 * Values of an option that begin so, as they are typed: topics, article ids, periods, choices, times, weekdays and places;
 * none for running text and numbers. Rejects with what the services throw.
 */
export async function findOptionWords(
  option: CommandOption,
  begun: string,
  { services, language }: Pick<CommandContext, 'services' | 'language'>,
): Promise<string[]> {
  switch (option.kind) {
    case 'topic': {
      const mark = /^[#＃]?/u.exec(begun)?.[0] ?? '';
      return (await services.completeTopics(begun.slice(mark.length), { language })).map(
        (topic) => `${mark}${topic}`,
      );
    }
    case 'article':
      return services.completeArticleIds(begun);
    case 'choice':
      return option.choices().filter((choice) => choice.startsWith(begun.toLowerCase()));
    case 'period': {
      const inLanguage = PERIOD_WORDS.filter((word) => /\p{Script=Han}/u.test(word) === (language !== 'en'));
      const words = begun === '' ? inLanguage : PERIOD_WORDS;
      return words.filter((word) => word.startsWith(begun.toLowerCase()));
    }
    case 'zone':
      return completeZones(begun, language);
    case 'times':
      return completeTimes(begun);
    case 'weekdays':
      return completeWeekdays(begun, language);
    case 'topics': {
      const { lead, mark, last } = splitLastTopic(begun);
      const topics = await services.completeTopics(last, { language });
      return topics.map((topic) => `${lead}${mark}${/\s/u.test(topic) ? `"${topic}"` : topic}`);
    }
    default:
      return [];
  }
}

/** The topic that is being typed after others, with its mark: in `#科技 -体`, `-` and `体`. */
function splitLastTopic(begun: string): { lead: string; mark: string; last: string } {
  const [, lead = '', mark = '', last = ''] = /^(.*[\s,，、;；])?([#＃\-－]?)(.*)$/su.exec(begun) ?? [];
  return { lead, mark, last };
}

import type { CommandContext, CommandOption } from './command.ts';
import { PERIOD_WORDS } from './read-option-value.ts';

/**
 * Values of an option that begin so, as they are typed: topics, article ids, periods, choices; none for running text and
 * numbers. Rejects with what the services throw.
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
    default:
      return [];
  }
}

import type { Block, Button } from '../core/blocks/blocks.ts';
import { buttons, notice } from '../core/blocks/build-blocks.ts';
import type { CommandContext } from './command.ts';
import { explainEmptyStore } from './explain-empty-store.ts';
import { findNearestWord } from './nearest-word.ts';

const MOST_BUTTONS = 5;

/** Buttons that show a command's stories on each topic. */
export function topicButtons(topics: readonly string[], command: 'latest' | 'digest' = 'latest'): Button[] {
  return topics
    .slice(0, MOST_BUTTONS)
    .map((topic) => ({ label: topic, action: { command, options: { topic } } }));
}

/** Says that there is nothing on a topic, and which topics there are, the nearest first. */
export async function showUnknownTopic(
  context: CommandContext,
  topic: string,
  command: 'latest' | 'digest',
): Promise<Block[]> {
  const { services, translate, language } = context;
  const begun = await services.completeTopics([...topic.slice(0, 2)][0] ?? '', { language });
  const frequent = await services.completeTopics('', { language });
  const nearest = findNearestWord(topic, [...begun, ...frequent]);
  const topics = [...new Set([...(nearest === null ? [] : [nearest]), ...frequent])].slice(0, MOST_BUTTONS);
  if (topics.length === 0) return [explainEmptyStore(context)];
  return [
    notice(
      'info',
      translate('topic.nothing', { topic }),
      nearest === null ? translate('topic.others') : translate('hint.didYouMean', { nearest: nearest }),
    ),
    buttons(...topicButtons(topics, command)),
  ];
}

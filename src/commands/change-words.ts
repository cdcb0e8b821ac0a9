import type { NoticeBlock } from '../core/blocks/blocks.ts';
import { notice } from '../core/blocks/build-blocks.ts';
import type { ChatSettings } from '../core/subscriptions/chat-settings.ts';
import { foldText } from '../core/text/fold.ts';
import type { CommandContext } from './command.ts';
import { MOST_TOPICS, type TopicWishes } from './schedule/parse-topics.ts';

/** Of a chat: what it mutes adds up. */
export const MOST_WORDS = 50;
/** What stands for no words at all; folded. */
const NONE = new Set([
  'none',
  'nothing',
  'off',
  'clear',
  '无',
  '没有',
  '清空',
  '不限',
  '全部',
  'all',
  'everything',
]);

type Words = Pick<ChatSettings, 'topics' | 'muted'>;
type Change = { change: Partial<Words> } | { problem(context: CommandContext): NoticeBlock };

/**
 * What `topics` and `mute` make of a chat's words. `topics` names those that the chat has from then on, or none; a word with
 * a minus goes from those that are. `mute` adds words, and takes away those with a minus.
 */
export function changeWords(
  before: Words,
  { topics, mute }: { topics: TopicWishes | undefined; mute: TopicWishes | undefined },
): Change {
  const change: Partial<Words> = {};
  if (topics !== undefined)
    change.topics = isNone(topics)
      ? []
      : without(topics.topics.length > 0 ? topics.topics : before.topics, topics.muted);
  if (mute !== undefined)
    change.muted = isNone(mute) ? [] : join(without(before.muted, mute.muted), mute.topics);
  const most = (change.topics?.length ?? 0) > MOST_TOPICS ? MOST_TOPICS : MOST_WORDS;
  if ((change.topics?.length ?? 0) > MOST_TOPICS || (change.muted?.length ?? 0) > MOST_WORDS)
    return {
      problem: ({ translate }) =>
        notice(
          'error',
          translate('settings.tooManyWords', { count: most }),
          translate('settings.howToUnmute'),
        ),
    };
  return { change };
}

function isNone({ topics, muted }: TopicWishes): boolean {
  const [only] = topics;
  return topics.length === 1 && muted.length === 0 && NONE.has(foldText(only ?? ''));
}

function without(words: readonly string[], gone: readonly string[]): string[] {
  const folded = new Set(gone.map((word) => foldText(word)));
  return words.filter((word) => !folded.has(foldText(word)));
}

function join(words: readonly string[], more: readonly string[]): string[] {
  return [...words, ...without(more, words)];
}

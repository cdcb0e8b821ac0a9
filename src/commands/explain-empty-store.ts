import type { NoticeBlock } from '../core/blocks/blocks.ts';
import { notice } from '../core/blocks/build-blocks.ts';
import type { CommandContext } from './command.ts';

/** There is no article yet, and what the reader can do about it: a member of a chat only ask whoever runs the bot. */
export function explainEmptyStore({
  translate,
  runsProgram,
}: Pick<CommandContext, 'translate' | 'runsProgram'>): NoticeBlock {
  const remedy = runsProgram ? 'store.emptyRemedy' : 'store.emptyForMembers';
  return notice('info', translate('store.empty'), translate(remedy));
}

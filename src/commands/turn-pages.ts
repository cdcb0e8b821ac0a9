import type { Action, PageControlsBlock } from '../core/blocks/blocks.ts';
import { pageControls } from '../core/blocks/build-blocks.ts';
import type { CommandContext, CommandOption } from './command.ts';
import type { MessageKey } from './create-translator.ts';

/** What page a button asks for; nobody types it. */
export const PAGE_OPTION = {
  name: 'page',
  kind: 'integer',
  required: false,
  hidden: true,
  minimum: 1,
  maximum: 100_000,
  summary: 'option.page',
} as const satisfies CommandOption;

/** The buttons to the pages before and after `page`, which ask for `action` again; nothing where there is but one page. */
export function turnPages(
  { translate }: Pick<CommandContext, 'translate'>,
  {
    action,
    page,
    hasMore,
    label = translate('page.label', { page }),
    before = 'button.previous',
    after = 'button.next',
  }: {
    action: Action;
    page: number;
    hasMore: boolean;
    label?: string;
    before?: MessageKey;
    after?: MessageKey;
  },
): PageControlsBlock[] {
  const turn = (to: number, name: MessageKey) => ({
    label: translate(name),
    action: { ...action, options: { ...action.options, page: to } },
  });
  return pageControls(
    label,
    page > 1 ? turn(page - 1, before) : null,
    hasMore ? turn(page + 1, after) : null,
  );
}

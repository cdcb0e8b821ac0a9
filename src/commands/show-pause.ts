import type { Block } from '../core/blocks/blocks.ts';
import { buttons, notice } from '../core/blocks/build-blocks.ts';
import type { PauseReason } from '../core/ports/platform-store.ts';
import type { CommandContext } from './command.ts';
import type { MessageKey } from './create-translator.ts';
import { joinSentences } from './join-sentences.ts';
import { shorten } from './shorten.ts';

/** What a pause is called, and what ends it. */
export const PAUSES: Record<PauseReason, { said: MessageKey; remedy: MessageKey }> = {
  removed: { said: 'paused.removed', remedy: 'paused.addMe' },
  blocked: { said: 'paused.blocked', remedy: 'paused.unblockMe' },
  muted: { said: 'paused.muted', remedy: 'paused.letMePost' },
  gone: { said: 'paused.gone', remedy: 'paused.subscribeElsewhere' },
};

type Reading = Pick<CommandContext, 'translate' | 'language'>;

/** What those who look after a chat are told elsewhere when its digests pause. `chat` is its title, or its id. */
export function showPauseElsewhere(
  { chat, reason }: { chat: string; reason: PauseReason },
  { translate, language }: Reading,
): Block[] {
  const { said, remedy } = PAUSES[reason];
  const told = joinSentences(
    [translate('pause.elsewhere', { chat: shorten(chat) }), translate(said)],
    language,
  );
  return [notice('warning', told, translate(remedy))];
}

/** What a chat is told when the thread that its digest goes to takes none. */
export function showClosedThread({ translate }: Pick<Reading, 'translate'>): Block[] {
  return [
    notice('warning', translate('pause.thread'), translate('pause.threadRemedy')),
    buttons({ label: translate('button.unsubscribe'), action: { command: 'unsubscribe', options: {} } }),
  ];
}

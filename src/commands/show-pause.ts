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

/** Chats that pause for one reason: the titles (or ids) of some, and how many there are besides. */
export interface PausedChats {
  reason: PauseReason;
  chats: readonly string[];
  others: number;
}

/** What those who look after chats are told elsewhere when their digests pause. */
export function showPauseElsewhere(
  paused: readonly PausedChats[],
  { translate, language }: Reading,
): Block[] {
  return paused.map(({ reason, chats, others }) => {
    const { said, remedy } = PAUSES[reason];
    const named = chats.map((chat) => translate('pause.chat', { chat: shorten(chat) }));
    const listed = new Intl.ListFormat(language, { type: 'conjunction' }).format(
      others === 0 ? named : [...named, translate('pause.others', { count: others })],
    );
    const told = joinSentences([translate('pause.elsewhere', { chats: listed }), translate(said)], language);
    return notice('warning', told, translate(remedy));
  });
}

/** What a chat is told when the thread that its digest goes to takes none. */
export function showClosedThread({ translate }: Pick<Reading, 'translate'>): Block[] {
  return [
    notice('warning', translate('pause.thread'), translate('pause.threadRemedy')),
    buttons({ label: translate('button.unsubscribe'), action: { command: 'unsubscribe', options: {} } }),
  ];
}

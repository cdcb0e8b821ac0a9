import type { Asker } from '../core/newsroom/create-newsroom.ts';
import type { CommandContext } from './command.ts';

/** Who pays for what a model writes for a command: nobody in particular outside chats. */
export function findAsker({ target, person = null }: Pick<CommandContext, 'target' | 'person'>): Asker {
  return { chat: target === null ? null : `${target.platform}:${target.chat}`, person };
}

/** The same for a query, where anybody in particular asks. */
export function nameAsker(context: Pick<CommandContext, 'target' | 'person'>): { asker?: Asker } {
  return context.target === null ? {} : { asker: findAsker(context) };
}

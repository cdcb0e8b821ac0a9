import type { Command } from '../../commands/command.ts';
import type { MessageKey } from '../../commands/create-translator.ts';

/** Why somebody may not give a command; null where they may. `isAdmin` is asked only where it matters, `unknown` where the platform does not tell. */
export async function findRefusal(
  { audience }: Pick<Command, 'audience'>,
  { isOwner, isAdmin }: { isOwner: boolean; isAdmin(): Promise<boolean | 'unknown'> },
): Promise<MessageKey | null> {
  if (audience === 'all') return null;
  if (audience === 'owner') return isOwner ? null : 'chat.ownerOnly';
  const answer = await isAdmin();
  if (answer === 'unknown') return 'chat.adminsUnknown';
  return answer ? null : 'chat.adminsOnly';
}

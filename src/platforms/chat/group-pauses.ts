import type { PausedChats } from '../../commands/show-pause.ts';
import type { PauseReason } from '../../core/ports/platform-store.ts';
import type { Pause } from './tell-of-pause.ts';

/** Names that one message holds of each reason; of the others their number. */
const MOST_NAMED = 10;

/** What one message says of several pauses, by their reasons. `nameOf` is asked for no more than is shown. */
export async function groupPauses(
  pauses: readonly Pause[],
  nameOf: (pause: Pause) => Promise<string>,
): Promise<PausedChats[]> {
  const byReason = new Map<PauseReason, Pause[]>();
  for (const pause of pauses) {
    // Told elsewhere, a closed thread is a place where nothing may be written.
    const reason = pause.reason === 'thread-closed' ? 'muted' : pause.reason;
    byReason.set(reason, [...(byReason.get(reason) ?? []), pause]);
  }
  const groups: PausedChats[] = [];
  for (const [reason, found] of byReason) {
    const chats: string[] = [];
    for (const pause of found.slice(0, MOST_NAMED)) chats.push(await nameOf(pause));
    groups.push({ reason, chats, others: found.length - chats.length });
  }
  return groups;
}

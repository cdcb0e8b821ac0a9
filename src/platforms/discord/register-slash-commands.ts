import { createHash } from 'node:crypto';
import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import type { Command } from '../../commands/command.ts';
import type { NoteStore } from '../../core/ports/platform-store.ts';
import { buildSlashCommands } from './slash-commands.ts';

/** Sets all global commands of the application at once; those that are not among them are gone. */
export type PutSlashCommands = (
  commands: RESTPostAPIChatInputApplicationCommandsJSONBody[],
) => Promise<{ ok: true } | { ok: false; reason: string }>;

/**
 * Tells Discord the commands where they have changed since it was told last. A failure is logged and tried again at the
 * next start. Rejects with a StoreError.
 */
export async function registerSlashCommands({
  application,
  commands,
  put,
  notes,
  log,
  signal,
}: {
  /** The application's id. */
  application: string;
  commands: readonly Command[];
  put: PutSlashCommands;
  notes: NoteStore;
  log: { warn(details: object, message: string): void };
  signal: AbortSignal;
}): Promise<void> {
  const built = buildSlashCommands(commands);
  const note = `discord.commands.${application}`;
  const hash = createHash('sha256').update(JSON.stringify(built)).digest('base64url');
  if ((await notes.read(note)) === hash || signal.aborted) return;
  const told = await put(built);
  if (told.ok) await notes.write(note, hash);
  else if (!signal.aborted)
    log.warn(
      { reason: told.reason },
      'the slash commands could not be set; they are tried again at the next start',
    );
}

import type { NoteStore, PauseReason } from '../../core/ports/platform-store.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import type { CallFailure } from './call-result.ts';
import type { PartPort } from './deliver-answer.ts';
import { describeError, type PlatformLog } from './platform-log.ts';
import { sendParts } from './send-parts.ts';

type Told = Pick<Delivery, 'chat' | 'thread'>;

/** Why the digests of a chat, or of one of its threads, stop. */
export type StopReason = PauseReason | 'thread-closed';

/** Tells those who look after a chat that its digests stop: once, until one arrives again. */
export interface PauseTeller {
  /** Never rejects: whoever is not told finds it in the status. */
  failed(delivery: Told, reason: StopReason): Promise<void>;
  sent(delivery: Told): Promise<void>;
}

/** `plan`: the messages for each who can be told, in the platform's own terms; none where nobody can be. */
export function createPauseTeller<Part, Failure extends CallFailure>({
  port,
  notes,
  plan,
  log,
}: {
  port: Pick<PartPort<Part, Failure>, 'platform' | 'queueOf' | 'chatOf' | 'call'>;
  notes: NoteStore;
  plan(delivery: Told, reason: StopReason): Promise<Part[][]>;
  log: PlatformLog;
}): PauseTeller {
  const noteOf = ({ chat, thread }: Told): string => `${port.platform} stopped ${chat}:${thread ?? ''}`;

  async function send(parts: readonly Part[]): Promise<void> {
    const failure = await sendParts(port, parts);
    if (failure !== null)
      log.info({ failure: failure.kind }, 'one who looks after a chat could not be told of its pause');
  }

  return {
    async failed(delivery, reason) {
      try {
        const note = noteOf(delivery);
        if ((await notes.read(note)) === reason) return;
        for (const parts of await plan(delivery, reason)) await send(parts);
        await notes.write(note, reason);
      } catch (error) {
        log.warn(describeError(error), 'nobody could be told of a pause');
      }
    },
    async sent(delivery) {
      const note = noteOf(delivery);
      if ((await notes.read(note)) ?? '') await notes.write(note, '');
    },
  };
}

import type { CallFailure } from './call-result.ts';
import type { OwnerNotice } from './chat-platform.ts';
import type { PartPort } from './deliver-answer.ts';
import { describeError, type PlatformLog } from './platform-log.ts';
import { sendParts } from './send-parts.ts';

/** So many notices wait for the platform to be there. */
const MOST_WAITING = 20;

/** Tells those who run the bot, in private, what nobody asked for. */
export interface OwnerTeller {
  /** Never rejects: whoever is not told finds it in the status. */
  tell(notice: OwnerNotice): Promise<void>;
}

/** `plan`: the messages for each owner who can be told, in the platform's own terms. */
export function createOwnerTeller<Part, Failure extends CallFailure>({
  port,
  plan,
  log,
}: {
  port: Pick<PartPort<Part, Failure>, 'queueOf' | 'chatOf' | 'call'>;
  plan(notice: OwnerNotice): Promise<Part[][]>;
  log: PlatformLog;
}): OwnerTeller {
  return {
    async tell(notice) {
      try {
        for (const parts of await plan(notice)) {
          const failure = await sendParts(port, parts);
          if (failure !== null)
            log.info({ failure: failure.kind }, 'one who runs the bot could not be told in private');
        }
      } catch (error) {
        log.warn(describeError(error), 'those who run the bot could not be told in private');
      }
    },
  };
}

/** Keeps notices until there is who tells them. */
export function createOwnerLine(): OwnerTeller & { open(teller: OwnerTeller): Promise<void>; close(): void } {
  let waiting: OwnerNotice[] = [];
  let open: OwnerTeller | null = null;
  return {
    async tell(notice) {
      if (open !== null) return open.tell(notice);
      waiting = [...waiting, notice].slice(-MOST_WAITING);
    },
    async open(teller) {
      open = teller;
      const kept = waiting;
      waiting = [];
      for (const notice of kept) await teller.tell(notice);
    },
    close() {
      open = null;
    },
  };
}

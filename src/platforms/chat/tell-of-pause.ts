import { z } from 'zod';
import type { NoteStore, PauseReason } from '../../core/ports/platform-store.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import type { CallFailure } from './call-result.ts';
import type { PartPort } from './deliver-answer.ts';
import { describeError, type PlatformLog } from './platform-log.ts';
import { sendParts } from './send-parts.ts';
import type { Timers } from './send-queue.ts';

type Place = Pick<Delivery, 'chat' | 'thread'>;

/** Why the digests of a chat, or of one of its threads, stop. */
export type StopReason = PauseReason | 'thread-closed';

/** That digests stop; `title` where it is known what the chat is called. */
export interface Pause extends Place {
  reason: StopReason;
  title?: string | undefined;
}

/** A message to one who can be told, and of which pauses; `parts` is null where it can't be made at present. */
export interface PauseMessage<Part> {
  parts: readonly Part[] | null;
  about: readonly Pause[];
}

/**
 * Tells those who look after a chat that its digests stop: once, until one arrives again. What stops within a minute is told
 * together; who can't be reached at present is told later, after a restart too.
 */
export interface PauseTeller {
  /** Goes on with what an earlier process left. Never rejects. */
  resume(): Promise<void>;
  /** At once, for the lanes of digests must not wait for it. */
  failed(place: Place, reason: StopReason, title?: string): void;
  /** Digests arrive, or may arrive, again. Never rejects. */
  sent(place: Place): Promise<void>;
  /** Resolves when what is under way has ended; what waits is kept for the next start. */
  stop(): Promise<void>;
}

/** Milliseconds: when rights are lost they are often lost in many chats at once. */
const GATHERED_FOR = 60_000;
const LONGEST_WAIT = 3_600_000;
const MOST_WAITING = 5000;
/** Failures that say nothing of whether the person can be told. */
const PASSING = new Set(['stopped', 'full', 'aborted', 'retryable', 'rate-limited', 'unauthorized']);

const keptSchema = z.array(
  z.object({
    chat: z.string(),
    thread: z.string().nullable(),
    reason: z.enum(['removed', 'blocked', 'muted', 'gone', 'thread-closed']),
    title: z.string().optional(),
  }),
);

/** `plan`: the messages for each who can be told, in the platform's own terms; none where nobody can be. */
export function createPauseTeller<Part, Failure extends CallFailure>({
  port,
  notes,
  plan,
  after,
  log,
}: {
  port: Pick<PartPort<Part, Failure>, 'platform' | 'queueOf' | 'chatOf' | 'call'>;
  notes: NoteStore;
  plan(pauses: readonly Pause[]): Promise<PauseMessage<Part>[]>;
  after: Timers['after'];
  log: PlatformLog;
}): PauseTeller {
  /** By the note that says that it was told. */
  const waiting = new Map<string, Pause>();
  let timer: { cancel(): void; isAgain: boolean } | null = null;
  let wait = GATHERED_FOR;
  let telling: Promise<void> = Promise.resolve();
  let keeping: Promise<void> = Promise.resolve();
  let isKept = true;
  let isStopped = false;

  const kept = `${port.platform} pauses to tell`;
  const noteOf = (chat: string, thread: string | null): string =>
    `${port.platform} stopped ${chat}:${thread ?? ''}`;
  // Only a closed thread stops what goes to it alone.
  const noteOfPause = ({ chat, thread, reason }: Pause): string =>
    noteOf(chat, reason === 'thread-closed' ? thread : null);

  /** Many changes at once are written once. */
  function keep(): void {
    isKept = false;
    keeping = keeping.then(async () => {
      if (isKept) return;
      isKept = true;
      try {
        if (waiting.size === 0) await notes.forget(kept);
        else await notes.write(kept, JSON.stringify([...waiting.values()]));
      } catch (error) {
        log.warn(describeError(error), 'the pauses that are to be told could not be kept');
      }
    });
  }

  function arm(isAgain: boolean): void {
    // What comes new does not wait as long as what was tried in vain.
    if (isStopped || (timer !== null && (isAgain || !timer.isAgain))) return;
    timer?.cancel();
    const cancel = after(isAgain ? wait : GATHERED_FOR, () => {
      timer = null;
      telling = telling.then(tell);
    });
    timer = { cancel, isAgain };
  }

  async function tell(): Promise<void> {
    if (isStopped) return;
    try {
      await tellAll();
    } catch (error) {
      log.warn(describeError(error), 'nobody could be told of a pause');
    }
    keep();
    wait = waiting.size === 0 ? GATHERED_FOR : Math.min(LONGEST_WAIT, wait * 2);
    if (waiting.size > 0) arm(true);
  }

  async function tellAll(): Promise<void> {
    const untold: Pause[] = [];
    for (const [note, pause] of [...waiting])
      if ((await notes.read(note)) === pause.reason) waiting.delete(note);
      else untold.push(pause);
    const told = new Set<Pause>();
    const late = new Set<Pause>();
    for (const { parts, about } of untold.length === 0 ? [] : await plan(untold)) {
      const isDone = parts !== null && (await send(parts));
      for (const pause of about) (isDone ? told : late).add(pause);
    }
    for (const pause of untold) {
      const note = noteOfPause(pause);
      // It ended meanwhile, or has another reason by now.
      if (waiting.get(note) !== pause) continue;
      if (told.has(pause)) await notes.write(note, pause.reason);
      if (told.has(pause) || !late.has(pause)) waiting.delete(note);
    }
  }

  /** False where it may go through later. */
  async function send(parts: readonly Part[]): Promise<boolean> {
    const failure = await sendParts(port, parts);
    if (failure === null) return true;
    log.info({ failure: failure.kind }, 'one who looks after a chat could not be told of its pause');
    return !PASSING.has(failure.kind);
  }

  function add(pause: Pause): void {
    const note = noteOfPause(pause);
    const known = waiting.get(note);
    if (known?.reason === pause.reason || (known === undefined && waiting.size >= MOST_WAITING)) return;
    waiting.set(note, pause);
    arm(false);
  }

  return {
    async resume() {
      try {
        const left = keptSchema.safeParse(JSON.parse((await notes.read(kept)) ?? '[]'));
        for (const pause of left.data ?? []) add(pause);
      } catch (error) {
        log.warn(describeError(error), 'the pauses that are to be told could not be read');
      }
    },
    failed({ chat, thread }, reason, title) {
      add({ chat, thread, reason, title });
      keep();
    },
    async sent({ chat, thread }) {
      try {
        for (const note of new Set([noteOf(chat, null), noteOf(chat, thread)])) {
          if (waiting.delete(note)) keep();
          if ((await notes.read(note)) !== null) await notes.forget(note);
        }
      } catch (error) {
        log.warn(describeError(error), 'that digests arrive again could not be noted');
      }
    },
    async stop() {
      isStopped = true;
      timer?.cancel();
      await telling;
      await keeping;
    },
  };
}

import { z } from 'zod';
import type { NoteStore } from '../../core/ports/platform-store.ts';
import { describeError, type PlatformLog } from './platform-log.ts';
import type { ToldWaits } from './send-queue.ts';

/** A chat (null: all), until when (epoch milliseconds), and how long that was when it was told. */
const waitsSchema = z.array(z.tuple([z.string().nullable(), z.int(), z.number()]));
type Waits = z.infer<typeof waitsSchema>;

/** Milliseconds: a process that is started has waited as long before it sends anything. */
const SHORTEST = 1000;
const MOST_KEPT = 1000;

/**
 * Keeps what the platform told to wait for under a name among the notes: a process that comes after one that was killed
 * waits as that was told. What can't be kept is waited for by this process alone; what can't be read is told again.
 */
export async function keepToldWaits({
  name,
  notes,
  now,
  log,
}: {
  name: string;
  notes: NoteStore;
  /** Epoch milliseconds. */
  now: () => number;
  log: PlatformLog;
}): Promise<ToldWaits> {
  const began = now();
  const left = new Map<string | null, number>();
  let kept: Waits = await readWaits();
  // No wait becomes longer because the clock was set back.
  for (const [chat, until, after] of kept) left.set(chat, Math.max(0, Math.min(until - began, after)));
  let isWriting = false;

  async function readWaits(): Promise<Waits> {
    try {
      return waitsSchema.safeParse(JSON.parse((await notes.read(name)) ?? '[]')).data ?? [];
    } catch (error) {
      log.warn(describeError(error), 'what an earlier process was told to wait for could not be read');
      return [];
    }
  }

  /** What comes while one is written goes with the next. */
  async function write(): Promise<void> {
    isWriting = true;
    for (let written: Waits | null = null; written !== kept; ) {
      written = kept;
      await notes
        .write(name, JSON.stringify(written))
        .catch((error: unknown) =>
          log.warn(describeError(error), 'what was told to be waited for could not be kept'),
        );
    }
    isWriting = false;
  }

  return {
    left: (chat) => left.get(chat) ?? 0,
    keep(chat, after) {
      if (after <= SHORTEST) return;
      const until = Math.ceil(now() + after);
      const others = kept.filter((each) => each[0] !== chat && each[1] > now());
      kept = [...others.slice(1 - MOST_KEPT), [chat, until, after]];
      if (!isWriting) void write();
    },
  };
}

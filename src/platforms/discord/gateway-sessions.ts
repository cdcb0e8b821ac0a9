import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NoteStore } from '../../core/ports/platform-store.ts';
import { describeError, type PlatformLog } from '../chat/platform-log.ts';

/** What a connection to the gateway is gone on with (https://docs.discord.com/developers/events/gateway#resuming). */
export interface GatewaySession {
  sessionId: string;
  resumeURL: string;
  sequence: number;
  shardId: number;
  shardCount: number;
}

const sessionSchema = z.object({
  sessionId: z.string(),
  resumeURL: z.string(),
  sequence: z.int(),
  shardId: z.int(),
  shardCount: z.int(),
});

/**
 * Keeps the sessions over a restart, so that what was said meanwhile is still told. A sequence that is kept a little late is no
 * harm: what is told again is known by its id.
 */
export interface GatewaySessions {
  find(shard: number): Promise<GatewaySession | null>;
  change(shard: number, session: GatewaySession | null): void;
  /** Keeps the newest now, and nothing that comes after: a connection that is left forgets its session. */
  end(): Promise<void>;
}

/** Milliseconds between two writes of a sequence that counts up. */
const KEEP_EVERY = 1000;

export function createGatewaySessions({
  token,
  notes,
  after,
  log,
}: {
  token: string;
  notes: NoteStore;
  after: (milliseconds: number, run: () => void) => () => void;
  log: PlatformLog;
}): GatewaySessions {
  const account = createHash('sha256').update(token).digest('hex').slice(0, 16);
  const nameOf = (shard: number): string => `discord.session.${account}.${shard}`;
  const changed = new Map<number, GatewaySession | null>();
  /** The ids of the sessions that are kept or on their way there. */
  const known = new Map<number, string | undefined>();
  let cancel: (() => void) | null = null;
  let ended = false;

  async function flush(): Promise<void> {
    cancel?.();
    cancel = null;
    const writes = [...changed].map(([shard, session]) =>
      notes.write(nameOf(shard), JSON.stringify(session)),
    );
    changed.clear();
    await Promise.all(writes);
  }

  function keep(): void {
    flush().catch((error: unknown) =>
      log.warn(describeError(error), 'the gateway session could not be kept'),
    );
  }

  return {
    async find(shard) {
      const kept = await notes.read(nameOf(shard));
      if (kept === null) return null;
      const read = sessionSchema.safeParse(JSON.parse(kept));
      return read.success ? read.data : null;
    },
    change(shard, session) {
      if (ended) return;
      changed.set(shard, session);
      // Without a session that is new what is said is lost with the process; its sequence may be a little late.
      const isNew = session?.sessionId !== known.get(shard);
      known.set(shard, session?.sessionId);
      if (isNew) keep();
      else cancel ??= after(KEEP_EVERY, keep);
    },
    async end() {
      ended = true;
      await flush();
    },
  };
}

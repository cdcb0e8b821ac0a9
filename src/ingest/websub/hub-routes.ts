import type { Push, PushStore } from '../../core/ports/push-store.ts';
import { ASKED_LEASE } from './ask-hub.ts';
import { isSigned } from './check-signature.ts';

/** Of a secret path: 32 bytes as base64url. */
const PATH = /\/websub\/([\w-]{43})$/;
/** Bytes; it is the feed, which is fetched up to that size. */
const LONGEST_BODY = 8 * 1024 * 1024;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Milliseconds: whoever promises less would have to be asked all the time. */
const SHORTEST_LEASE = 10 * MINUTE;
const LONGEST_LEASE = 30 * DAY;
/** Of a lease, after which it is renewed. */
const RENEWED_AFTER = 0.8;
const DENIED_FOR = 7 * DAY;

/** A request of a hub and what is answered, for whatever serves HTTP. */
export interface HubRequest {
  path: string;
  query: URLSearchParams;
  header(name: string): string | null;
  body: AsyncIterable<Uint8Array>;
}
export interface HubRoute {
  method: 'GET' | 'POST';
  path(path: string): boolean;
  longestBody: number;
  handle(request: HubRequest): Promise<{ status: number; body?: string }>;
}

/** Where a hub reaches us about one source. `base`: the public address of this server. */
export function callbackOf(base: string, token: string): string {
  return `${base.replace(/\/+$/, '')}/websub/${token}`;
}

/**
 * Answers hubs: that we asked for what they ask back about, and that a push has come. What they push is not read: it has the source
 * polled, for which `onSooner` is called.
 */
export function createHubRoutes({
  pushes,
  now,
  onSooner,
  log,
}: {
  pushes: Pick<PushStore, 'find' | 'change' | 'remove' | 'notePush'>;
  now: () => number;
  onSooner: () => void;
  log: { info(details: object, message: string): void };
}): HubRoute[] {
  // A proxy may keep the prefix of the public address.
  const path = (given: string): boolean => PATH.test(given);
  const find = (given: string): Promise<Push | null> => pushes.find(PATH.exec(given)?.[1] ?? '');

  /** https://www.w3.org/TR/websub/#hub-verifies-intent */
  async function verify(push: Push, query: URLSearchParams): Promise<{ status: number; body?: string }> {
    const { token, source, wish } = push;
    const mode = query.get('hub.mode');
    if (query.get('hub.topic') !== push.topic) return { status: 404 };
    if (mode === 'denied') {
      await pushes.change(token, { state: 'denied', until: null, nextAt: now() + DENIED_FOR });
      log.info({ source }, 'a hub will not push a source');
      return { status: 200 };
    }
    const challenge = query.get('hub.challenge') ?? '';
    if (mode !== wish || challenge === '') return { status: 404 };
    if (wish === 'unsubscribe') {
      await pushes.remove(token);
      return { status: 200, body: challenge };
    }
    // Hubs older than the standard leave it out.
    const lease = Number(query.get('hub.lease_seconds') ?? ASKED_LEASE) * 1000;
    if (!(lease >= SHORTEST_LEASE)) {
      await pushes.change(token, { state: 'failed', nextAt: now() + DAY });
      log.info({ source }, 'a hub would push a source for no time at all');
      return { status: 404 };
    }
    const held = Math.round(Math.min(lease, LONGEST_LEASE));
    await pushes.change(token, {
      ...{ state: 'held', until: now() + held, failures: 0 },
      nextAt: Math.round(now() + held * RENEWED_AFTER),
    });
    if (push.state !== 'held') log.info({ source }, 'a hub pushes a source from now on');
    return { status: 200, body: challenge };
  }

  return [
    {
      ...{ method: 'GET', path, longestBody: 0 },
      async handle({ path: given, query }) {
        const push = await find(given);
        return push === null ? { status: 404 } : verify(push, query);
      },
    },
    {
      ...{ method: 'POST', path, longestBody: LONGEST_BODY },
      async handle({ path: given, header, body }) {
        const push = await find(given);
        // Told so, a hub stops.
        if (push === null || push.wish === 'unsubscribe') return { status: 410 };
        const isTheirs = await isSigned(body, { signature: header('x-hub-signature'), secret: push.secret });
        if (isTheirs && (await pushes.notePush(push.token, now()))) onSooner();
        // Whether it was right is nobody's to find out.
        return { status: 202 };
      },
    },
  ];
}

import type { Push, PushStore } from '../../core/ports/push-store.ts';
import type { FeedHub } from '../../core/sources/source.ts';
import { describeAddress } from '../fetch/read-address.ts';
import type { AskHub } from './ask-hub.ts';
import { callbackOf } from './hub-routes.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Milliseconds between two looks, and where there is more to do than one takes. */
const LOOK_EVERY = MINUTE;
const SOON = 1000;
/** Hubs of one look, and at once. */
const MOST_OF_LOOK = 20;
const AT_ONCE = 4;
/** Milliseconds after which a hub that has not answered is asked again; doubled each time, up to a day. */
const PATIENCE = 10 * MINUTE;
/** A hub that is told so often in vain finds out by itself. */
const MOST_FAREWELLS = 3;

export interface PushDependencies {
  pushes: Pick<PushStore, 'listWanted' | 'listUnwanted' | 'keep' | 'change' | 'remove'>;
  ask: AskHub;
  /** The public address of the HTTP server. */
  base: string;
  now: () => number;
  /** 32 bytes as base64url, that nobody can guess. */
  newToken: () => string;
  /** Calls back after so many milliseconds, unless it is called off. */
  after(milliseconds: number, run: () => void): () => void;
  log: { info(details: object, message: string): void; warn(details: object, message: string): void };
}

/**
 * Asks hubs to push the sources that they offer to, renews what they promised before it ends, and takes back what is not wanted any
 * more, until it is stopped. No hub ever harms a source: that is polled all the same.
 */
export function runPushes({ pushes, ask, base, now, newToken, after, log }: PushDependencies): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  let callOff: () => void = () => {};
  let looking: Promise<void> = Promise.resolve();

  async function lookOnce(): Promise<number> {
    const query = { now: now(), limit: MOST_OF_LOOK };
    const [unwanted, wanted] = await Promise.all([pushes.listUnwanted(query), pushes.listWanted(query)]);
    const work = [
      ...unwanted.map((push) => () => takeBack(push)),
      ...wanted.map((one) => () => subscribe(one)),
    ];
    for (let at = 0; at < work.length && !stopping.signal.aborted; at += AT_ONCE)
      await Promise.all(work.slice(at, at + AT_ONCE).map((run) => run()));
    return Math.max(unwanted.length, wanted.length) === MOST_OF_LOOK ? SOON : LOOK_EVERY;
  }

  async function subscribe({
    source,
    hub,
    push,
  }: {
    source: string;
    hub: FeedHub;
    push: Push | null;
  }): Promise<void> {
    const isSame = push?.wish === 'subscribe' && push.hub === hub.url && push.topic === hub.topic;
    const isHeld = isSame && push.state === 'held' && push.until !== null && push.until > now();
    const failures = isSame ? push.failures + 1 : 1;
    const asked: Push = {
      ...{ source, hub: hub.url, topic: hub.topic, wish: 'subscribe', failures, askedAt: now() },
      ...(isSame
        ? { token: push.token, secret: push.secret, pushedAt: push.pushedAt }
        : { token: newToken(), secret: newToken(), pushedAt: null }),
      state: isHeld ? 'held' : 'asked',
      until: isHeld ? push.until : null,
      nextAt: now() + patienceAfter(failures),
    };
    await askFor(asked);
  }

  async function takeBack(push: Push): Promise<void> {
    const failures = push.wish === 'unsubscribe' ? push.failures + 1 : 1;
    const isHeld = push.until !== null && push.until > now();
    if (!isHeld || failures > MOST_FAREWELLS) return pushes.remove(push.token);
    await askFor({
      ...push,
      ...{ wish: 'unsubscribe', failures, askedAt: now(), nextAt: now() + PATIENCE },
    });
  }

  /** It is kept before it is asked: the hub may ask back at once. What it says then is not undone here. */
  async function askFor(asked: Push): Promise<void> {
    await pushes.keep(asked);
    const problem = await ask(asked, callbackOf(base, asked.token), stopping.signal);
    if (problem === null) return;
    const { retryable, retryAt } = problem;
    const nextAt = Math.max(asked.nextAt, retryable ? 0 : now() + DAY, Math.min(retryAt ?? 0, now() + DAY));
    const state = asked.state === 'held' ? 'held' : 'failed';
    await pushes.change(asked.token, { state, nextAt }, asked);
    if (asked.failures === 1)
      log.info(
        {
          source: asked.source,
          hub: describeAddress(asked.hub),
          problem: problem.kind,
          detail: problem.detail,
        },
        'a hub can not be asked; its source is polled all the same',
      );
  }

  function look(): void {
    looking = lookOnce()
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) log.warn({ err: error }, 'hubs could not be asked; trying again');
        return LOOK_EVERY;
      })
      .then((wait) => {
        if (!stopping.signal.aborted) callOff = after(wait, look);
      });
  }

  look();
  return {
    async stop() {
      stopping.abort(new Error('hubs are not asked any more'));
      callOff();
      await looking;
    },
  };
}

function patienceAfter(failures: number): number {
  return Math.min(DAY, PATIENCE * 2 ** Math.min(20, failures - 1));
}

import type { SourceStore } from '../../core/ports/source-store.ts';
import { changeAfterPoll, type PollOutcome, type SourceNotice } from '../../core/sources/after-poll.ts';
import { isRsshubRoute } from '../../core/sources/rsshub-route.ts';
import type { Source } from '../../core/sources/source.ts';
import type { SourceProblem } from '../../core/sources/source-problem.ts';
import { describeAddress } from '../fetch/read-address.ts';
import { createHostLanes } from './host-lanes.ts';

/** Requests at once: ten thousand feeds in ten minutes are 17 a second, of which some take the whole half minute. */
const MOST_AT_ONCE = 48;
/** What sites bear without noticing. */
const MOST_OF_HOST = 2;
/** Sources that are held for their turn, in all and of one host. */
const MOST_HELD = 240;
const MOST_WAITING_OF_HOST = 10;
/** Milliseconds after which a source that nobody has told the end of is due again: longer than all that are held can take. */
const LEASE = 10 * 60_000;
/** Milliseconds between two looks where nothing is due: the command line adds sources too, and a look that finds none reads one entry of an index. */
const LONGEST_SLEEP = 5000;
/** Where the store can't be read, it has more to do than this. */
const SLEEP_AFTER_ERROR = 60_000;
/** Not for each source a look of its own. */
const SHORTEST_SLEEP = 1000;
/** Where a host has more due than may wait, or wants to be left alone: the rest comes again about so much later. */
const PUT_OFF = 30_000;
const LONGEST_HOLD = 60 * 60_000;
const MOST_HOLDS = 1000;

interface PollingLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface PollingDependencies {
  sources: Pick<SourceStore, 'claimDue' | 'endPoll' | 'find' | 'findNextDue'>;
  poll(source: Source, signal: AbortSignal): Promise<PollOutcome>;
  now: () => number;
  /** Calls back after so many milliseconds, unless it is called off. */
  after(milliseconds: number, run: () => void): () => void;
  /** In [0, 1). */
  random: () => number;
  log: PollingLog;
  /** A source that is paused after many failures, or gone: as it is stored now, once for each time that it stops. */
  onStopped?(source: Source): void;
  /** Each poll as it ends, with how late it began (milliseconds). */
  onPolled?(source: Source, outcome: PollOutcome, lateness: number): void;
}

const NOTICES: Record<Exclude<SourceNotice, null>, string> = {
  'given-up': 'a source failed too often and is paused; it is tried once a day',
  gone: 'a source is gone for good and is not polled any more',
  recovered: 'a source that was paused can be read again',
  moved: 'a source has moved for good',
};

/** Polls what is due, source after source, until it is stopped. One source, or a store that fails, never ends it. */
export function runPolling({
  sources,
  poll,
  now,
  after,
  random,
  log,
  onStopped,
  onPolled,
}: PollingDependencies): {
  /** Looks at once: a source was added, or is due sooner than it was. */
  wake(): void;
  /** Ends what is under way; those sources are due as they were. */
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const lanes = createHostLanes<Source>({
    most: MOST_AT_ONCE,
    mostOfHost: MOST_OF_HOST,
    mostWaiting: MOST_WAITING_OF_HOST,
  });
  const holds = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  let cancelSleep = (): void => {};
  let looking: Promise<void> | null = null;
  let isMoreDue = false;
  let isWoken = false;

  function look(): void {
    if (stopping.signal.aborted) return;
    if (looking !== null) {
      // What is under way may have looked before the source was there.
      isWoken = true;
      return;
    }
    cancelSleep();
    isWoken = false;
    looking = lookOnce()
      .catch((error: unknown) => {
        log.error({ error: messageOf(error) }, 'could not look for sources that are due; trying again');
        return SLEEP_AFTER_ERROR;
      })
      .then((pause) => {
        looking = null;
        startAll();
        if (stopping.signal.aborted) return;
        if (isWoken) look();
        else cancelSleep = after(pause, look);
      });
  }

  /** Claims what there is room for; how long to sleep then. */
  async function lookOnce(): Promise<number> {
    const { waiting, underWay: running } = lanes.size();
    const room = MOST_HELD - waiting - running;
    // Whoever ends makes room and looks again.
    if (room <= 0) return LONGEST_SLEEP;
    const earliest = await sources.findNextDue();
    if (earliest === null || earliest > now()) return sleepUntil(earliest);
    const due = await sources.claimDue({ now: now(), until: now() + LEASE, limit: room });
    isMoreDue = due.length === room;
    const turnedAway = due.filter((source) => !admit(source));
    await Promise.all(turnedAway.map(putOff));
    return sleepUntil(await sources.findNextDue());
  }

  function sleepUntil(due: number | null): number {
    const wait = due === null ? LONGEST_SLEEP : due - now();
    return Math.min(LONGEST_SLEEP, Math.max(SHORTEST_SLEEP, wait));
  }

  /** When the host of a source wants to be asked again; null where it may be asked now. */
  function findHold(source: Source): number | null {
    const until = holds.get(hostOf(source)) ?? 0;
    return until > now() ? until : null;
  }

  function admit(source: Source): boolean {
    if (findHold(source) !== null) return false;
    const host = hostOf(source);
    holds.delete(host);
    return lanes.add(host, source);
  }

  async function putOff(source: Source): Promise<void> {
    const hold = findHold(source);
    await sources.endPoll(source.id, {
      nextAt: (hold ?? now()) + PUT_OFF * (0.5 + random()),
      ...(hold === null ? {} : { nextReason: 'server' }),
    });
  }

  function startAll(): void {
    for (let next = lanes.take(); next !== null; next = lanes.take()) {
      const { host, work } = next;
      const run: Promise<void> = runPoll(work).finally(() => {
        underWay.delete(run);
        lanes.end(host);
        if (stopping.signal.aborted) return;
        startAll();
        if (isMoreDue && lanes.size().waiting < MOST_HELD / 2) look();
      });
      underWay.add(run);
    }
  }

  async function runPoll(source: Source): Promise<void> {
    const began = now();
    try {
      // Its host may have said so while it waited for its turn.
      if (findHold(source) !== null) return await putOff(source);
      const outcome = await poll(source, stopping.signal);
      if (outcome.kind === 'failed') holdHost(source, outcome.problem);
      // Its owner may have changed them meanwhile.
      const { bounds } = (await sources.find(source.id)) ?? source;
      const polled = { ...source, bounds };
      const { change, notice } = changeAfterPoll(polled, outcome, { now: now(), random: random() });
      await sources.endPoll(source.id, change);
      tell(source, outcome, notice);
      if (notice === 'given-up' || notice === 'gone') onStopped?.({ ...source, ...change });
      onPolled?.(source, outcome, began - (source.nextAt ?? began));
    } catch (error) {
      // A store that is locked or full says nothing of the source; it is due again when its lease ends.
      if (stopping.signal.aborted) await giveBack(source);
      else log.error({ source: source.id, error: messageOf(error) }, 'a source could not be taken in');
    }
  }

  /** It is due as it was, for the next start. */
  async function giveBack(source: Source): Promise<void> {
    await sources.endPoll(source.id, { nextAt: source.nextAt }).catch(() => {});
  }

  /** A host that says when to come again means all of its feeds. */
  function holdHost(source: Source, { status, retryAt }: SourceProblem): void {
    if (retryAt === null || (status !== 429 && status !== 503)) return;
    holds.set(hostOf(source), Math.min(retryAt, now() + LONGEST_HOLD));
    const [oldest] = holds.keys();
    if (holds.size > MOST_HOLDS && oldest !== undefined) holds.delete(oldest);
  }

  function tell(source: Source, outcome: PollOutcome, notice: SourceNotice): void {
    const details = {
      source: source.id,
      address: describeAddress(source.url),
      ...(outcome.kind === 'failed' ? { problem: outcome.problem.kind, detail: outcome.problem.detail } : {}),
    };
    if (notice === 'given-up' || notice === 'gone') log.warn(details, NOTICES[notice]);
    else if (notice !== null) log.info(details, NOTICES[notice]);
    else if (outcome.kind === 'failed' && source.failures === 0)
      log.info(details, 'a source could not be read; it is tried again');
    if (outcome.kind === 'read' && outcome.news > 0)
      log.info({ ...details, articles: outcome.news }, 'took in what a source published');
  }

  look();
  return {
    wake: look,
    async stop() {
      stopping.abort(new Error('polling is being stopped'));
      cancelSleep();
      await looking;
      await Promise.all([...lanes.clear().map(giveBack), ...underWay]);
    },
  };
}

/** Routes of RSSHub are asked of one instance, whatever they begin with. */
function hostOf({ url }: Source): string {
  return isRsshubRoute(url) ? 'rsshub:' : (URL.parse(url)?.hostname ?? url);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

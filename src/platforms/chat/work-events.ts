import type { OpenEvent, PlatformStore } from '../../core/ports/platform-store.ts';
import type { AnswerPlan } from './answer-plan.ts';
import type { Delivery } from './deliver-answer.ts';
import { createLanes, createLoopTurns, createSlots } from './lanes.ts';
import { createLeftEvents } from './left-events.ts';
import { describeError, type PlatformLog } from './platform-log.ts';
import type { Timers } from './send-queue.ts';

/** What somebody did, as it is worked: `lane` says whose events stay in order. */
export interface LaneEvent<Event> {
  id: string;
  lane: string;
  event: Event;
}

/** Takes events in and works them: a lane's in their order, lanes side by side. */
export interface EventWork<Event> {
  /** Keeps events, then works those that are new. When it resolves they survive a crash; it rejects where they could not be kept. */
  receive(events: readonly LaneEvent<Event>[]): Promise<void>;
  /** Works what an earlier process left open; what is too old or was tried too often by then is finished. */
  resume(): Promise<void>;
  hasRoom(): boolean;
  /** Resolves when there is room for more. */
  waitForRoom(): Promise<void>;
  /** Events that are taken in and not done with. */
  size(): number;
  /** Starts nothing more and resolves when what is under way has come to a point where it can be left. */
  stop(): Promise<void>;
}

/** What an answer that is worked on needs of the outside. */
export interface AnswerProgress {
  signal: AbortSignal;
  /** The message that shows what there was of the answer when an earlier process ended; null where none does. */
  shown: string | null;
  /** A message shows what there is of the answer by now: the whole takes its place, also after a crash. */
  keepShown(message: string): Promise<void>;
}

/** What a platform makes of events. */
export interface EventAnswerer<Event, Part> {
  /**
   * What an event leads to being sent; null for nothing (what needs no message is done when it resolves), `stopped`
   * where it was not worked to its end because of the signal, `later` where another has to end first.
   */
  answer(event: Event, progress: AnswerProgress): Promise<AnswerPlan<Part> | null | 'stopped' | 'later'>;
  /** The event has to wait for others of its lane: shows that it was seen. */
  acknowledge(event: Event): void;
  /**
   * A part was given away when the process ended, and nobody knows whether it came to be: `again` where it can't come twice
   * by that, `again-in-doubt` where it is sent all the same and counted, else what is sent in its place. `age`: milliseconds
   * since it was first given away.
   */
  settleDoubt(event: Event, part: Part, age: number): Promise<'again' | 'again-in-doubt' | Part[]>;
}

/** Answers that are worked out at once; waiting to be sent takes no place among them. */
const MOST_AT_WORK = 64;
/** Taken in and not done with; beyond that the platform keeps them for us, where it does. */
const MOST_OPEN = 5000;
/** Starts at which the answer to an event is worked out: one that ends the process would end it for ever. */
const MOST_STARTS = 5;
/** At work at once of those that were when the process ended before: another end is to be laid to few. */
const MOST_SUSPECTS = 4;

export function createEventWork<Event, Part>({
  account,
  store,
  readEvent,
  readPlan,
  answerer,
  delivery,
  answeredFor,
  mostOpen = MOST_OPEN,
  triedUntil = null,
  onGivenUp,
  log,
  now,
  after,
  signal,
}: {
  account: string;
  store: Pick<PlatformStore, 'events'>;
  /** Reads an event as it was kept; null where that can't be. */
  readEvent(body: string): Event | null;
  readPlan(plan: string): AnswerPlan<Part> | null;
  answerer: EventAnswerer<Event, Part>;
  delivery: Delivery<Part>;
  /** Milliseconds after which nobody waits for an answer any more. */
  answeredFor: number;
  /** Taken in and not done with; beyond that there is no room. */
  mostOpen?: number;
  /** Until when (epoch milliseconds) an event is tried, and its plan begun after a restart; null for a few tries within `answeredFor`. */
  triedUntil?: ((open: OpenEvent) => number) | null;
  /** An event is given up: it can't be read, is too old, was taken up too often, or (with this) tried too often. */
  onGivenUp?(id: string): Promise<unknown>;
  log: PlatformLog;
  now: () => number;
  after: Timers['after'];
  /** Ends the work that is under way. */
  signal: AbortSignal;
}): EventWork<Event> {
  const { events } = store;
  const lanes = createLanes();
  const inSlot = createSlots(MOST_AT_WORK);
  const inSuspectSlot = createSlots(MOST_SUSPECTS);
  const turn = createLoopTurns();
  let stopping = false;
  /** Events that are being kept: they come in faster than the store keeps them. */
  let arriving = 0;
  let waitingForRoom: (() => void)[] = [];

  const start = (open: OpenEvent, { resumed = false } = {}): void => {
    lanes.add(open.lane, async () => {
      if (!stopping) await work(open, resumed);
      if (lanes.size() <= mostOpen) {
        for (const resolve of waitingForRoom) resolve();
        waitingForRoom = [];
      }
    });
  };

  const giveUp = (id: string): Promise<unknown> => Promise.all([events.finish(account, id), onGivenUp?.(id)]);
  const left = createLeftEvents({
    listOpen: () => events.listOpen(account),
    start: (open) => start(open),
    giveUp: onGivenUp === undefined ? null : giveUp,
    triedUntil,
    ...{ log, now, after, signal },
  });

  /** Never rejects: an event that can't be worked stays open or is left, and the log says why. */
  async function work(open: OpenEvent, resumed: boolean): Promise<void> {
    let isOpen = true;
    let hasTried = true;
    try {
      const event = readEvent(open.body);
      if (event === null) log.error({ event: open.id }, 'a stored event can not be read: it is given up');
      const ended = event === null ? 'given-up' : await answerEvent(open, event, resumed);
      if (ended === 'done') await events.finish(account, open.id);
      if (ended === 'given-up') await giveUp(open.id);
      isOpen = ended === 'open' || ended === 'later';
      hasTried = ended !== 'later';
    } catch (error) {
      if (!stopping) log.error({ event: open.id, ...describeError(error) }, 'an event could not be worked');
    }
    if (!isOpen) left.forget(open.id);
    else if (!stopping) left.leave(open, { hasTried });
  }

  async function answerEvent(
    open: OpenEvent,
    event: Event,
    resumed: boolean,
  ): Promise<'finished' | 'done' | 'given-up' | 'open' | 'later'> {
    // Reading them takes its time too, and after a crash there may be thousands.
    if (open.answer !== null && !open.answer.sending) await turn();
    const kept = open.answer === null ? null : readPlan(open.answer.plan);
    if (open.answer !== null && kept !== null) {
      const { sent, sending, givenAt } = open.answer;
      if (!sending) return delivery.deliver(open.id, kept, { from: sent, isStored: true });
      return goOnUncertain(open, event, kept, { sent, givenAt: givenAt ?? open.receivedAt });
    }
    if (open.answer !== null && (open.answer.sent > 0 || open.answer.sending)) {
      log.error(
        { event: open.id },
        'a stored answer can not be read, and some of it was sent: it is given up',
      );
      return 'given-up';
    }
    const inTurn = open.attempts > 0 ? inSuspectSlot : inSlot;
    const plan = await inTurn(async () => {
      await turn();
      if (resumed) await events.countAttempt(account, open.id);
      return answerer.answer(event, {
        signal,
        shown: open.shown,
        keepShown: (message) => events.show(account, open.id, message),
      });
    });
    if (plan === 'stopped') return 'open';
    if (plan === 'later') return plan;
    if (plan === null) return 'done';
    // It did not end the process: from here on nothing is laid to it, however long it waits to be sent.
    if (resumed) await events.plan(account, open.id, JSON.stringify(plan), { uncertain: 0 });
    return delivery.deliver(open.id, plan, { from: 0, isStored: resumed });
  }

  /** A part was given away when the process ended. */
  async function goOnUncertain(
    { id }: OpenEvent,
    event: Event,
    plan: AnswerPlan<Part>,
    { sent, givenAt }: { sent: number; givenAt: number },
  ): Promise<'finished' | 'done' | 'open'> {
    const part = plan.parts[sent];
    const settled = part === undefined ? 'again' : await answerer.settleDoubt(event, part, now() - givenAt);
    if (settled === 'again') return delivery.deliver(id, plan, { from: sent, isStored: true });
    const isRepeated = settled === 'again-in-doubt';
    log.warn(
      { event: id, part: sent },
      isRepeated
        ? 'nobody knows whether a part was sent; it is sent again'
        : 'nobody knows whether a part was sent; it is not sent again',
    );
    const rest: AnswerPlan<Part> = {
      ...plan,
      parts: isRepeated ? plan.parts.slice(sent) : [...settled, ...plan.parts.slice(sent + 1)],
    };
    await events.plan(account, id, JSON.stringify(rest), { uncertain: 1 });
    return delivery.deliver(id, rest, { from: 0, isStored: true });
  }

  return {
    async receive(received) {
      const kept = received.map(({ id, lane, event }) => ({
        id,
        lane,
        body: JSON.stringify(event),
        receivedAt: now(),
      }));
      arriving += kept.length;
      const keeping = events.receive(account, kept).finally(() => {
        arriving -= kept.length;
      });
      const fresh = new Set(await keeping);
      for (const [index, open] of kept.entries()) {
        if (!fresh.delete(open.id)) continue;
        const event = received[index]?.event;
        // A button shows that it was pressed, also where its answer has to wait.
        if (event !== undefined && lanes.isBusy(open.lane)) answerer.acknowledge(event);
        start({ ...open, attempts: 0, shown: null, answer: null });
      }
    },
    async resume() {
      const open = await events.listOpen(account);
      if (open.length > 0) log.info({ open: open.length }, 'going on with events that were left open');
      const finished: Promise<unknown>[] = [];
      const isInDoubt = ({ answer }: OpenEvent): boolean => answer?.sending === true;
      const doubtful = open.filter(isInDoubt);
      for (const event of doubtful) takeUpAgain(event);
      // They stand before all others in the queue: the sooner one is sent again, the likelier it is known by its nonce.
      if (doubtful.length > 0) await new Promise<void>((resolve) => setImmediate(resolve));
      for (const event of open) if (!isInDoubt(event)) takeUpAgain(event);
      await Promise.all(finished);

      function takeUpAgain(event: OpenEvent): void {
        const age = now() - event.receivedAt;
        // What was begun goes on, and what is not made yet is decided on when it is.
        const isUnsent = event.answer !== null && event.answer.sent === 0 && !event.answer.sending;
        const isOver = age > answeredFor || (isUnsent && triedUntil !== null && now() > triedUntil(event));
        const isPlanned = (): boolean => event.answer !== null && readPlan(event.answer.plan) !== null;
        if (!isOver && (event.attempts < MOST_STARTS || isPlanned())) {
          start(event, { resumed: true });
          return;
        }
        log.error(
          { event: event.id, attempts: event.attempts, hours: Math.round(age / 3_600_000) },
          'an event that was left open is given up: it is too old, or was taken up too often',
        );
        finished.push(giveUp(event.id));
      }
    },
    hasRoom: () => lanes.size() <= mostOpen,
    async waitForRoom() {
      if (lanes.size() > mostOpen) await new Promise<void>((resolve) => waitingForRoom.push(resolve));
    },
    size: () => lanes.size() + arriving,
    async stop() {
      stopping = true;
      left.stop();
      for (const resolve of waitingForRoom) resolve();
      lanes.clear();
      await lanes.whenIdle();
    },
  };
}

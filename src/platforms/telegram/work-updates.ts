import type { OpenUpdate, PlatformStore } from '../../core/ports/platform-store.ts';
import { type AnswerPlan, readPlan } from './answer-plan.ts';
import type { Answerer } from './create-answerer.ts';
import type { Delivery } from './deliver-answer.ts';
import { createLanes, createSlots } from './lanes.ts';
import type { Timers } from './send-queue.ts';
import { describeError, type TelegramLog } from './telegram-log.ts';
import { laneOf, type TelegramUpdate, telegramUpdateSchema } from './telegram-update.ts';

/** Takes updates in and works them: a chat's in their order, chats side by side. */
export interface UpdateWork {
  /**
   * Keeps updates (as they came), then works those that are new. When it resolves they survive a crash; it rejects
   * where they could not be kept.
   */
  receive(updates: readonly unknown[]): Promise<void>;
  /** Works what an earlier process left open; what is too old or was tried too often by then is finished. */
  resume(): Promise<void>;
  hasRoom(): boolean;
  /** Resolves when there is room for more. */
  waitForRoom(): Promise<void>;
  /** Updates that are taken in and not done with. */
  size(): number;
  /** Starts nothing more and resolves when what is under way has come to a point where it can be left. */
  stop(): Promise<void>;
}

/** Answers that are worked out at once; waiting to be sent takes no place among them. */
const MOST_AT_WORK = 64;
/** Taken in and not done with; beyond that Telegram keeps them for us. */
const MOST_OPEN = 5000;
/** Milliseconds until an update that was left open is taken up again, longer each time. */
const AGAIN_AFTER = 60_000;
const MOST_TRIES = 5;
/** Starts at which an update is taken up: one that ends the process would end it for ever. */
const MOST_STARTS = 3;
/** Milliseconds after which nobody waits for an answer any more. */
const ANSWERED_FOR = 2 * 86_400_000;

export function createUpdateWork({
  bot,
  store,
  answerer,
  delivery,
  log,
  now,
  after,
  signal,
}: {
  bot: number;
  store: Pick<PlatformStore, 'updates'>;
  answerer: Answerer;
  delivery: Delivery;
  log: TelegramLog;
  now: () => number;
  after: Timers['after'];
  /** Ends the work that is under way. */
  signal: AbortSignal;
}): UpdateWork {
  const { updates } = store;
  const lanes = createLanes();
  const inSlot = createSlots(MOST_AT_WORK);
  let stopping = false;
  let waitingForRoom: (() => void)[] = [];
  /** Updates that were left open since the start: how often, and when they are taken up again. */
  const left = new Map<number, { tries: number; at: number }>();
  let cancelTakingUp: (() => void) | null = null;

  const start = (lane: string, open: OpenUpdate, { resumed = false } = {}): void => {
    lanes.add(lane, async () => {
      if (!stopping) await work(open, resumed);
      if (lanes.size() <= MOST_OPEN) {
        for (const resolve of waitingForRoom) resolve();
        waitingForRoom = [];
      }
    });
  };

  /** Never rejects: an update that can't be worked stays open or is left, and the log says why. */
  async function work(open: OpenUpdate, resumed: boolean): Promise<void> {
    let isOpen = true;
    try {
      if (resumed) await updates.countAttempt(bot, open.id);
      const update = readUpdate(open.body);
      const ended = update === null ? 'done' : await answerUpdate(open, update);
      if (ended === 'done') await updates.finish(bot, open.id);
      isOpen = ended === 'open';
    } catch (error) {
      if (!stopping) log.error({ update: open.id, ...describeError(error) }, 'an update could not be worked');
    }
    if (isOpen) tryLater(open.id);
    else left.delete(open.id);
  }

  const tryLater = (id: number): void => {
    if (stopping || signal.aborted) return;
    const tries = (left.get(id)?.tries ?? 0) + 1;
    if (tries > MOST_TRIES) {
      left.delete(id);
      log.error({ update: id, tries }, 'an update could not be answered; it is left for the next start');
      return;
    }
    left.set(id, { tries, at: now() + AGAIN_AFTER * 2 ** (tries - 1) });
    cancelTakingUp ??= after(AGAIN_AFTER, () => void takeUp());
  };

  /** All that are due at once, for the store is read once for them. */
  async function takeUp(): Promise<void> {
    cancelTakingUp = null;
    try {
      const time = now();
      const isDue = ({ id }: { id: number }): boolean => (left.get(id)?.at ?? Infinity) <= time;
      if ([...left].some(([id]) => isDue({ id })))
        for (const update of (await updates.listOpen(bot)).filter(isDue)) {
          const { tries } = left.get(update.id) ?? { tries: 0 };
          // At work now, so not due until it is left again.
          left.set(update.id, { tries, at: Infinity });
          start(update.chat, update);
        }
    } catch (error) {
      log.warn(describeError(error), 'updates that were left open could not be read; trying again');
    }
    if (left.size > 0 && !stopping) cancelTakingUp ??= after(AGAIN_AFTER, () => void takeUp());
  }

  async function answerUpdate(
    open: OpenUpdate,
    update: TelegramUpdate,
  ): Promise<'finished' | 'done' | 'open'> {
    const kept = open.answer === null ? null : readPlan(open.answer.plan);
    if (open.answer !== null && kept !== null) {
      if (!open.answer.sending)
        return delivery.deliver(open.id, kept, { from: open.answer.sent, isStored: true });
      return goOnUncertain(open.id, update, kept, open.answer.sent);
    }
    if (open.answer !== null && (open.answer.sent > 0 || open.answer.sending)) {
      log.error({ update: open.id }, 'a stored answer can not be read, and some of it was sent: it is left');
      return 'done';
    }
    const plan = await inSlot(() => answerer.answer(update, signal));
    if (plan === 'stopped') return 'open';
    if (plan === null) return 'done';
    return delivery.deliver(open.id, plan, { from: 0, isStored: false });
  }

  /** A part was given away when the process ended, and Telegram has no way to ask whether it came to be. */
  async function goOnUncertain(
    id: number,
    update: TelegramUpdate,
    plan: AnswerPlan,
    sent: number,
  ): Promise<'finished' | 'done' | 'open'> {
    const part = plan.parts[sent];
    // The same edit twice is one edit.
    if (part === undefined || part.edits !== null)
      return delivery.deliver(id, plan, { from: sent, isStored: true });
    log.warn({ update: id, part: sent }, 'nobody knows whether a part was sent; it is not sent again');
    const person = update.message?.from ?? update.callback_query?.from ?? update.my_chat_member?.from;
    const note = part.isNote
      ? []
      : (
          await answerer.noteUncertainty(
            {
              chat: { id: part.chat, type: part.group ? 'group' : 'private' },
              thread: part.thread,
              replyTo: part.replyTo,
              edits: null,
            },
            person?.language_code,
          )
        ).parts;
    const rest: AnswerPlan = { ...plan, parts: [...note, ...plan.parts.slice(sent + 1)] };
    await updates.plan(bot, id, JSON.stringify(rest), { uncertain: 1 });
    return delivery.deliver(id, rest, { from: 0, isStored: true });
  }

  return {
    async receive(received) {
      const read = received.flatMap((update) => {
        const parsed = telegramUpdateSchema.safeParse(update);
        if (!parsed.success) log.warn({ update: idOf(update) }, 'an update is not of the form that is known');
        return parsed.success ? [parsed.data] : [];
      });
      const fresh = new Set(
        await updates.receive(
          bot,
          read.map((update) => ({
            id: update.update_id,
            chat: laneOf(update),
            body: JSON.stringify(update),
            receivedAt: now(),
          })),
        ),
      );
      for (const update of read)
        if (fresh.has(update.update_id)) {
          const lane = laneOf(update);
          // A button shows that it was pressed, also where its answer has to wait.
          if (lanes.isBusy(lane)) answerer.acknowledge(update);
          start(lane, {
            id: update.update_id,
            chat: lane,
            body: JSON.stringify(update),
            receivedAt: now(),
            attempts: 0,
            answer: null,
          });
        }
    },
    async resume() {
      const open = await updates.listOpen(bot);
      if (open.length > 0) log.info({ open: open.length }, 'going on with updates that were left open');
      const finished: Promise<void>[] = [];
      for (const update of open) {
        const age = now() - update.receivedAt;
        if (age <= ANSWERED_FOR && update.attempts < MOST_STARTS) {
          start(update.chat, update, { resumed: true });
          continue;
        }
        log.error(
          { update: update.id, attempts: update.attempts, hours: Math.round(age / 3_600_000) },
          'an update that was left open is given up: it is too old, or was taken up too often',
        );
        finished.push(updates.finish(bot, update.id));
      }
      await Promise.all(finished);
    },
    hasRoom: () => lanes.size() <= MOST_OPEN,
    async waitForRoom() {
      if (lanes.size() > MOST_OPEN) await new Promise<void>((resolve) => waitingForRoom.push(resolve));
    },
    size: () => lanes.size(),
    async stop() {
      stopping = true;
      cancelTakingUp?.();
      for (const resolve of waitingForRoom) resolve();
      lanes.clear();
      await lanes.whenIdle();
    },
  };
}

function readUpdate(body: string): TelegramUpdate | null {
  try {
    return telegramUpdateSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

function idOf(update: unknown): number | null {
  return typeof update === 'object' && update !== null && 'update_id' in update
    ? Number(update.update_id)
    : null;
}

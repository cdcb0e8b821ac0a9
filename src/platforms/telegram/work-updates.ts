import type { OpenUpdate, PlatformStore } from '../../core/ports/platform-store.ts';
import { type AnswerPlan, readPlan } from './answer-plan.ts';
import type { Answerer } from './create-answerer.ts';
import type { Delivery } from './deliver-answer.ts';
import { createLanes, createSlots } from './lanes.ts';
import { describeError, type TelegramLog } from './telegram-log.ts';
import { laneOf, type TelegramUpdate, telegramUpdateSchema } from './telegram-update.ts';

/** Takes updates in and works them: a chat's in their order, chats side by side. */
export interface UpdateWork {
  /**
   * Keeps updates (as they came), then works those that are new. When it resolves they survive a crash; it rejects
   * where they could not be kept.
   */
  receive(updates: readonly unknown[]): Promise<void>;
  /** Works what an earlier process left open. */
  resume(): Promise<void>;
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

export function createUpdateWork({
  bot,
  store,
  answerer,
  delivery,
  log,
  now,
  signal,
}: {
  bot: number;
  store: Pick<PlatformStore, 'updates'>;
  answerer: Answerer;
  delivery: Delivery;
  log: TelegramLog;
  now: () => number;
  /** Ends the work that is under way. */
  signal: AbortSignal;
}): UpdateWork {
  const { updates } = store;
  const lanes = createLanes();
  const inSlot = createSlots(MOST_AT_WORK);
  let stopping = false;
  let waitingForRoom: (() => void)[] = [];

  const start = (lane: string, open: OpenUpdate): void => {
    lanes.add(lane, async () => {
      if (!stopping) await work(open);
      if (lanes.size() <= MOST_OPEN) {
        for (const resolve of waitingForRoom) resolve();
        waitingForRoom = [];
      }
    });
  };

  /** Never rejects: an update that can't be worked stays open or is left, and the log says why. */
  async function work(open: OpenUpdate): Promise<void> {
    try {
      const update = readUpdate(open.body);
      const ended = update === null ? 'done' : await answerUpdate(open, update);
      if (ended === 'done') await updates.finish(bot, open.id);
    } catch (error) {
      if (!stopping) log.error({ update: open.id, ...describeError(error) }, 'an update could not be worked');
    }
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
          start(lane, { id: update.update_id, chat: lane, body: JSON.stringify(update), answer: null });
        }
    },
    async resume() {
      const open = await updates.listOpen(bot);
      if (open.length > 0) log.info({ open: open.length }, 'going on with updates that were left open');
      for (const update of open) start(update.chat, update);
    },
    async waitForRoom() {
      if (lanes.size() > MOST_OPEN) await new Promise<void>((resolve) => waitingForRoom.push(resolve));
    },
    size: () => lanes.size(),
    async stop() {
      stopping = true;
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

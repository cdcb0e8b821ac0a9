import {
  type CallFailure,
  type CallResult,
  isRateLimited,
  isRetryable,
  type RateLimited,
  type Retryable,
} from './call-result.ts';
import {
  CHAT_BURST,
  createPace,
  createRateWindow,
  type Pace,
  type RateWindow,
  type SendLimits,
} from './rate-windows.ts';

export interface SendRequest<Result, Failure extends CallFailure> {
  chat: string;
  /** Groups have a limit of their own. */
  group: boolean;
  /** What a person waits for goes before what nobody waits for. */
  priority: 'answer' | 'digest';
  /** Runs right before each attempt, when its turn has come; the attempt waits for it. */
  before(): Promise<void>;
  call(): Promise<CallResult<Result, Failure>>;
}

/** The platform's, or the queue's own. */
export type SendFailure<Failure extends CallFailure> = Failure | { kind: 'full' | 'stopped'; reason: string };

export type SendResult<Result, Failure extends CallFailure> =
  | { ok: true; result: Result; uncertain: number }
  | { ok: false; failure: SendFailure<Failure>; uncertain: number };

export interface SendQueue<Failure extends CallFailure> {
  /**
   * Sends when the limits allow it, in the order of asking within a chat and priority. Waits out what the platform
   * says, tries a bounded number of times. `uncertain` counts attempts that the platform may have carried out although it was
   * tried again. Rejects only where `before` does.
   */
  send<Result>(request: SendRequest<Result, Failure>): Promise<SendResult<Result, Failure>>;
  /** Waiting and under way. */
  size(): number;
  /** Everything waits because the platform said so. */
  isHeldBack(): boolean;
  /** Starts nothing more; what waits ends as `stopped`. Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

export interface Timers {
  now(): number;
  after(milliseconds: number, run: () => void): () => void;
}

/** What the platform told to wait for, as it outlives the process. */
export interface ToldWaits {
  /** Milliseconds that a chat (null: all) still has to wait by what an earlier process was told. */
  left(chat: string | null): number;
  /** A chat was told to wait so many milliseconds from now on. */
  keep(chat: string | null, after: number): void;
}

const NOTHING_TOLD: ToldWaits = { left: () => 0, keep: () => {} };

interface Job<Failure extends CallFailure> {
  request: SendRequest<unknown, Failure>;
  attempts: number;
  waits: number;
  uncertain: number;
  settle(result: SendResult<unknown, Failure>): void;
  fail(error: unknown): void;
}

interface Chat<Failure extends CallFailure> {
  waiting: { answer: Job<Failure>[]; digest: Job<Failure>[] };
  busy: boolean;
  /** Stands in a ready list, or waits for its time. */
  listed: boolean;
  notBefore: number;
  pace: Pace;
  minute: RateWindow | null;
}

/** Requests without an answer yet, at most; those of slow chats stay below it. */
const MOST_UNDER_WAY = 100;
/**
 * Few leave at once: of each that has no answer when the process is killed nobody knows whether it was sent. As many as
 * a fifth of a second allows, counted for a fifth of a second, so that slow answers take nothing of the rate.
 */
const YOUNG = 200;
/**
 * What may leave within a second leaves one after the other within half of it: of many that leave at once the last is answered
 * late because of the others, by which its place in the limit would be held longer. A few at once make up for late timers.
 */
const SPREAD = 0.5;
const AT_ONCE = 3;
/** With the pauses between them some seven minutes. */
const MOST_ATTEMPTS = 20;
/** Where each try may come a second time. */
const MOST_UNCERTAIN = 3;
const MOST_WAITS = 10;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** Chats without anything waiting are forgotten when there are this many. */
const MOST_CHATS = 20_000;

export function createSendQueue<Failure extends CallFailure>({
  limits,
  timers,
  all = createRateWindow(limits.perSecond, 1000),
  notBefore = 0,
  told = NOTHING_TOLD,
  capacity = 50_000,
}: {
  limits: SendLimits;
  timers: Timers;
  /** Where others send within the same limit of all beside the queue, what they share. */
  all?: RateWindow;
  /** By the timers: nothing is sent earlier, for an earlier process may have used up what the limits allow. */
  notBefore?: number;
  told?: ToldWaits;
  capacity?: number;
}): SendQueue<Failure> {
  const chats = new Map<string, Chat<Failure>>();
  const ready: Record<'answer' | 'digest', Chat<Failure>[]> = { answer: [], digest: [] };
  const began = timers.now();
  let allNotBefore = began + told.left(null);
  let size = 0;
  let underWay = 0;
  let young = 0;
  const mostYoung = Math.min(MOST_UNDER_WAY, Math.max(1, Math.ceil((limits.perSecond * YOUNG) / 1000)));
  const spread = createPace({ perSecond: limits.perSecond / SPREAD, burst: AT_ONCE });
  let stopped = false;
  let cancelTimer: (() => void) | null = null;
  /** Chats that wait for their time; a pause that Telegram asks for may outlast the process's last seconds. */
  const cancelChats = new Set<() => void>();
  let ended: () => void = () => {};
  /** Chats that wait because they were told to. */
  const waitingAsTold = new Set<Chat<Failure>>();

  const findChat = (key: string, group: boolean): Chat<Failure> => {
    const known = chats.get(key);
    if (known !== undefined) return known;
    if (chats.size >= MOST_CHATS) forgetIdle();
    const chat: Chat<Failure> = {
      waiting: { answer: [], digest: [] },
      busy: false,
      listed: false,
      notBefore: began + told.left(key),
      pace: createPace({ perSecond: limits.perChatPerSecond, burst: CHAT_BURST }),
      minute: group ? createRateWindow(limits.perGroupPerMinute, 60_000) : null,
    };
    chats.set(key, chat);
    return chat;
  };

  const forgetIdle = (): void => {
    const now = timers.now();
    for (const [key, chat] of chats) {
      const idle =
        !chat.busy && !chat.listed && chat.notBefore <= now && (chat.minute?.count(now) ?? 0) === 0;
      if (idle && chat.pace.nextAt(now) <= now) chats.delete(key);
    }
  };

  /** When a chat's own limits allow its next. */
  const turnOf = (chat: Chat<Failure>, now: number): number =>
    Math.max(chat.notBefore, chat.pace.nextAt(now), chat.minute?.nextAt(now) ?? now);

  /** Puts a chat where its turn comes, now or when its own limits allow. */
  const list = (chat: Chat<Failure>): void => {
    const priority = chat.waiting.answer.length > 0 ? 'answer' : 'digest';
    if (chat.busy || chat.listed || chat.waiting[priority].length === 0) return;
    chat.listed = true;
    const now = timers.now();
    const at = turnOf(chat, now);
    if (at <= now) ready[priority].push(chat);
    else {
      const cancel = timers.after(Math.max(1, at - now), () => {
        cancelChats.delete(cancel);
        chat.listed = false;
        list(chat);
        pump();
      });
      cancelChats.add(cancel);
    }
  };

  const nextChat = (): Chat<Failure> | undefined => ready.answer.shift() ?? ready.digest.shift();

  const pump = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    while (
      !stopped &&
      underWay < MOST_UNDER_WAY &&
      young < mostYoung &&
      (ready.answer.length > 0 || ready.digest.length > 0)
    ) {
      const now = timers.now();
      const at = Math.max(notBefore, allNotBefore, all.nextAt(now), spread.nextAt(now));
      if (at > now) {
        // What depends on an answer goes on when that is there.
        if (Number.isFinite(at)) cancelTimer = timers.after(Math.max(1, at - now), pump);
        return;
      }
      const chat = nextChat();
      if (chat === undefined) return;
      chat.listed = false;
      // Listed twice, or told to wait meanwhile.
      if (chat.busy || turnOf(chat, now) > now) {
        list(chat);
        continue;
      }
      const job = chat.waiting.answer.shift() ?? chat.waiting.digest.shift();
      if (job !== undefined) void run(chat, job);
    }
  };

  async function run(chat: Chat<Failure>, job: Job<Failure>): Promise<void> {
    chat.busy = true;
    underWay += 1;
    young += 1;
    let isYoung = true;
    const grow = (): void => {
      if (isYoung) young -= 1;
      isYoung = false;
    };
    const cancelGrowing = timers.after(YOUNG, () => {
      grow();
      pump();
    });
    const places = [all.take(), ...(chat.minute === null ? [] : [chat.minute.take()])];
    chat.pace.take(timers.now());
    spread.take(timers.now());
    let result: CallResult<unknown, Failure> | null = null;
    try {
      await job.request.before();
      const now = timers.now();
      for (const place of places) place.sent(now);
      pump();
      job.attempts += 1;
      result = await job.request.call();
    } catch (error) {
      size -= 1;
      job.fail(error);
    }
    const now = timers.now();
    for (const place of places) {
      if (result === null) place.sent(now);
      place.answered(now);
    }
    underWay -= 1;
    cancelGrowing();
    grow();
    chat.busy = false;
    if (result !== null) take(chat, job, result);
    list(chat);
    pump();
    if (underWay === 0) ended();
  }

  /** What a call came to: its end, or another attempt. */
  const take = (chat: Chat<Failure>, job: Job<Failure>, result: CallResult<unknown, Failure>): void => {
    const now = timers.now();
    if (result.ok) {
      waitingAsTold.delete(chat);
      size -= 1;
      job.settle({ ...result, uncertain: job.uncertain });
      return;
    }
    const { failure } = result;
    if (isRateLimited(failure) && job.waits < MOST_WAITS) {
      job.waits += 1;
      waitAsTold(chat, job.request.chat, now, failure);
      again(chat, job);
    } else if (isRetryable(failure) && mayRetry(job, mayComeTwice(failure))) {
      if (mayComeTwice(failure)) job.uncertain += 1;
      chat.notBefore = now + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (job.attempts - 1));
      again(chat, job);
    } else {
      size -= 1;
      job.settle({ ok: false, failure, uncertain: job.uncertain });
    }
  };

  const mayComeTwice = ({ reached, isRepeatable }: Retryable): boolean => reached && isRepeatable !== true;

  const mayRetry = (job: Job<Failure>, isUncertain: boolean): boolean =>
    job.attempts < MOST_ATTEMPTS && !(isUncertain && job.uncertain >= MOST_UNCERTAIN);

  const again = (chat: Chat<Failure>, job: Job<Failure>): void => {
    if (!stopped) {
      chat.waiting[job.request.priority].unshift(job);
      return;
    }
    size -= 1;
    job.settle({ ok: false, failure: { kind: 'stopped', reason: 'stopped' }, uncertain: job.uncertain });
  };

  /**
   * Where it is not said whom a 429 means (Telegram does not), it means all where another chat was told so too, or where
   * the limit for all is nearly reached; else this chat.
   */
  const waitAsTold = (chat: Chat<Failure>, key: string, now: number, { after, scope }: RateLimited): void => {
    const waitAll = (): void => {
      allNotBefore = Math.max(allNotBefore, now + after);
      told.keep(null, after);
    };
    if (scope === 'all') {
      waitAll();
      return;
    }
    chat.notBefore = Math.max(chat.notBefore, now + after);
    told.keep(key, after);
    for (const each of waitingAsTold) if (each.notBefore <= now) waitingAsTold.delete(each);
    if (scope === 'chat') return;
    const others = waitingAsTold.size - (waitingAsTold.has(chat) ? 1 : 0);
    waitingAsTold.add(chat);
    if (others > 0 || all.count(now) >= limits.perSecond * 0.8) waitAll();
  };

  return {
    send(request) {
      return new Promise((resolve, reject) => {
        if (stopped || size >= capacity) {
          const kind = stopped ? 'stopped' : 'full';
          resolve({ ok: false, failure: { kind, reason: kind }, uncertain: 0 });
          return;
        }
        size += 1;
        const chat = findChat(request.chat, request.group);
        chat.waiting[request.priority].push({
          request,
          attempts: 0,
          waits: 0,
          uncertain: 0,
          // The result is that of this request's own call.
          settle: resolve as (result: SendResult<unknown, Failure>) => void,
          fail: reject,
        });
        // What stands among the digests goes before them all with an answer.
        if (chat.listed && request.priority === 'answer' && turnOf(chat, timers.now()) <= timers.now())
          ready.answer.push(chat);
        list(chat);
        pump();
      });
    },
    size: () => size,
    isHeldBack: () => allNotBefore > timers.now(),
    async stop() {
      stopped = true;
      cancelTimer?.();
      for (const { waiting } of chats.values())
        for (const job of [...waiting.answer.splice(0), ...waiting.digest.splice(0)]) {
          size -= 1;
          job.settle({
            ok: false,
            failure: { kind: 'stopped', reason: 'stopped' },
            uncertain: job.uncertain,
          });
        }
      for (const cancel of cancelChats) cancel();
      cancelChats.clear();
      if (underWay > 0) await new Promise<void>((resolve) => (ended = resolve));
    },
  };
}

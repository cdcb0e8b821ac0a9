import { z } from 'zod';
import { readerLanguages } from '../../commands/create-translator.ts';
import type { ReaderLanguage } from '../../core/model/reader-language.ts';
import type { PlatformStore } from '../../core/ports/platform-store.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import { LONGEST_LATENESS } from '../../core/schedule/due-slots.ts';
import { sentUntil } from '../../core/subscriptions/claim-slots.ts';
import type { ComposedDigest, DigestDesk } from '../../core/subscriptions/compose-digest.ts';
import { decideAgain } from '../../core/subscriptions/decide-again.ts';
import type { AnswerPlan } from './answer-plan.ts';
import type { CallFailure } from './call-result.ts';
import { createDelivery, type PartPort } from './deliver-answer.ts';
import { type Reader, readerOf } from './find-reader.ts';
import { createKeepTrying } from './keep-trying.ts';
import { describeError, type PlatformLog } from './platform-log.ts';
import { runWhenWoken } from './run-when-woken.ts';
import type { Timers } from './send-queue.ts';
import type { PauseTeller, StopReason } from './tell-of-pause.ts';
import { createEventWork } from './work-events.ts';

/** Sends the digests of one platform that are due, each once. */
export interface DigestPosts {
  /** Goes on with what an earlier process left. */
  resume(): Promise<void>;
  /** Some may be due. */
  wake(): void;
  size(): number;
  stop(): Promise<void>;
}

/** A digest that is to be told. */
export type ToldDigest = Extract<ComposedDigest, { coveredTo: number }>;

/** In what language and zone a digest is told. */
export function readerOfDigest({ output, subscription }: ToldDigest): Reader & { zone: string } {
  const language = readerLanguages.find((known) => known === output.edition.language) ?? 'zh-Hans';
  return { ...readerOf(language), zone: subscription.schedule.zone };
}

/** `number`: the delivery's place among all; `until`: when it is no news any more, absent in those of earlier versions. */
const eventSchema = z.object({ delivery: z.string(), number: z.int(), until: z.int().optional() });
type DigestEvent = z.infer<typeof eventSchema>;

/** Null where that is none. */
function readEvent(body: string): DigestEvent | null {
  try {
    return eventSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** Digests that are made and wait for their turn to be sent; the others wait in the store. */
const MOST_OPEN = 300;
const BATCH = 100;
/** Milliseconds after which a digest is no news any more. */
const SENT_WITHIN = 24 * 3_600_000;

export function createDigestPosts<
  Part extends { content?: string | undefined },
  Failure extends CallFailure,
>({
  platform,
  account,
  store,
  desk,
  language,
  port,
  readPlan,
  plan,
  settleDoubt,
  pauses,
  log,
  now,
  after,
  signal,
}: {
  platform: string;
  /** The bot's; digests are kept apart from answers. */
  account: string;
  store: Pick<PlatformStore, 'chats' | 'events' | 'conversations' | 'deliveries' | 'posts' | 'subscriptions'>;
  desk: DigestDesk;
  /** Of chats that have none of their own. */
  language: ReaderLanguage;
  port: PartPort<Part, Failure>;
  readPlan(text: string): AnswerPlan<Part> | null;
  /**
   * The messages of a digest in the platform's own terms; null where the chat is none. `event`: of this sending, the same
   * after a crash, another where the delivery is sent once more.
   */
  plan(digest: ToldDigest, delivery: Delivery, event: string): Promise<Part[] | null>;
  settleDoubt(part: Part, age: number): 'again' | 'again-in-doubt';
  pauses: PauseTeller;
  log: PlatformLog;
  now: () => number;
  after: Timers['after'];
  signal: AbortSignal;
}): DigestPosts {
  const { deliveries } = store;
  const ledger = `${account}/digests`;
  let last = 0;

  const end = (event: string, ending: Parameters<typeof deliveries.end>[1]): Promise<boolean> =>
    deliveries.end(deliveryOf(event), { ...ending, event: { account: ledger, id: event } }, now());

  const recorded = createDelivery<Part, Failure>({
    account: ledger,
    priority: 'digest',
    ...{ port, store, log, now },
    keepTrying: createKeepTrying({ after, signal, log }),
    // Killed between the sending and this, only the copy that nobody knows of can be neither corrected nor replied to.
    onPartSent: async (id, { content }, sent) =>
      content === undefined
        ? undefined
        : store.posts.keep({ platform, ...sent, delivery: deliveryOf(id), content, sentAt: now() }),
    async onFinished(id, { digest }, parts) {
      if (digest !== undefined) await end(id, { ...digest, parts });
    },
    async onGivenUp(id, failure, parts) {
      const due = await deliveries.find(deliveryOf(id));
      const chat = due === null ? null : await store.chats.find({ platform, chat: due.chat });
      // Where the failure paused the chat, that says it in the words that every platform has.
      const reason = chat?.paused ? `chat ${chat.paused}` : failure;
      await end(id, { state: 'failed', reason, parts });
      if (due === null) return;
      const stop = chat?.paused ?? stopOfThread(failure, due);
      if (stop !== null) pauses.failed(due, stop);
    },
  });

  const delivery: typeof recorded = {
    async deliver(event, plan, options) {
      const ended = await recorded.deliver(event, plan, options);
      // Recorded by now: what fails here must not have it recorded twice.
      if (ended === 'finished') await tellSent(event);
      return ended;
    },
  };

  /** Never rejects: at worst the chat's next pause is told of in the status alone. */
  async function tellSent(event: string): Promise<void> {
    try {
      const told = await deliveries.find(deliveryOf(event));
      if (told !== null) await pauses.sent(told);
    } catch (error) {
      log.warn(
        { event, ...describeError(error) },
        'that a digest arrived could not be kept for the next pause',
      );
    }
  }

  const work = createEventWork<DigestEvent, Part>({
    account: ledger,
    ...{ store, delivery, readPlan, log, now, after, signal },
    answeredFor: SENT_WITHIN,
    mostOpen: MOST_OPEN,
    onGivenUp: (id) => end(id, { state: 'failed', reason: 'given up' }),
    readEvent,
    // A platform or a network that is down for hours must not cost a digest.
    triedUntil: ({ body, receivedAt }) => readEvent(body)?.until ?? receivedAt + LONGEST_LATENESS,
    answerer: {
      async answer({ delivery: id, number }) {
        const claimed = await deliveries.find(id);
        // Ended by somebody else meanwhile.
        if (claimed?.state !== 'due') return null;
        const due = await decideAgain(claimed, { ...store, now: now() });
        if (due === 'skip') {
          await end(id, { state: 'skipped', reason: 'missed' });
          return null;
        }
        // One that waits to be tried again has told nothing yet: this one would tell of it all, and come before it.
        if (await deliveries.hasEarlierDue(due, number)) return 'later';
        const composed = await desk.compose(due, { language });
        if (composed.kind === 'skipped') {
          await end(id, { state: 'skipped', reason: composed.reason });
          return null;
        }
        const { kind, output, coveredTo, articleIds, contentHashes, chat } = composed;
        if (kind === 'empty' && !chat.settings.tellsEmpty) {
          await end(id, { state: 'empty', coveredTo });
          return null;
        }
        const parts = await plan(composed, due, eventOf(id, number));
        if (parts === null) {
          await end(id, { state: 'failed', reason: 'no such chat' });
          return null;
        }
        const state = kind === 'empty' ? ('empty' as const) : ('sent' as const);
        return {
          parts,
          exchange: { question: null, articleIds },
          digest: {
            state,
            edition: kind === 'empty' ? null : output.edition.id,
            ...{ coveredTo, articleIds, contentHashes },
          },
        };
      },
      acknowledge: () => {},
      settleDoubt: async (_event, part, age) => settleDoubt(part, age),
    },
  });

  async function toEvent({ number, delivery: due }: { number: number; delivery: Delivery }) {
    const subscription = await store.subscriptions.find(due.subscription);
    const until = subscription === null ? now() : sentUntil(due, subscription, now());
    return { id: eventOf(due.id, number), lane: due.chat, event: { delivery: due.id, number, until } };
  }

  const pump = runWhenWoken({
    async run() {
      for (;;) {
        await work.waitForRoom();
        if (signal.aborted) return;
        const due = await deliveries.listDue(platform, { after: last, limit: BATCH });
        if (due.length === 0) return;
        await work.receive(await Promise.all(due.map(toEvent)));
        last = due.at(-1)?.number ?? last;
      }
    },
    failure: 'due digests could not be read; trying again',
    ...{ log, after, signal },
  });

  return {
    async resume() {
      await work.resume();
      pump.wake();
    },
    wake: pump.wake,
    size: work.size,
    async stop() {
      await work.stop();
      await pump.whenIdle();
    },
  };
}

/** Where the chat goes on, a thread of it may take nothing. */
function stopOfThread(failure: string, { thread }: Pick<Delivery, 'thread'>): StopReason | null {
  const isLost = thread !== null && ['gone', 'no-access', 'no-rights'].includes(failure);
  return isLost || failure === 'thread-closed' ? 'thread-closed' : null;
}

/** One that is sent once more has another number, so that its event is another. */
function eventOf(delivery: string, number: number): string {
  return `${delivery}#${number}`;
}

function deliveryOf(event: string): string {
  return event.replace(/#\d+$/, '');
}

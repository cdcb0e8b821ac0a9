import { setMaxListeners } from 'node:events';
import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Command } from '../../commands/command.ts';
import type { Services } from '../../commands/services.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { PlatformStore } from '../../core/ports/platform-store.ts';
import type { DigestDesk } from '../../core/subscriptions/compose-digest.ts';
import type { ChatPlatform } from '../chat/chat-platform.ts';
import { createPostCorrections, type PostCorrections, type RevisedArticles } from '../chat/correct-posts.ts';
import { createDelivery } from '../chat/deliver-answer.ts';
import { createFloodControl } from '../chat/flood-control.ts';
import { forgetOld } from '../chat/forget-old.ts';
import { createContentKeeper } from '../chat/keep-contents.ts';
import { keepToldWaits } from '../chat/keep-told-waits.ts';
import { createKeepTrying } from '../chat/keep-trying.ts';
import { after, persist, within } from '../chat/lifetime.ts';
import { describeError, type PlatformLog } from '../chat/platform-log.ts';
import { createDigestPosts, type DigestPosts } from '../chat/post-digests.ts';
import type { SendLimits } from '../chat/rate-windows.ts';
import { createSendQueue, type Timers } from '../chat/send-queue.ts';
import { createPauseTeller, type PauseTeller } from '../chat/tell-of-pause.ts';
import { createOwnerLine, createOwnerTeller } from '../chat/tell-owners.ts';
import { createEventWork, type EventWork } from '../chat/work-events.ts';
import { readTelegramPlan } from './answer-plan.ts';
import { createChatAdmins } from './chat-admins.ts';
import { createAnswerer } from './create-answerer.ts';
import type { TelegramFailure } from './map-telegram-error.ts';
import { createMembership } from './membership.ts';
import { createDigestPlanner, planCorrection } from './plan-digest.ts';
import { planOwnerNotice } from './plan-owner-notice.ts';
import { planPauses } from './plan-pause.ts';
import { pollUpdates, type UpdateReceiver } from './poll-updates.ts';
import { readKeptUpdate, readUpdates } from './read-updates.ts';
import { createWebhookRoute, deriveWebhook, type WebhookRoute } from './receive-webhook.ts';
import { registerCommands } from './register-commands.ts';
import { createTelegramPartPort } from './send-part.ts';
import { createTelegramAnswering, PLATFORM } from './telegram-answering.ts';
import { createTelegramApi, type TelegramApi } from './telegram-api.ts';
import { TELEGRAM_LIMITS } from './telegram-limits.ts';
import type { TelegramUpdate } from './telegram-update.ts';
import { ALLOWED_UPDATES } from './telegram-update.ts';

export interface TelegramSettings {
  token: string;
  apiRoot?: string | undefined;
  /**
   * In place of long polling: the public address, the secret (one is derived without it), and what answers requests by a route
   * from then on, until what it gives is called.
   */
  webhook: { url: string; secret?: string | undefined; serve(route: WebhookRoute): () => void } | null;
  owners: readonly number[];
  /** Channels that are subscribed to digests by their `@name`: from the start on they are known by their id. */
  channelNames?: readonly string[];
  /** IANA name or offset. */
  zone: string;
  /** Telegram's own where it is left out. */
  limits?: SendLimits | undefined;
}

export interface TelegramDependencies {
  commands: readonly Command[];
  services: Services;
  store: PlatformStore;
  clock: Clock;
  /** What is waited by; by default a clock that nobody sets back. */
  timers?: Timers;
  log: PlatformLog;
  /** Makes the digests that are sent; without it none are. */
  desk?: DigestDesk;
  /** What sources have changed since it was posted; without it nothing is corrected. */
  revisions?: RevisedArticles;
  settings: TelegramSettings;
}

/** Milliseconds after the start of the process, from which its timers count, when most of what an earlier one sent, or had on its way, counts no more. */
const LIMITS_FORGET = 1250;
/** Milliseconds that a stop waits for what is being sent. */
const PATIENCE = 3000;
/** Milliseconds for what was ended then to be recorded. */
const LAST_WORDS = 250;
const DAY = 86_400_000;
/** After that nobody waits for an answer any more. */
const ANSWERED_FOR = 2 * DAY;
/** Telegram keeps updates for a day; an id must be known at least as long. */
const UPDATES_KEPT = 3 * DAY;
/** Updates that are not done with at which signs of work stand back: answers are what is waited for. */
const CROWD = 25;

/**
 * The Telegram bot. `run` works until the signal aborts and resolves with the exit code: 0 then, 1 where Telegram does
 * not take the token or the webhook can't be set up (the log says so). What is under way at the end is sent or left for the next start.
 */
export function createTelegramPlatform({
  commands,
  services,
  store,
  clock,
  timers = { now: () => performance.now(), after },
  log,
  desk,
  revisions,
  settings,
}: TelegramDependencies): ChatPlatform {
  const { token, webhook, owners, zone } = settings;
  let posts: DigestPosts | null = null;
  let corrections: PostCorrections | null = null;
  const ownerLine = createOwnerLine();

  return {
    wake() {
      posts?.wake();
      corrections?.wake();
    },
    tellOwners: ownerLine.tell,
    async run(signal) {
      // One listener for each update that is at work.
      setMaxListeners(0, signal);
      const sleep = (milliseconds: number): Promise<void> =>
        sleepFor(milliseconds, undefined, { signal }).catch(() => {});
      const lifetime = new AbortController();
      setMaxListeners(0, lifetime.signal);
      const api = createTelegramApi({ token, apiRoot: settings.apiRoot, lifetime: lifetime.signal });
      const me = await persist(() => api.call('getMe', undefined, signal), {
        ...{ sleep, signal, log },
        name: 'Telegram',
      });
      if (me === null) return 0;
      if (!me.ok) return refuse(me.failure.reason);
      const bot = me.result.id;
      const account = `telegram:${bot}`;
      const self = { id: bot, username: me.result.username };
      const queue = createSendQueue<TelegramFailure>({
        limits: settings.limits ?? TELEGRAM_LIMITS,
        timers,
        notBefore: LIMITS_FORGET,
        told: await keepToldWaits({
          name: `telegram.waits.${bot}`,
          ...{ notes: store.notes, now: clock.now, log },
        }),
      });
      const admins = createChatAdmins({ api, now: timers.now });
      const membership = createMembership({
        ...{ chats: store.chats, subscriptions: store.subscriptions, admins, log },
        pauses: {
          failed: (...stopped) => pauses.failed(...stopped),
          sent: (place) => pauses.sent(place),
        },
      });
      const port = createTelegramPartPort({ api, queue, membership });
      const keepTrying = createKeepTrying({ after: timers.after, signal, log });
      const delivery = createDelivery({ account, port, ...{ store, keepTrying, log }, now: clock.now });
      const answering = createTelegramAnswering({
        ...{ commands, services, store, api, queue, self, owners, zone, admins, membership, timers, log },
        now: clock.now,
        flood: createFloodControl(),
        isCrowded: () => work.size() > CROWD,
      });
      const work: EventWork<TelegramUpdate> = createEventWork({
        ...{ account, store, delivery, log, signal },
        answerer: createAnswerer(answering),
        after: timers.after,
        readEvent: readKeptUpdate,
        readPlan: readTelegramPlan,
        answeredFor: ANSWERED_FOR,
        now: clock.now,
      });
      const pauses: PauseTeller = createPauseTeller({
        ...{ port, notes: store.notes, log, after: timers.after },
        plan: (stopped) => planPauses(answering, stopped),
      });
      const contents = createContentKeeper({ posts: store.posts, now: clock.now });
      if (desk !== undefined)
        posts = createDigestPosts({
          ...{ platform: PLATFORM, account, store, desk, port, log, signal },
          language: 'zh-Hans',
          after: timers.after,
          now: clock.now,
          readPlan: readTelegramPlan,
          plan: createDigestPlanner(answering, contents),
          pauses,
          // The same edit twice is one edit; a digest is sent all the same, for it must not be lost.
          settleDoubt: (part) => (part.edits === null ? 'again-in-doubt' : 'again'),
        });
      if (revisions !== undefined)
        corrections = createPostCorrections({
          ...{ platform: PLATFORM, account, store, revisions, port, log, signal },
          after: timers.after,
          now: clock.now,
          readPlan: readTelegramPlan,
          plan: (post, blocks) => planCorrection(answering, post, blocks),
          adapt: (part, { kind }) =>
            kind === 'bad-markup' && !part.isPlain ? { ...part, isPlain: true } : null,
        });
      const receiver: UpdateReceiver = {
        receive: (updates) => work.receive(readUpdates(updates, log)),
        hasRoom: work.hasRoom,
        waitForRoom: work.waitForRoom,
      };

      await resolveNames(api, signal);
      const stopForgetting = await forgetOld({ store, eventsKept: UPDATES_KEPT, clock, log });
      // Nobody waits for the menu: what is asked is answered without it.
      const registering = registerCommands({ bot, commands, api, notes: store.notes, log, signal }).catch(
        (error: unknown) => log.warn(describeError(error), 'the menu of commands could not be set'),
      );
      try {
        await work.resume();
        await pauses.resume();
        await posts?.resume();
        await corrections?.resume();
        log.info(
          { bot, name: self.username, by: webhook === null ? 'polling' : 'webhook' },
          'Telegram is served',
        );
        void ownerLine.open(
          createOwnerTeller({ port, log, plan: (notice) => planOwnerNotice(answering, notice) }),
        );
        return webhook === null
          ? await serveByPolling({ api, work: receiver, signal, sleep })
          : await serveByWebhook({ ...webhook, api, work: receiver, signal, sleep });
      } finally {
        ownerLine.close();
        stopForgetting();
        // Both are told at once, for each waits for the other: what is under way is sent, what waits stays in the store.
        const stopped = Promise.all([
          work.stop(),
          posts?.stop(),
          corrections?.stop(),
          pauses.stop(),
          queue.stop(),
        ]);
        await within(PATIENCE, stopped);
        lifetime.abort();
        await within(LAST_WORDS, Promise.all([stopped, registering]));
      }
    },
  };

  async function serveByPolling(serving: Serving): Promise<number> {
    const { api, signal, sleep } = serving;
    const freed = await persist(() => api.call('deleteWebhook', { drop_pending_updates: false }, signal), {
      ...{ sleep, signal, log },
      name: 'Telegram',
    });
    if (freed === null) return 0;
    const failure = freed.ok ? await pollUpdates({ ...serving, log }) : freed.failure;
    return failure === null ? 0 : refuse(failure.reason);
  }

  async function serveByWebhook({
    url,
    secret,
    serve,
    api,
    work,
    signal,
    sleep,
  }: Serving & NonNullable<TelegramSettings['webhook']>): Promise<number> {
    const derived = deriveWebhook(token);
    const checked = secret ?? derived.secret;
    const stopServing = serve(createWebhookRoute({ path: derived.path, secret: checked, work, log }));
    try {
      const set = await persist(
        () =>
          api.call(
            'setWebhook',
            {
              url: url.replace(/\/+$/, '') + derived.path,
              secret_token: checked,
              allowed_updates: ALLOWED_UPDATES,
              drop_pending_updates: false,
            },
            signal,
          ),
        { ...{ sleep, signal, log }, name: 'Telegram' },
      );
      if (set === null) return 0;
      if (!set.ok) return refuse(set.failure.reason);
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      return 0;
    } finally {
      stopServing();
    }
  }

  async function resolveNames(api: TelegramApi, signal: AbortSignal): Promise<void> {
    for (const name of settings.channelNames ?? []) {
      const key = { platform: PLATFORM, chat: name };
      if ((await store.subscriptions.list(key)).length === 0) continue;
      const found = await api.call('getChat', { chat_id: name }, signal);
      if (found.ok) await store.chats.rename(key, String(found.result.id));
      else
        log.warn(
          { name, failure: found.failure.kind, reason: found.failure.reason },
          'a channel of TELEGRAM_DIGEST_CHATS can not be found: is the bot in it?',
        );
    }
  }

  function refuse(reason: string): number {
    log.error({ reason }, 'Telegram refuses to be served: check TELEGRAM_BOT_TOKEN and TELEGRAM_WEBHOOK_URL');
    return 1;
  }
}

interface Serving {
  api: TelegramApi;
  work: UpdateReceiver;
  signal: AbortSignal;
  sleep(milliseconds: number): Promise<void>;
}

import { setMaxListeners } from 'node:events';
import { setTimeout as sleepFor } from 'node:timers/promises';
import { Routes } from 'discord.js';
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
import { after, within } from '../chat/lifetime.ts';
import { describeError, type PlatformLog } from '../chat/platform-log.ts';
import { createDigestPosts, type DigestPosts } from '../chat/post-digests.ts';
import type { SendLimits } from '../chat/rate-windows.ts';
import { createRequestBudget, type RequestBudget } from '../chat/request-budget.ts';
import { createSendQueue, type Timers } from '../chat/send-queue.ts';
import { createPauseTeller, type PauseTeller } from '../chat/tell-of-pause.ts';
import { createOwnerLine, createOwnerTeller } from '../chat/tell-owners.ts';
import { createEventWork, type EventWork } from '../chat/work-events.ts';
import { createAcknowledger } from './acknowledge-interactions.ts';
import { readDiscordPlan } from './answer-plan.ts';
import { createChatAdmins } from './chat-admins.ts';
import { connectGateway, type Dispatch, type Gateway, type ShardShare } from './connect-gateway.ts';
import { createAnswerer, isKnownByNonce } from './create-answerer.ts';
import { createCrosspost } from './crosspost.ts';
import { createDiscordAnswering } from './discord-answering.ts';
import { createDiscordApi } from './discord-api.ts';
import { type DiscordEvent, readKeptEvent } from './discord-event.ts';
import { DISCORD_LIMITS, INTERACTION_LIMITS } from './discord-limits.ts';
import { createGatewaySessions } from './gateway-sessions.ts';
import { identifyBot } from './identify-bot.ts';
import type { DiscordFailure } from './map-discord-error.ts';
import { createMembership } from './membership.ts';
import { createJoins } from './notice-joins.ts';
import { adaptCorrection, createDigestPlanner, planCorrection } from './plan-digest.ts';
import { planOwnerNotice } from './plan-owner-notice.ts';
import { planPauses } from './plan-pause.ts';
import { registerSlashCommands } from './register-slash-commands.ts';
import { createDiscordPartPort, PLATFORM } from './send-part.ts';
import { type PresenceChoice, showPresence } from './show-presence.ts';
import { takeDispatches } from './take-dispatches.ts';

export interface DiscordSettings {
  token: string;
  /** A REST proxy, without the version. */
  apiUrl?: string | undefined;
  shards: ShardShare;
  presence: PresenceChoice;
  answersInThreads: boolean;
  /** Whether digests in announcement channels are published to those that follow them. */
  crossposts: boolean;
  owners: readonly string[];
  /** IANA name or offset. */
  zone: string;
  /** Discord's own where it is left out. */
  limits?: SendLimits | undefined;
}

export interface DiscordDependencies {
  commands: readonly Command[];
  services: Services;
  store: PlatformStore;
  clock: Clock;
  log: PlatformLog;
  /** Makes the digests that are sent; without it none are. */
  desk?: DigestDesk;
  /** What sources have changed since it was posted; without it nothing is corrected. */
  revisions?: RevisedArticles;
  settings: DiscordSettings;
  /** For what waits by itself; by default the process's. */
  timers?: Timers;
}

/** Milliseconds after the start of the process, from which its timers count, when nothing that an earlier one sent, or had on its way, counts any more. */
const LIMITS_FORGET = 1250;
/** Milliseconds that a stop waits for what is being sent. */
const PATIENCE = 3000;
/** Milliseconds for what was ended then to be recorded, and for the gateway to be left. */
const LAST_WORDS = 500;
const DAY = 86_400_000;
/** After that nobody waits for an answer any more. */
const ANSWERED_FOR = DAY;
/** A session is gone on with for minutes; what is told again is known by its id for longer. */
const EVENTS_KEPT = 3 * DAY;
/** Events that are not done with at which signs of work stand back: answers are what is waited for. */
const CROWD = 50;
/**
 * The Discord bot. `run` works until the signal aborts and resolves with the exit code: 0 then, 1 where Discord does not
 * take the token or the gateway is closed for good (the log says so). What is under way at the end is sent or left for the
 * next start.
 */
export function createDiscordPlatform({
  commands,
  services,
  store,
  clock,
  log,
  desk,
  revisions,
  settings,
  timers = { now: () => performance.now(), after },
}: DiscordDependencies): ChatPlatform {
  const { token, owners, zone } = settings;
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
      // One listener for each event that is at work.
      setMaxListeners(0, signal);
      const sleep = (milliseconds: number): Promise<void> =>
        sleepFor(milliseconds, undefined, { signal }).catch(() => {});
      const lifetime = new AbortController();
      setMaxListeners(0, lifetime.signal);
      const limits = settings.limits ?? DISCORD_LIMITS;
      const budget = createRequestBudget({ perSecond: limits.perSecond, timers });
      const api = createDiscordApi({ token, apiUrl: settings.apiUrl, budget, lifetime: lifetime.signal });
      const identity = await identifyBot(api, { sleep, signal, log });
      if (identity === null) return 0;
      if (typeof identity === 'string') return refuse(identity);
      const { self, username, application } = identity;
      const account = `discord:${application}`;

      const queue = createSendQueue<DiscordFailure>({
        ...{ limits, timers, all: budget },
        notBefore: LIMITS_FORGET,
        told: await keepToldWaits({
          name: `discord.waits.${application}`,
          ...{ notes: store.notes, now: clock.now, log },
        }),
      });
      const interactions = createSendQueue<DiscordFailure>({ limits: INTERACTION_LIMITS, timers });
      const membership = createMembership({
        ...{ chats: store.chats, subscriptions: store.subscriptions, log },
        pauses: { failed: (...stopped) => pauses.failed(...stopped) },
      });
      const acknowledger = createAcknowledger({ api, timers, log });
      const answering = createDiscordAnswering({
        ...{ commands, services, store, api, queue, acknowledger, self, username, owners, zone, timers, log },
        now: clock.now,
        admins: createChatAdmins({ api, now: clock.now }),
        flood: createFloodControl(),
        answersInThreads: settings.answersInThreads,
        isCrowded: () => work.size() > CROWD,
      });
      const port = createDiscordPartPort({
        ...{ api, queue, interactions, acknowledger, membership },
        crosspost: settings.crossposts ? createCrosspost({ api, queue, log, now: timers.now }) : null,
      });
      const work: EventWork<DiscordEvent> = createEventWork({
        ...{ account, store, log, after, signal },
        answerer: createAnswerer(answering),
        delivery: createDelivery({
          ...{ account, port, store, log },
          keepTrying: createKeepTrying({ after, signal, log }),
          now: clock.now,
        }),
        readEvent: readKeptEvent,
        readPlan: readDiscordPlan,
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
          ...{ platform: PLATFORM, account, store, desk, port, log, signal, after },
          language: 'zh-Hans',
          now: clock.now,
          readPlan: readDiscordPlan,
          plan: createDigestPlanner(answering, contents),
          pauses,
          settleDoubt: (part, age) => (isKnownByNonce(part, age) ? 'again' : 'again-in-doubt'),
        });
      if (revisions !== undefined)
        corrections = createPostCorrections({
          ...{ platform: PLATFORM, account, store, revisions, port, log, signal, after },
          now: clock.now,
          readPlan: readDiscordPlan,
          plan: (post, blocks) => planCorrection(answering, post, blocks),
          adapt: adaptCorrection,
        });
      const stopForgetting = await forgetOld({ store, eventsKept: EVENTS_KEPT, clock, log });
      // Nobody waits for the commands: those that were told last work without it.
      const registering = registerSlashCommands({
        ...{ application, commands, notes: store.notes, log, signal },
        async put(body) {
          const told = await api.call({
            method: 'PUT',
            route: Routes.applicationCommands(application),
            body,
          });
          return told.ok ? { ok: true } : { ok: false, reason: told.failure.reason };
        },
      }).catch((error: unknown) => log.warn(describeError(error), 'the slash commands could not be told'));
      let gateway: Gateway | null = null;
      let hidePresence = (): void => {};
      try {
        await work.resume();
        await pauses.resume();
        await posts?.resume();
        await corrections?.resume();
        gateway = await connect({
          budget,
          dispatch: takeDispatches({
            ...{ answering, work, acknowledger, membership, log },
            joins: createJoins({ self, now: clock.now }),
          }),
          signal,
          sleep,
        });
        if (gateway === null) return 0;
        log.info({ application }, 'Discord is served');
        void ownerLine.open(
          createOwnerTeller({ port, log, plan: (notice) => planOwnerNotice(answering, notice) }),
        );
        const { setPresence } = gateway;
        hidePresence = showPresence({
          choice: settings.presence,
          ...{ services, zone, log },
          subscriptions: store.subscriptions,
          set: setPresence,
        });
        const reason = await Promise.race([gateway.ended, aborted(signal)]);
        return reason === null ? 0 : refuse(reason);
      } catch (error) {
        log.error(describeError(error), 'the gateway of Discord can not be connected to');
        return 1;
      } finally {
        ownerLine.close();
        stopForgetting();
        hidePresence();
        const stopped = Promise.all([
          work.stop(),
          posts?.stop(),
          corrections?.stop(),
          pauses.stop(),
          queue.stop(),
          interactions.stop(),
        ]);
        await within(PATIENCE, stopped);
        lifetime.abort();
        acknowledger.stop();
        await within(
          LAST_WORDS,
          Promise.all([
            stopped,
            registering,
            // One that is only being connected to leaves by itself (it would begin anew if it was destroyed now).
            gateway
              ?.stop()
              .catch((error: unknown) => log.warn(describeError(error), 'the gateway could not be left')),
          ]),
        );
      }
    },
  };

  /** Tries until the gateway can be reached; null where the signal came first. Rejects where trying again makes no sense. */
  async function connect({
    budget,
    dispatch,
    signal,
    sleep,
  }: {
    budget: RequestBudget;
    dispatch: Dispatch;
    signal: AbortSignal;
    sleep(milliseconds: number): Promise<void>;
  }): Promise<Gateway | null> {
    const sessions = createGatewaySessions({ token, notes: store.notes, after, log });
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        const connecting = connectGateway({ ...settings, budget, dispatch, sessions, log });
        const connected = await Promise.race([connecting, aborted(signal)]);
        // One that comes too late is left again; the process need not wait for it.
        if (connected === null) void connecting.then((late) => late.stop()).catch(() => {});
        return connected;
      } catch (error) {
        if (isUnauthorized(error)) throw error;
        log.warn(describeError(error), 'the gateway can not be reached; trying again');
        await sleep(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempt, 10)));
      }
    }
    return null;
  }

  function refuse(reason: string): number {
    log.error({ reason }, 'Discord refuses to be served: check DISCORD_BOT_TOKEN and DISCORD_SHARDS');
    return 1;
  }
}

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

/** A token that is not taken any more stays so. */
function isUnauthorized(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 401;
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}

import { InteractionResponseType, MessageFlags, Routes } from 'discord.js';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { Timers } from '../chat/send-queue.ts';
import type { DiscordApi } from './discord-api.ts';

/** How an interaction is acknowledged without its answer: a sign of work in a message to come, or none for one that is to change. */
export interface Deferral {
  isUpdate: boolean;
  isEphemeral: boolean;
}

interface Interaction {
  id: string;
  token: string;
}

/** `open`: no answer was given yet. `expired`: Discord did not take one in time. */
export type AcknowledgedState = 'open' | Deferral | 'expired';

export interface Acknowledger {
  /** From now on an interaction that is not answered by itself in time is acknowledged; `deferral` says how, when it comes to that. */
  expect(interaction: Interaction, deferral: () => Promise<Deferral>): void;
  /** Acknowledges at once what can't be answered soon; how, where that went well. */
  deferNow(id: string): Promise<Deferral | null>;
  /**
   * How it stands, when the answer is there: nothing is acknowledged after this. Null for an interaction of an earlier
   * process, of which that is not known.
   */
  settle(id: string): Promise<AcknowledgedState | null>;
  /** It is answered: nothing of it is kept. */
  forget(id: string): void;
  stop(): void;
}

/**
 * Milliseconds. Discord takes an acknowledgement within three seconds
 * (https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback); most answers are there
 * long before, and one without a deferral can still choose who sees it.
 */
const DEFER_AFTER = 1200;
/** Milliseconds until an acknowledgement without an answer is tried again, while there is time. */
const AGAIN_AFTER = 250;
const MOST_TRIES = 4;
/** Milliseconds for which an interaction's token lives. */
const TOKEN_LIFE = 15 * 60_000;

interface Entry {
  interaction: Interaction;
  deferral: () => Promise<Deferral>;
  state: AcknowledgedState;
  deferring: Promise<void> | null;
  isSettled: boolean;
  cancels: (() => void)[];
}

export function createAcknowledger({
  api,
  timers,
  log,
}: {
  api: DiscordApi;
  timers: Timers;
  log: PlatformLog;
}): Acknowledger {
  const entries = new Map<string, Entry>();

  const forget = (id: string): void => {
    for (const cancel of entries.get(id)?.cancels ?? []) cancel();
    entries.delete(id);
  };

  const defer = (entry: Entry): void => {
    if (entry.isSettled || entry.deferring !== null || entry.state !== 'open') return;
    entry.deferring = acknowledge(entry);
  };

  async function acknowledge(entry: Entry): Promise<void> {
    const { id, token } = entry.interaction;
    // Where it can't be found out how (the store fails), the sign is for the one who asked alone.
    const deferral = await entry.deferral().catch(() => ({ isUpdate: false, isEphemeral: true }));
    const body = deferral.isUpdate
      ? { type: InteractionResponseType.DeferredMessageUpdate }
      : {
          type: InteractionResponseType.DeferredChannelMessageWithSource,
          data: deferral.isEphemeral ? { flags: MessageFlags.Ephemeral } : {},
        };
    for (let tries = 1; ; tries += 1) {
      const answered = await api.call({
        ...{ method: 'POST', body, isInteraction: true },
        route: Routes.interactionCallback(id, token),
      });
      // Of a call without an answer nobody knows: the next, or the response, finds out.
      if (answered.ok || answered.failure.kind === 'acknowledged') entry.state = deferral;
      else if (answered.failure.kind === 'expired') entry.state = 'expired';
      else if (answered.failure.kind !== 'aborted') {
        log.warn({ reason: answered.failure.reason }, 'an interaction could not be acknowledged');
        if (answered.failure.kind === 'retryable' && tries < MOST_TRIES && !entry.isSettled) {
          await new Promise<void>((resolve) => timers.after(AGAIN_AFTER, resolve));
          if (!entry.isSettled) continue;
        }
      }
      return;
    }
  }

  return {
    expect(interaction, deferral) {
      if (entries.has(interaction.id)) return;
      const entry: Entry = {
        interaction,
        deferral,
        state: 'open',
        deferring: null,
        isSettled: false,
        cancels: [],
      };
      entry.cancels = [
        timers.after(DEFER_AFTER, () => defer(entry)),
        timers.after(TOKEN_LIFE, () => forget(interaction.id)),
      ];
      entries.set(interaction.id, entry);
    },
    async deferNow(id) {
      const entry = entries.get(id);
      if (entry === undefined) return null;
      defer(entry);
      await entry.deferring;
      return typeof entry.state === 'string' ? null : entry.state;
    },
    async settle(id) {
      const entry = entries.get(id);
      if (entry === undefined) return null;
      entry.isSettled = true;
      await entry.deferring;
      return entry.state;
    },
    forget,
    stop() {
      for (const id of [...entries.keys()]) forget(id);
    },
  };
}

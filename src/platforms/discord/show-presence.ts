import { ActivityType, type GatewayPresenceUpdateData, PresenceUpdateStatus } from 'discord.js';
import { describeSlot } from '../../commands/schedule/describe-schedule.ts';
import type { Services } from '../../commands/services.ts';
import type { SubscriptionStore } from '../../core/ports/subscription-store.ts';
import { stripControlCharacters } from '../../core/text/strip-control-characters.ts';
import { readerOf } from '../chat/find-reader.ts';
import { describeError, type PlatformLog } from '../chat/platform-log.ts';
import { PLATFORM } from './send-part.ts';
import { shortenText } from './shorten-text.ts';

/** What stands below the bot's name. */
export type PresenceChoice = 'headline' | 'digest' | 'none';

/** Characters, https://docs.discord.com/developers/events/gateway-events#activity-object */
const LONGEST_STATE = 128;
/** Milliseconds between two looks; it is told only where it changed. */
const LOOK_EVERY = 5 * 60_000;
/** A status is shown to readers of every language; the project is Chinese first. */
const LANGUAGE = 'zh-Hans';

/** Shows the newest headline, or when the next digest is, as the bot's status until the function that is returned is called. */
export function showPresence({
  choice,
  services,
  subscriptions,
  zone,
  set,
  log,
}: {
  choice: PresenceChoice;
  services: Pick<Services, 'latest'>;
  subscriptions: Pick<SubscriptionStore, 'findNext'>;
  /** In which the time of the next digest is told: a status is the same for all its readers. */
  zone: string;
  set(presence: GatewayPresenceUpdateData): Promise<void>;
  log: PlatformLog;
}): () => void {
  if (choice === 'none') return () => {};
  let shown: string | null = null;
  const tellNewest = async (): Promise<string | null> => {
    const { stories } = await services.latest({ topic: null, offset: 0, limit: 1, language: LANGUAGE });
    return stories[0]?.headline ?? null;
  };
  const tellNext = async (): Promise<string | null> => {
    const at = await subscriptions.findNext(PLATFORM);
    if (at === null) return null;
    return readerOf(LANGUAGE).translate('discord.nextDigest', { when: describeSlot({ at }, zone, LANGUAGE) });
  };
  const look = async (): Promise<void> => {
    try {
      const words = await (choice === 'digest' ? tellNext() : tellNewest());
      if (words === shown) return;
      await set(toPresence(words));
      shown = words;
    } catch (error) {
      log.warn(describeError(error), 'the presence could not be set');
    }
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

function toPresence(words: string | null): GatewayPresenceUpdateData {
  const state =
    words === null ? '' : shortenText(stripControlCharacters(words).replace(/\s+/gu, ' '), LONGEST_STATE);
  return {
    since: null,
    afk: false,
    status: PresenceUpdateStatus.Online,
    // A custom status: `state` is what is shown, the name is demanded and is not.
    activities: state === '' ? [] : [{ name: 'Custom Status', type: ActivityType.Custom, state }],
  };
}

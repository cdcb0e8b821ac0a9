import { ActivityType, type GatewayPresenceUpdateData, PresenceUpdateStatus } from 'discord.js';
import type { Services } from '../../commands/services.ts';
import { stripControlCharacters } from '../../core/text/strip-control-characters.ts';
import { describeError, type PlatformLog } from '../chat/platform-log.ts';
import { shortenText } from './shorten-text.ts';

/** What stands below the bot's name. */
export type PresenceChoice = 'headline' | 'none';

/** Characters, https://docs.discord.com/developers/events/gateway-events#activity-object */
const LONGEST_STATE = 128;
/** Milliseconds between two looks; it is told only where it changed. */
const LOOK_EVERY = 5 * 60_000;

/** Shows the newest headline as the bot's status until the function that is returned is called. */
export function showPresence({
  choice,
  services,
  set,
  log,
}: {
  choice: PresenceChoice;
  services: Pick<Services, 'latest'>;
  set(presence: GatewayPresenceUpdateData): Promise<void>;
  log: PlatformLog;
}): () => void {
  if (choice === 'none') return () => {};
  let shown: string | null = null;
  const look = async (): Promise<void> => {
    try {
      const { stories } = await services.latest({ topic: null, offset: 0, limit: 1, language: 'zh-Hans' });
      const headline = stories[0]?.headline ?? null;
      if (headline === shown) return;
      await set(toPresence(headline));
      shown = headline;
    } catch (error) {
      log.warn(describeError(error), 'the presence could not be set');
    }
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

function toPresence(headline: string | null): GatewayPresenceUpdateData {
  const state =
    headline === null
      ? ''
      : shortenText(stripControlCharacters(headline).replace(/\s+/gu, ' '), LONGEST_STATE);
  return {
    since: null,
    afk: false,
    status: PresenceUpdateStatus.Online,
    // A custom status: `state` is what is shown, the name is demanded and is not.
    activities: state === '' ? [] : [{ name: 'Custom Status', type: ActivityType.Custom, state }],
  };
}

import type { Json } from '../discord-server.ts';

/** https://docs.discord.com/developers/events/gateway#list-of-intents */
const GUILDS = 1 << 0;
const GUILD_MEMBERS = 1 << 1;
const GUILD_PRESENCES = 1 << 8;
const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
const MESSAGE_CONTENT = 1 << 15;
const LAST_INTENT = 25;

export const PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;

export function areIntents(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** (LAST_INTENT + 1);
}

/** Whether a session with these intents is told of an event. */
export function isAskedFor(event: string, guildId: string | null, intents: number): boolean {
  if (event.startsWith('MESSAGE_'))
    return (intents & (guildId === null ? DIRECT_MESSAGES : GUILD_MESSAGES)) !== 0;
  if (/^(GUILD|CHANNEL|THREAD)_/.test(event)) return (intents & GUILDS) !== 0;
  return true;
}

/**
 * What a session gets of a message: its content only with the intent, in direct messages, in the bot's own and where the
 * bot is mentioned. https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function withoutContent(event: string, data: Json, intents: number, botId: string): Json {
  if (event !== 'MESSAGE_CREATE' && event !== 'MESSAGE_UPDATE') return data;
  const isMentioned = ((data.mentions ?? []) as Json[]).some(({ id }) => id === botId);
  const isOwn = (data.author as Json | null)?.id === botId;
  if ((intents & MESSAGE_CONTENT) !== 0 || data.guild_id === undefined || isMentioned || isOwn) return data;
  return { ...data, content: '', embeds: [], attachments: [], components: [] };
}

import { PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';
import type { LaneEvent } from '../chat/work-events.ts';
import type { DiscordEvent } from './discord-event.ts';

/** Milliseconds: who has come in longer ago is no newcomer, though it is told of for the first time. */
const NEW_FOR = 3_600_000;
/** Servers whose owners use them as a community choose their language; the others all have `en-US`. */
const COMMUNITY = 'COMMUNITY';

const bits = z.string().regex(/^\d+$/);
const joinedSchema = z.object({
  id: z.string(),
  name: z.string(),
  joined_at: z.iso.datetime({ offset: true }),
  system_channel_id: z.string(),
  preferred_locale: z.string(),
  features: z.array(z.string()),
  roles: z.array(z.object({ id: z.string(), permissions: bits })),
  members: z.array(z.object({ user: z.object({ id: z.string() }).optional(), roles: z.array(z.string()) })),
  channels: z.array(
    z.object({
      id: z.string(),
      permission_overwrites: z.array(z.object({ id: z.string(), allow: bits, deny: bits })).default([]),
    }),
  ),
});
type Joined = z.infer<typeof joinedSchema>;

const readySchema = z.object({ guilds: z.array(z.object({ id: z.string() })) });

/** Tells when the bot has come into a server: GUILD_CREATE also says that one is there again, at a start or after an outage. */
export interface Joins {
  /** READY: the servers that the bot is in already. */
  know(data: unknown): void;
  /** GUILD_CREATE, as an event where the bot is new there and may write where Discord itself welcomes people. */
  read(data: unknown): LaneEvent<DiscordEvent> | null;
  /** The bot is not there any more. */
  forget(guild: string): void;
}

export function createJoins({ self, now }: { self: string; now: () => number }): Joins {
  const known = new Set<string>();
  return {
    know(data) {
      for (const { id } of readySchema.safeParse(data).data?.guilds ?? []) known.add(id);
    },
    read(data) {
      const joined = joinedSchema.safeParse(data).data;
      if (joined === undefined || known.has(joined.id)) return null;
      known.add(joined.id);
      const at = Date.parse(joined.joined_at);
      const { id: guild, name, system_channel_id: channel, preferred_locale: locale } = joined;
      if (now() - at > NEW_FOR || !mayWrite(joined, channel, self)) return null;
      const isChosen = joined.features.includes(COMMUNITY) || /^zh/i.test(locale);
      return {
        // Told of again after a restart, it is the same event.
        id: `join:${guild}:${at}`,
        lane: `join:${guild}`,
        event: { kind: 'join', join: { guild, at, channel, name, locale: isChosen ? locale : null } },
      };
    },
    forget: (guild) => void known.delete(guild),
  };
}

/** https://docs.discord.com/developers/topics/permissions#permission-overwrites */
function mayWrite({ id, roles, members, channels }: Joined, channel: string, self: string): boolean {
  const place = channels.find((one) => one.id === channel);
  if (place === undefined) return false;
  const held = members.find(({ user }) => user?.id === self)?.roles ?? [];
  let may = roles
    .filter((role) => role.id === id || held.includes(role.id))
    .reduce((all, { permissions }) => all | BigInt(permissions), 0n);
  if ((may & PermissionFlagsBits.Administrator) !== 0n) return true;
  for (const ids of [[id], held, [self]]) {
    const overwrites = place.permission_overwrites.filter((one) => ids.includes(one.id));
    may &= ~overwrites.reduce((all, { deny }) => all | BigInt(deny), 0n);
    may |= overwrites.reduce((all, { allow }) => all | BigInt(allow), 0n);
  }
  const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
  return (may & needed) === needed;
}

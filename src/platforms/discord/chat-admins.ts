import { PermissionFlagsBits, Routes } from 'discord.js';
import { z } from 'zod';
import type { DiscordApi } from './discord-api.ts';

/** How long an answer of Discord's is believed, milliseconds: someone who was just made an admin waits no longer. */
const BELIEVED_FOR = 60_000;
const MOST_SERVERS = 5000;

const guildSchema = z.object({
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string().regex(/^\d+$/) })),
});

/** Who may set things for a server: its owner, and whoever may manage it. */
export interface ChatAdmins {
  /** `unknown` where Discord does not tell. */
  isAdmin(member: { guild: string; user: string; roles: readonly string[] }): Promise<boolean | 'unknown'>;
  /** The owner of a server; null where Discord does not tell, as where the bot is not in it any more. */
  findOwner(guild: string): Promise<string | null>;
}

/** Whether permissions (a decimal bit field, as Discord writes them) allow to manage the server. */
export function mayManage(permissions: string): boolean {
  return (BigInt(permissions) & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;
}

export function createChatAdmins({ api, now }: { api: DiscordApi; now: () => number }): ChatAdmins {
  const known = new Map<string, { guild: z.infer<typeof guildSchema>; until: number }>();
  const find = async (id: string): Promise<z.infer<typeof guildSchema> | null> => {
    const cached = known.get(id);
    if (cached !== undefined && cached.until > now()) return cached.guild;
    const answer = await api.call({ method: 'GET', route: Routes.guild(id) });
    const read = answer.ok ? guildSchema.safeParse(answer.result) : null;
    if (read?.success !== true) return null;
    if (known.size >= MOST_SERVERS) known.clear();
    known.set(id, { guild: read.data, until: now() + BELIEVED_FOR });
    return read.data;
  };
  return {
    findOwner: async (guild) => (await find(guild))?.owner_id ?? null,
    async isAdmin({ guild: id, user, roles }) {
      const guild = await find(id);
      if (guild === null) return 'unknown';
      if (guild.owner_id === user) return true;
      // Everybody has the role that has the server's own id.
      const held = new Set([...roles, id]);
      return guild.roles.some((role) => held.has(role.id) && mayManage(role.permissions));
    },
  };
}

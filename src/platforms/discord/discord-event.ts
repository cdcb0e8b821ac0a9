import { z } from 'zod';

/** What is read of what Discord tells (https://docs.discord.com/developers/events/gateway-events); everything else is left alone. */

const snowflake = z.string().regex(/^\d{1,21}$/);
const userSchema = z.object({ id: snowflake, bot: z.boolean().optional() });

const optionSchema = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

const interactionFields = {
  id: snowflake,
  application_id: snowflake,
  token: z.string(),
  guild_id: snowflake.optional(),
  channel_id: snowflake.optional(),
  channel: z.object({ type: z.int() }).optional(),
  locale: z.string().optional(),
  guild_locale: z.string().optional(),
  member: z.object({ user: userSchema, permissions: z.string().regex(/^\d+$/) }).optional(),
  user: userSchema.optional(),
  /** What the bot may do in the channel. */
  app_permissions: z.string().regex(/^\d+$/).optional(),
  /** By which installation it came: `0` is the server's. */
  authorizing_integration_owners: z.record(z.string(), z.string()).optional(),
};

const commandSchema = z.object({
  ...interactionFields,
  type: z.literal(2),
  data: z.object({ name: z.string(), options: z.array(optionSchema).default([]) }),
});

export const autocompleteSchema = z.object({
  ...interactionFields,
  type: z.literal(4),
  data: z.object({ name: z.string(), options: z.array(optionSchema).default([]) }),
});

const componentSchema = z.object({
  ...interactionFields,
  type: z.literal(3),
  data: z.object({ custom_id: z.string(), values: z.array(z.string()).optional() }),
  message: z.object({
    id: snowflake,
    flags: z.int().optional(),
    interaction_metadata: z.object({ user: userSchema }).optional(),
    referenced_message: z.object({ author: userSchema }).nullish(),
  }),
});

export const interactionSchema = z.discriminatedUnion('type', [commandSchema, componentSchema]);
export type DiscordInteraction = z.infer<typeof interactionSchema>;
export type AutocompleteInteraction = z.infer<typeof autocompleteSchema>;

export const messageSchema = z.object({
  id: snowflake,
  channel_id: snowflake,
  guild_id: snowflake.optional(),
  type: z.int(),
  author: userSchema,
  webhook_id: z.string().optional(),
  content: z.string(),
  /** Where it stands in its thread; in a thread only. */
  position: z.int().optional(),
  mentions: z.array(userSchema).default([]),
  attachments: z.array(z.unknown().transform(() => true)).default([]),
  sticker_items: z.array(z.unknown().transform(() => true)).default([]),
  member: z.object({ roles: z.array(snowflake).default([]) }).optional(),
  referenced_message: z.object({ id: snowflake, author: userSchema }).nullish(),
});
export type DiscordMessage = z.infer<typeof messageSchema>;

const joinSchema = z.object({
  guild: snowflake,
  /** Epoch milliseconds. */
  at: z.int(),
  /** Where it is greeted. */
  channel: snowflake,
  /** What the server is called, and the language that it has chosen; null where it has not. */
  name: z.string(),
  locale: z.string().nullable(),
});
export type DiscordJoin = z.infer<typeof joinSchema>;

/** What somebody did that asks for an answer; `join`: the bot was let into a server. */
export type DiscordEvent =
  | { kind: 'interaction'; interaction: DiscordInteraction }
  | { kind: 'message'; message: DiscordMessage }
  | { kind: 'join'; join: DiscordJoin };

const eventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('interaction'), interaction: interactionSchema }),
  z.object({ kind: z.literal('message'), message: messageSchema }),
  z.object({ kind: z.literal('join'), join: joinSchema }),
]);

/** An event that was kept; null where it can't be read. */
export function readKeptEvent(body: string): DiscordEvent | null {
  try {
    return eventSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** Who used a command or a button. */
export function userOf({ member, user }: Pick<DiscordInteraction, 'member' | 'user'>): string {
  return member?.user.id ?? user?.id ?? '';
}

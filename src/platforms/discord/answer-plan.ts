import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type AnswerPlan, createPlanReader } from '../chat/answer-plan.ts';

/** A message's components, as they were rendered: read back from what we kept ourselves. */
const components = z.array(z.looseObject({ type: z.int() }));

const bodySchema = z.object({
  components,
  plain: z.array(z.object({ content: z.string(), components })),
  /** The one of `plain` that is sent, where components are refused; null for the components. */
  form: z.int().nullable(),
});

const partFields = {
  body: bodySchema,
  /** The server's or the direct messages' channel that it belongs to; a thread is one. */
  channel: z.string(),
  guild: z.string().nullable(),
  /** Only says that something may be missing; nothing is said about itself. */
  isNote: z.boolean(),
  /** Makes no sound. */
  isQuiet: z.boolean().default(false),
  /** Sent into a channel again within minutes with the same, Discord gives back the first. */
  nonce: z.string(),
  /** Of a digest: the key of what it says, see core/ports/post-store.ts. */
  content: z.string().optional(),
};

/** One message of an answer. */
const partSchema = z.discriminatedUnion('via', [
  z.object({
    ...partFields,
    via: z.literal('channel'),
    replyTo: z.string().nullable(),
    /** The message whose place it takes. */
    edits: z.string().nullable(),
    /** Opens a thread at the message that is replied to, and goes there; null for none. */
    thread: z.object({ name: z.string() }).nullable(),
    /** Where the channel is a forum, which takes posts with a title alone; null for what is never posted there. */
    post: z
      .object({ title: z.string(), isForum: z.boolean(), tag: z.string().nullable() })
      .nullable()
      .default(null),
  }),
  z.object({
    ...partFields,
    via: z.literal('interaction'),
    interaction: z.object({ application: z.string(), id: z.string(), token: z.string() }),
    /** The first part is the response; others follow it. `update`: the message of the button that was pressed. */
    step: z.enum(['respond', 'update', 'follow-up']),
    isEphemeral: z.boolean(),
  }),
]);

export type DiscordPart = z.infer<typeof partSchema>;
export type ChannelPart = Extract<DiscordPart, { via: 'channel' }>;
export type InteractionPart = Extract<DiscordPart, { via: 'interaction' }>;
export type DiscordPlan = AnswerPlan<DiscordPart>;
export type PartBody = z.infer<typeof bodySchema>;

export const readDiscordPlan = createPlanReader<DiscordPart>(partSchema);

/** At most 25 characters (https://docs.discord.com/developers/resources/message#create-message), the same for the same part of the same event. */
export function nonceOf(event: string, part: number | string): string {
  return createHash('sha256').update(`${event}:${part}`).digest('base64url').slice(0, 25);
}

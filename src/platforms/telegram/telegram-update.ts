import { z } from 'zod';

/** What is read of an update (https://core.telegram.org/bots/api#update); everything else of it is left alone. */

const userSchema = z.object({
  id: z.int(),
  is_bot: z.boolean().default(false),
  username: z.string().optional(),
  language_code: z.string().optional(),
});

const chatSchema = z.object({
  id: z.int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
});

const entitySchema = z.object({
  type: z.string(),
  offset: z.int(),
  length: z.int(),
  user: userSchema.optional(),
});

/** What somebody may send in place of words; everything else without words is Telegram's own word about the chat (pinned, renamed). */
export const MEDIA = [
  'animation',
  'audio',
  'checklist',
  'contact',
  'dice',
  'document',
  'game',
  'location',
  'paid_media',
  'photo',
  'poll',
  'sticker',
  'story',
  'venue',
  'video',
  'video_note',
  'voice',
] as const;

/** That it is there is all that is read of it. */
const isThere = z.unknown().transform((value) => (value === undefined ? undefined : true));
const mediaFields = z.object(
  Object.fromEntries(MEDIA.map((kind) => [kind, isThere.optional()])) as Record<
    (typeof MEDIA)[number],
    z.ZodOptional<typeof isThere>
  >,
);

const messageFields = {
  message_id: z.int(),
  /** Epoch seconds; 0 for a message that is too old to be read. */
  date: z.int(),
  chat: chatSchema,
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().optional(),
  from: userSchema.optional(),
  sender_chat: z.object({ id: z.int() }).optional(),
  via_bot: userSchema.optional(),
  is_automatic_forward: z.boolean().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(entitySchema).optional(),
  caption_entities: z.array(entitySchema).optional(),
  migrate_to_chat_id: z.int().optional(),
  migrate_from_chat_id: z.int().optional(),
  ...mediaFields.shape,
};

const messageSchema = z.object({
  ...messageFields,
  reply_to_message: z.object({ message_id: z.int(), from: userSchema.optional() }).optional(),
});

export const telegramUpdateSchema = z.object({
  update_id: z.int(),
  message: messageSchema.optional(),
  channel_post: messageSchema.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: userSchema,
      message: z.object(messageFields).optional(),
      data: z.string().optional(),
    })
    .optional(),
  inline_query: z
    .object({ id: z.string(), from: userSchema, query: z.string(), offset: z.string() })
    .optional(),
  my_chat_member: z
    .object({
      chat: chatSchema.extend({ title: z.string().optional() }),
      from: userSchema,
      old_chat_member: z.object({ status: z.string() }),
      new_chat_member: z.object({
        status: z.string(),
        is_member: z.boolean().optional(),
        can_send_messages: z.boolean().optional(),
        can_post_messages: z.boolean().optional(),
      }),
    })
    .optional(),
});

export type TelegramUpdate = z.infer<typeof telegramUpdateSchema>;
export type TelegramMessage = z.infer<typeof messageSchema>;
export type TelegramChat = z.infer<typeof chatSchema>;
export type CallbackQuery = NonNullable<TelegramUpdate['callback_query']>;
export type InlineQuery = NonNullable<TelegramUpdate['inline_query']>;
export type MembershipChange = NonNullable<TelegramUpdate['my_chat_member']>;

/** The kinds that Telegram is asked for. */
export const ALLOWED_UPDATES = [
  'message',
  'channel_post',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;

/** Whose updates stay in order: the chat's; a person's for what belongs to no chat, and for what a channel's readers press. */
export function laneOf(update: TelegramUpdate): string {
  const { callback_query: query } = update;
  if (query?.message?.chat.type === 'channel') return `${query.message.chat.id}:${query.from.id}`;
  const chat =
    update.message?.chat ??
    update.channel_post?.chat ??
    update.callback_query?.message?.chat ??
    update.my_chat_member?.chat;
  if (chat !== undefined) return String(chat.id);
  const person = update.callback_query?.from ?? update.inline_query?.from;
  return person === undefined ? 'none' : `person:${person.id}`;
}

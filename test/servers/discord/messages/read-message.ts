import type { Json, Message, MessageState } from '../discord-server.ts';
import { emptyMessage, internalError, Refusal } from '../refusal.ts';
import { type AllowedMentions, defaultMentions, readAllowedMentions } from './find-pings.ts';
import { checkText, createFormErrors, isJson } from './form-errors.ts';
import { FLAGS } from './message-json.ts';
import { validateComponents } from './validate-components.ts';
import { validateEmbeds } from './validate-embeds.ts';
import { numberComponents, textsOf } from './walk-components.ts';

/** https://docs.discord.com/developers/resources/message#create-message-json-params */
const LONGEST_CONTENT = 2000;
const LONGEST_NONCE = 25;
/**
 * What texts of components may weigh, each in UTF-8 and twelve bytes more, before Discord breaks: fewer than 4000 Chinese
 * characters. Seen with webhooks, taken for all: https://github.com/discord/discord-api-docs/issues/8554
 */
const HEAVIEST_TEXTS = 10_170;
const WEIGHT_OF_A_TEXT = 12;
const SETTABLE = FLAGS.SUPPRESS_EMBEDS | FLAGS.SUPPRESS_NOTIFICATIONS | FLAGS.IS_COMPONENTS_V2;
const LEGACY_FIELDS = ['content', 'embeds', 'poll', 'sticker_ids'];

/** What a body asks for, in the state that the message has afterwards. */
export interface ReadMessage extends MessageState {
  allowed: AllowedMentions;
  nonce: string | number | null;
  enforcesNonce: boolean;
  isEphemeral: boolean;
  reference: { messageId: string; channelId: string | null; failsIfMissing: boolean } | null;
}

/** Reads the body of a message that is sent, or of an edit of `before`. */
export function readMessage(
  body: Json,
  { before, isInteraction, files }: { before?: Message; isInteraction: boolean; files: number },
): ReadMessage | Refusal {
  const errors = createFormErrors();
  const given = (name: string): unknown => (Object.hasOwn(body, name) ? (body[name] ?? null) : undefined);
  const flags = typeof body.flags === 'number' ? body.flags : 0;
  // The flag can not be taken from a message again.
  const isV2 = ((flags | (before?.flags ?? 0)) & FLAGS.IS_COMPONENTS_V2) !== 0;

  checkText(given('content'), ['content'], errors, {
    shortest: 0,
    longest: LONGEST_CONTENT,
    isRequired: false,
  });
  validateEmbeds(given('embeds'), errors);
  const content = String(given('content') === undefined ? (before?.content ?? '') : (body.content ?? ''));
  const embeds = listOf(given('embeds'), before?.embeds);
  const rawComponents = listOf(given('components'), before?.components);
  validateComponents(given('components') === undefined ? rawComponents : body.components, isV2, errors);
  if (isV2) {
    for (const name of LEGACY_FIELDS) {
      const value = name === 'content' ? content : name === 'embeds' ? embeds : given(name);
      if (value === undefined || value === null || (value as string | unknown[]).length === 0) continue;
      errors.add(
        [name],
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      );
    }
  }
  const nonce = given('nonce') ?? null;
  if (nonce !== null && typeof nonce !== 'number')
    checkText(nonce, ['nonce'], errors, { shortest: 0, longest: LONGEST_NONCE });
  const refusal = errors.refusal();
  if (refusal !== null) return refusal;
  if (isV2 && weightOf(rawComponents) > HEAVIEST_TEXTS) return internalError();
  const allowed = readAllowedMentions(given('allowed_mentions'));
  if (allowed instanceof Refusal) return allowed;
  if (content.trim() === '' && embeds.length === 0 && rawComponents.length === 0 && files === 0)
    return emptyMessage();

  const kept =
    before === undefined ? 0 : before.flags & (FLAGS.IS_COMPONENTS_V2 | FLAGS.SUPPRESS_NOTIFICATIONS);
  const set = body.flags === undefined && before !== undefined ? before.flags : flags & SETTABLE;
  const reference = isJson(body.message_reference) ? body.message_reference : null;
  return {
    content,
    embeds,
    components: numberComponents(rawComponents),
    flags: kept | set,
    allowed: allowed ?? defaultMentions(isInteraction),
    nonce: nonce as string | number | null,
    enforcesNonce: body.enforce_nonce === true,
    isEphemeral: (flags & FLAGS.EPHEMERAL) !== 0,
    reference:
      reference === null || reference.type === 1
        ? null
        : {
            messageId: String(reference.message_id),
            channelId: reference.channel_id === undefined ? null : String(reference.channel_id),
            failsIfMissing: reference.fail_if_not_exists !== false,
          },
  };
}

function listOf(given: unknown, before: Json[] | undefined): Json[] {
  if (given === undefined) return before ?? [];
  return Array.isArray(given) ? given.filter(isJson) : [];
}

function weightOf(components: readonly Json[]): number {
  return textsOf(components).reduce((sum, text) => sum + Buffer.byteLength(text) + WEIGHT_OF_A_TEXT, 0);
}

import type { Channel, StoredInteraction } from '../create-world.ts';
import type { Message } from '../discord-server.ts';
import { messageJson } from '../messages/message-json.ts';
import { readMessage } from '../messages/read-message.ts';
import { changeMessage, dropMessage, storeMessage } from '../messages/store-message.ts';
import { invalidWebhookToken, Refusal, unknownChannel, unknownMessage, unknownWebhook } from '../refusal.ts';
import { refuseArchived } from './find-place.ts';
import { type Answer, bodyOf, type Call, type Context, param } from './route.ts';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages: milliseconds */
const TOKEN_VALID_FOR = 15 * 60_000;
const MOST_FOLLOWUPS_OF_USER_INSTALLED = 5;
const AUTOCOMPLETE_RESULT = 8;
const MODAL_RESULT = 9;

interface Found {
  interaction: StoredInteraction;
  channel: Channel;
}

/** POST /webhooks/:application/:token: right after a deferred response it takes that one's place. */
export const followUp: Answer = (call, context) => {
  const found = findInteraction(call, context);
  if (found instanceof Refusal) return found;
  const { interaction, channel } = found;
  const loading = channel.messages.get(interaction.responseMessageId ?? '');
  if (loading?.isLoading === true) return change(loading, found, call, context);
  if (interaction.isUserInstalled && interaction.followupIds.length >= MOST_FOLLOWUPS_OF_USER_INSTALLED)
    return new Refusal(400, 40094, 'This interaction has hit the maximum number of follow up messages');
  const read = readMessage(bodyOf(call), { isInteraction: true, files: call.files.length });
  if (read instanceof Refusal) return read;
  const message = storeMessage(context, channel, read, {
    authorId: context.world.bot.id,
    interaction,
    isEphemeral: read.isEphemeral,
    repliesTo: channel.messages.get(interaction.responseMessageId ?? '') ?? null,
    files: call.files,
  });
  interaction.followupIds.push(message.id);
  return messageJson(context.world, channel, message);
};

/** GET /webhooks/:application/:token/messages/:message */
export const getResponse: Answer = (call, context) => {
  const found = findInteraction(call, context);
  if (found instanceof Refusal) return found;
  const message = findResponse(found, call);
  return message instanceof Refusal ? message : messageJson(context.world, found.channel, message);
};

/** PATCH /webhooks/:application/:token/messages/:message */
export const editResponse: Answer = (call, context) => {
  const found = findInteraction(call, context);
  if (found instanceof Refusal) return found;
  const message = findResponse(found, call);
  return message instanceof Refusal ? message : change(message, found, call, context);
};

/** DELETE /webhooks/:application/:token/messages/:message */
export const deleteResponse: Answer = (call, context) => {
  const found = findInteraction(call, context);
  if (found instanceof Refusal) return found;
  const message = findResponse(found, call);
  if (message instanceof Refusal) return message;
  dropMessage(context, found.channel, message);
  return undefined;
};

/** The webhook of an interaction is there once it is acknowledged, and for fifteen minutes. */
function findInteraction(call: Call, { world, clock }: Context): Found | Refusal {
  if (param(call, 'application') !== world.applicationId) return unknownWebhook();
  const interaction = world.interactionsByToken.get(param(call, 'token'));
  if (interaction === undefined || clock() - interaction.createdAt > TOKEN_VALID_FOR)
    return invalidWebhookToken();
  if (interaction.acknowledgedAt === null) return unknownWebhook();
  const channel = world.channels.get(interaction.channelId);
  return channel === undefined ? unknownChannel() : { interaction, channel };
}

/** The response, a follow-up, or the message whose component was used. */
function findResponse({ interaction, channel }: Found, call: Call): Message | Refusal {
  const named = param(call, 'message');
  const { callbackType, responseMessageId, followupIds, messageId } = interaction;
  if (named === '@original' && (callbackType === AUTOCOMPLETE_RESULT || callbackType === MODAL_RESULT))
    return unknownMessage();
  const id = named === '@original' ? responseMessageId : named;
  if (id === null || ![responseMessageId, messageId, ...followupIds].includes(id)) return unknownMessage();
  return channel.messages.get(id) ?? unknownMessage();
}

function change(message: Message, { channel }: Found, call: Call, context: Context) {
  const archived = refuseArchived(channel);
  if (archived !== null) return archived;
  const read = readMessage(bodyOf(call), {
    before: message,
    isInteraction: true,
    files: call.files.length + message.files.length,
  });
  if (read instanceof Refusal) return read;
  changeMessage(context, channel, message, read, call.files);
  return messageJson(context.world, channel, message);
}

import type { Channel, StoredInteraction, World } from '../create-world.ts';
import type { Json, Message } from '../discord-server.ts';
import { defaultMentions } from '../messages/find-pings.ts';
import { checkText, createFormErrors, isJson, readObjects } from '../messages/form-errors.ts';
import { FLAGS, messageJson } from '../messages/message-json.ts';
import { type ReadMessage, readMessage } from '../messages/read-message.ts';
import { changeMessage, storeMessage } from '../messages/store-message.ts';
import {
  alreadyAcknowledged,
  Refusal,
  unknownChannel,
  unknownInteraction,
  unknownMessage,
} from '../refusal.ts';
import { type Answer, bodyOf, type Call, type Context, param } from './route.ts';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback: milliseconds */
const ACKNOWLEDGED_WITHIN = 3000;
const MOST_CHOICES = 25;

const MESSAGE = 4;
const DEFERRED_MESSAGE = 5;
const DEFERRED_UPDATE = 6;
const UPDATE = 7;
const CHOICES = 8;
const MODAL = 9;
/** By kind of interaction: interaction-response-object-interaction-callback-type */
const CALLBACKS: Record<StoredInteraction['kind'], readonly number[]> = {
  command: [MESSAGE, DEFERRED_MESSAGE, MODAL],
  autocomplete: [CHOICES],
  component: [MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL],
  modal: [MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE],
};

/** POST /interactions/:interaction/:token/callback */
export const acknowledge: Answer = (call, context) => {
  const { world, clock } = context;
  const interaction = world.interactionsByToken.get(param(call, 'token'));
  if (interaction === undefined || interaction.id !== param(call, 'interaction')) return unknownInteraction();
  if (interaction.acknowledgedAt !== null) {
    interaction.refusedAcknowledgements += 1;
    return alreadyAcknowledged();
  }
  if (clock() - interaction.createdAt > ACKNOWLEDGED_WITHIN) {
    interaction.refusedAcknowledgements += 1;
    return unknownInteraction();
  }
  const channel = world.channels.get(interaction.channelId);
  if (channel === undefined) return unknownChannel();

  const body = bodyOf(call);
  const type = Number(body.type);
  const data = isJson(body.data) ? body.data : {};
  if (!CALLBACKS[interaction.kind].includes(type)) {
    const errors = createFormErrors();
    errors.choices(['type'], CALLBACKS[interaction.kind]);
    return errors.refusal();
  }
  const refusal = respond(type, data, { interaction, channel, call, context });
  if (refusal !== null) return refusal;
  interaction.acknowledgedAt = clock();
  interaction.callbackType = type;
  interaction.callbackData = data;
  if (call.query.get('with_response') !== 'true') return undefined;
  return callbackJson(world, channel, interaction);
};

interface Responding {
  interaction: StoredInteraction;
  channel: Channel;
  call: Call;
  context: Context;
}

/** Does what the callback asks for; what is wrong with it, or null. */
function respond(
  type: number,
  data: Json,
  { interaction, channel, call, context }: Responding,
): Refusal | null {
  const { world } = context;
  const errors = createFormErrors();
  switch (type) {
    case MESSAGE: {
      const read = readMessage(data, { isInteraction: true, files: call.files.length });
      if (read instanceof Refusal) return nestedInData(read);
      const message = storeMessage(context, channel, read, {
        authorId: world.bot.id,
        interaction,
        isEphemeral: read.isEphemeral,
        files: call.files,
      });
      interaction.responseMessageId = message.id;
      return null;
    }
    case DEFERRED_MESSAGE: {
      const flags = Number(data.flags ?? 0);
      if ((flags & ~FLAGS.EPHEMERAL) !== 0) errors.choices(['data', 'flags'], [FLAGS.EPHEMERAL]);
      const refusal = errors.refusal();
      if (refusal !== null) return refusal;
      const message = storeMessage(context, channel, NOTHING, {
        authorId: world.bot.id,
        interaction,
        isEphemeral: flags !== 0,
        isLoading: true,
      });
      interaction.responseMessageId = message.id;
      return null;
    }
    case DEFERRED_UPDATE:
      interaction.responseMessageId = interaction.messageId;
      return null;
    case UPDATE: {
      const message = findPressed(channel, interaction);
      if (message instanceof Refusal) return message;
      const files = call.files.length + message.files.length;
      const read = readMessage(data, { before: message, isInteraction: true, files });
      if (read instanceof Refusal) return nestedInData(read);
      changeMessage(context, channel, message, read, call.files);
      interaction.responseMessageId = message.id;
      return null;
    }
    case CHOICES: {
      const choices = readObjects(data.choices, ['data', 'choices'], errors);
      if (choices.length > MOST_CHOICES) errors.tooLong(['data', 'choices'], MOST_CHOICES);
      choices.forEach((choice, index) => {
        checkText(choice.name, ['data', 'choices', index, 'name'], errors, { longest: 100 });
        if (typeof choice.value !== 'number')
          checkText(choice.value, ['data', 'choices', index, 'value'], errors, { longest: 100 });
      });
      return errors.refusal();
    }
    default: {
      checkText(data.custom_id, ['data', 'custom_id'], errors, { longest: 100 });
      checkText(data.title, ['data', 'title'], errors, { longest: 45 });
      const components = readObjects(data.components, ['data', 'components'], errors);
      if (components.length < 1 || components.length > 5) errors.badLength(['data', 'components'], 1, 5);
      interaction.modal = data;
      return errors.refusal();
    }
  }
}

/** The message whose component was used; the modal of a component belongs to the same. */
function findPressed(channel: Channel, interaction: StoredInteraction): Message | Refusal {
  return channel.messages.get(interaction.messageId ?? '') ?? unknownMessage();
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
function callbackJson(world: World, channel: Channel, interaction: StoredInteraction): Json {
  const type = interaction.callbackType;
  const message = channel.messages.get(interaction.responseMessageId ?? '');
  const isShown = message !== undefined && type !== DEFERRED_UPDATE;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(isShown
        ? {
            response_message_id: message.id,
            response_message_loading: message.isLoading,
            response_message_ephemeral: message.ephemeralTo !== null,
          }
        : {}),
    },
    resource: { type, ...(isShown ? { message: messageJson(world, channel, message) } : {}) },
  };
}

const NOTHING: ReadMessage = {
  content: '',
  embeds: [],
  components: [],
  flags: 0,
  allowed: defaultMentions(true),
  nonce: null,
  enforcesNonce: false,
  isEphemeral: false,
  reference: null,
};

function nestedInData(refusal: Refusal): Refusal {
  if (refusal.errors === undefined) return refusal;
  return new Refusal(refusal.status, refusal.code, refusal.message, { data: refusal.errors });
}

import { createHash } from 'node:crypto';
import type { Channel, StoredInteraction } from '../create-world.ts';
import type { CommandUse, DiscordServer, InteractionKind, Json } from '../discord-server.ts';
import { walkComponents } from '../messages/walk-components.ts';
import type { Context } from '../routes/route.ts';
import { channelOf, messageOf, userOf } from './find.ts';
import { findCommand } from './find-command.ts';
import { interactionJson } from './interaction-json.ts';
import { readCommand } from './read-command.ts';
import { namedBy, OPTION_KINDS, optionValues, resolve, SELECT_KINDS } from './resolve-values.ts';

type Interactions = Pick<
  DiscordServer,
  'slashCommand' | 'autocomplete' | 'pressButton' | 'choose' | 'submitModal'
>;

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type */
const TYPES: Record<InteractionKind, number> = { command: 2, component: 3, autocomplete: 4, modal: 5 };
const DEFAULT_LOCALE = 'en-US';
const BUTTON = 2;

interface Starting {
  kind: InteractionKind;
  name: string;
  userId: string;
  channel: Channel;
  data: Json;
  locale?: string | undefined;
  messageId?: string | null;
  isUserInstalled?: boolean;
}

/** What people do with commands and components; each gives the id of the interaction that the bot gets. */
export function createInteractions({ world, clock, dispatch }: Context): Interactions {
  const start = ({
    kind,
    name,
    userId,
    channel,
    data,
    locale,
    messageId,
    isUserInstalled,
  }: Starting): string => {
    const id = world.ids.nextEvent();
    const interaction: StoredInteraction = {
      id,
      // Long and not to be guessed from the id, as Discord's are.
      token: createHash('sha512').update(`interaction ${id}`).digest('base64url').repeat(2),
      kind,
      type: TYPES[kind],
      name,
      userId: userOf(world, userId).id,
      guildId: channel.guildId,
      channelId: channel.id,
      messageId: messageId ?? null,
      isUserInstalled: isUserInstalled ?? false,
      locale: locale ?? DEFAULT_LOCALE,
      createdAt: clock(),
      acknowledgedAt: null,
      callbackType: null,
      callbackData: null,
      responseMessageId: null,
      followupIds: [],
      refusedAcknowledgements: 0,
      modal: null,
    };
    world.interactions.set(id, interaction);
    world.interactionsByToken.set(interaction.token, interaction);
    dispatch('INTERACTION_CREATE', interactionJson(world, channel, interaction, data), channel.guildId);
    return id;
  };

  const use = (kind: 'command' | 'autocomplete', given: CommandUse & { focused?: string }): string => {
    const { command, channel, isUserInstalled } = findCommand(world, given);
    const { userId, name, path = [], options = {}, focused, locale } = given;
    const data = readCommand(command, { path, options, ...(focused === undefined ? {} : { focused }) });
    const named = namedBy(optionValues(data), OPTION_KINDS);
    const resolved = resolve(world, channel, named);
    return start({ kind, name, userId, channel, locale, isUserInstalled, data: { ...data, ...resolved } });
  };

  const useComponent = (given: {
    userId: string;
    channelId: string;
    messageId: string;
    customId: string;
    values?: string[];
    locale?: string | undefined;
  }): string => {
    const { userId, messageId, customId, values, locale } = given;
    const channel = channelOf(world, given.channelId);
    const message = messageOf(channel, messageId);
    const seen = message.ephemeralTo === null || message.ephemeralTo === userId;
    const component = [...walkComponents(message.components)].find((one) => one.custom_id === customId);
    if (component === undefined || !seen)
      throw new Error(`message ${messageId} shows no component ${customId}`);
    if (component.disabled === true) throw new Error(`component ${customId} is disabled`);
    if ((component.type === BUTTON) !== (values === undefined))
      throw new Error(`component ${customId} is of another kind`);
    const { min_values: fewest = 1, max_values: most = 1 } = component;
    if (values !== undefined && !(values.length >= Number(fewest) && values.length <= Number(most)))
      throw new Error(`component ${customId} does not take ${values.length} values`);
    if (component.type === 3) {
      const options = (component.options ?? []) as Json[];
      const unknown = values?.find((value) => !options.some((option) => option.value === value));
      if (unknown !== undefined) throw new Error(`component ${customId} has no option ${unknown}`);
    }
    const origin = world.interactions.get(message.interactionId ?? '');
    return start({
      kind: 'component',
      name: customId,
      userId,
      channel,
      locale,
      messageId,
      isUserInstalled: origin?.isUserInstalled ?? false,
      data: {
        id: component.id,
        custom_id: customId,
        component_type: component.type,
        ...(values === undefined ? {} : { values }),
        ...resolve(
          world,
          channel,
          namedBy(
            (values ?? []).map((value) => [Number(component.type), value]),
            SELECT_KINDS,
          ),
        ),
      },
    });
  };

  return {
    slashCommand: (given) => use('command', given),
    autocomplete: (given) => use('autocomplete', given),
    pressButton: (userId, channelId, messageId, customId, locale) =>
      useComponent({ userId, channelId, messageId, customId, locale }),
    choose: (userId, channelId, messageId, customId, values, locale) =>
      useComponent({ userId, channelId, messageId, customId, values, locale }),

    submitModal(interactionId, fields) {
      const origin = world.interactions.get(interactionId);
      if (origin?.modal === undefined || origin.modal === null)
        throw new Error(`interaction ${interactionId} was not answered with a modal`);
      const { userId, messageId, locale, modal, isUserInstalled } = origin;
      const components = ((modal.components ?? []) as Json[]).map((row) => filled(row, fields));
      return start({
        kind: 'modal',
        name: String(modal.custom_id),
        userId,
        channel: channelOf(world, origin.channelId),
        data: { custom_id: modal.custom_id, components },
        locale,
        messageId,
        isUserInstalled,
      });
    },
  };
}

/** A row or label of a modal with what the person typed. */
function filled(row: Json, fields: Record<string, string>): Json {
  const fill = (input: Json): Json => ({
    type: input.type,
    id: input.id ?? 1,
    custom_id: input.custom_id,
    value: fields[String(input.custom_id)] ?? '',
  });
  if (row.component !== undefined)
    return { type: row.type, id: row.id ?? 1, component: fill(row.component as Json) };
  return { type: row.type, id: row.id ?? 1, components: ((row.components ?? []) as Json[]).map(fill) };
}

import { InteractionResponseType, Routes } from 'discord.js';
import { completeOption } from '../../commands/complete-option.ts';
import { describeError } from '../chat/platform-log.ts';
import type { DiscordAnswering } from './discord-answering.ts';
import type { AutocompleteInteraction } from './discord-event.ts';
import { PLATFORM } from './send-part.ts';

/** Offers what an option that is being typed may become. It is not kept: who types on asks again. */
export async function completeInteraction(
  { api, commands, services, store, zone: usual, now, log, readerOfLocale }: DiscordAnswering,
  { id, token, locale, data, channel_id: chat }: AutocompleteInteraction,
): Promise<void> {
  const focused = data.options.find((option) => option.focused === true);
  const option = commands
    .find(({ name }) => name === data.name)
    ?.options.find(({ name }) => name === focused?.name);
  const zone = (await findZone()) ?? usual;
  const choices =
    option === undefined
      ? []
      : await completeOption(
          option,
          String(focused?.value ?? ''),
          { services, zone, now, ...readerOfLocale(locale) },
          (error) => log.warn(describeError(error), 'an option could not be completed'),
        );
  await api.call({
    method: 'POST',
    route: Routes.interactionCallback(id, token),
    body: {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: choices.map(({ label, value }) => ({ name: label, value })) },
    },
    isInteraction: true,
  });

  /** The one that is set where it is typed: what "today" is there. */
  async function findZone(): Promise<string | null> {
    if (chat === undefined) return null;
    const known = await store.chats.find({ platform: PLATFORM, chat }).catch(() => null);
    return known?.settings.zone ?? null;
  }
}

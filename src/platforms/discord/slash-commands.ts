import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command, CommandOption } from '../../commands/command.ts';
import { createTranslator, type ReaderLanguage, type Translate } from '../../commands/create-translator.ts';
import { describeOption, nameOption } from '../../commands/name-option.ts';
import { LONGEST_VALUES } from '../../commands/read-option-value.ts';

/** Discord shows the default to readers of every language that has none of its own. */
const DEFAULT_LANGUAGE: ReaderLanguage = 'en';
const LOCALES: readonly { locale: Locale; language: ReaderLanguage }[] = [
  { locale: Locale.ChineseCN, language: 'zh-Hans' },
  { locale: Locale.ChineseTW, language: 'zh-Hant' },
];

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object */
const LONGEST_DESCRIPTION = 100;
const LONGEST_CHOICE = 100;
const MOST_CHOICES = 25;

type Reach = Pick<
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  'contexts' | 'integration_types' | 'default_member_permissions'
>;

/**
 * Where Discord shows a command and to whom. This only tidies menus: a server's admins may change it, so that whoever
 * runs a command still checks who asks.
 */
const REACHES: Record<Command['audience'], Reach> = {
  all: {
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  },
  // What an admin sets is what the bot posts by itself: it can't where only a member brought it along, nor in
  // conversations between people.
  'chat-admins': {
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  },
  // The owner of the bot need not be anything in a server, and its admins are not the owner: nobody sees it there, and
  // the owner has it in the direct message, however the bot was installed. "0" hides it also from a server's members
  // should a context be added.
  owner: {
    contexts: [InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    default_member_permissions: '0',
  },
};

/** The commands as Discord is told them, in the order of the list, with names and descriptions in every language. */
export function buildSlashCommands(
  commands: readonly Command[],
): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  return commands.map((command) => ({
    type: ApplicationCommandType.ChatInput,
    // Interactions come back with this name, whatever the reader was shown.
    name: command.name,
    name_localizations: localise((translate) => translate(command.localName)),
    ...describe((translate) => translate(command.summary)),
    options: command.options
      .filter((option) => !option.hidden)
      // Discord refuses a required option after one that is not.
      .toSorted((left, right) => Number(right.required) - Number(left.required))
      .map(buildOption),
    ...REACHES[command.audience],
  }));
}

function buildOption(option: CommandOption): APIApplicationCommandBasicOption {
  const base = {
    name: option.name,
    name_localizations: localise((translate) => nameOption(option, translate)),
    ...describe((translate) => describeOption(option, translate)),
    required: option.required,
  };
  if (option.kind === 'integer')
    return {
      ...base,
      type: ApplicationCommandOptionType.Integer,
      min_value: option.minimum,
      max_value: option.maximum,
    };
  const text = { ...base, type: ApplicationCommandOptionType.String } as const;
  // Longer values would be refused by parse-options.ts, after they were typed.
  const limits = { min_length: 1, max_length: LONGEST_VALUES[option.kind] };
  switch (option.kind) {
    case 'text':
      return { ...text, ...limits };
    case 'choice': {
      const choices = buildChoices(option);
      return choices === null ? { ...text, ...limits, autocomplete: true } : { ...text, choices };
    }
    default:
      return { ...text, ...limits, autocomplete: true };
  }
}

/** Null where there are none, too many or too long ones for a fixed menu. */
function buildChoices(
  option: CommandOption & { kind: 'choice' },
): APIApplicationCommandOptionChoice<string>[] | null {
  const values = option.choices();
  const fit = values.every((value) => value !== '' && value.length <= LONGEST_CHOICE);
  if (values.length === 0 || values.length > MOST_CHOICES || !fit) return null;
  return values.map((value) => {
    const name = (translate: Translate): string =>
      shorten(option.nameChoice?.(value, translate) ?? value, LONGEST_CHOICE);
    return { name: name(createTranslator(DEFAULT_LANGUAGE)), name_localizations: localise(name), value };
  });
}

function describe(text: (translate: Translate) => string): {
  description: string;
  description_localizations: LocalizationMap;
} {
  const description = (translate: Translate): string => shorten(text(translate), LONGEST_DESCRIPTION);
  return {
    description: description(createTranslator(DEFAULT_LANGUAGE)),
    description_localizations: localise(description),
  };
}

function localise(text: (translate: Translate) => string): LocalizationMap {
  return Object.fromEntries(
    LOCALES.map(({ locale, language }) => [locale, text(createTranslator(language))]),
  );
}

/** At most so many characters: one text that is too long would have Discord refuse every command. */
function shorten(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

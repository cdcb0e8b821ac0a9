import type { Block } from '../core/blocks/blocks.ts';
import { list, notice } from '../core/blocks/build-blocks.ts';
import { readerLanguages } from '../core/model/reader-language.ts';
import type { Subscription, Target } from '../core/ports/subscription-store.ts';
import { type ChatSettings, EDITION_LENGTHS } from '../core/subscriptions/chat-settings.ts';
import { changeWords } from './change-words.ts';
import { type CommandContext, defineCommand } from './command.ts';
import {
  createTranslator,
  type MessageKey,
  type ReaderLanguage,
  type Translate,
} from './create-translator.ts';
import { LANGUAGE_NAMES, LENGTH_NAMES, showSettings, showZones } from './show-settings.ts';
import { explainNoChat, nameSubscription } from './show-subscription.ts';

const listNames = (names: Record<string, string>): ReadonlyMap<string, string> =>
  new Map(Object.entries(names).flatMap(([choice, all]) => all.split(' ').map((name) => [name, choice])));
const OTHER_LANGUAGES = listNames({
  'zh-Hans': '简体 简中 中文 汉语 zh zh-cn simplified chinese',
  'zh-Hant': '繁体 繁中 正体 正体中文 繁体中文 zh-tw zh-hk traditional',
  en: '英文 英语',
});
const OTHER_LENGTHS = listNames({ short: '简短', standard: '中 中等 普通 normal medium', long: '详细' });
const OTHER_SWITCHES = listNames({ on: '打开 开启 是 要 yes true', off: '关闭 否 不要 no false' });

const SWITCH_NAMES = { on: 'choice.on', off: 'choice.off' } as const satisfies Record<string, MessageKey>;
const SWITCHES = ['on', 'off'] as const;

const nameSwitch = (choice: string, translate: Translate): string =>
  choice === 'on' || choice === 'off' ? translate(SWITCH_NAMES[choice]) : choice;

export const settingsCommand = defineCommand({
  name: 'settings',
  aliases: ['设置', '設定', '設置', '设定', 'set'],
  localName: 'command.settings.name',
  summary: 'command.settings.summary',
  description: 'command.settings.description',
  examples: 'command.settings.examples',
  audience: 'chat-admins',
  namesOptions: true,
  options: [
    {
      name: 'language',
      kind: 'choice',
      required: false,
      choices: () => readerLanguages,
      nameChoice: (choice) => LANGUAGE_NAMES[choice as ReaderLanguage] ?? choice,
      otherNames: OTHER_LANGUAGES,
      summary: 'option.language',
    },
    { name: 'zone', kind: 'zone', required: false, summary: 'option.zone' },
    {
      name: 'length',
      kind: 'choice',
      required: false,
      choices: () => EDITION_LENGTHS,
      otherNames: OTHER_LENGTHS,
      nameChoice: (choice, translate) => {
        const length = EDITION_LENGTHS.find((each) => each === choice);
        return length === undefined ? choice : translate(LENGTH_NAMES[length]);
      },
      summary: 'option.length',
    },
    { name: 'topics', kind: 'topics', required: false, summary: 'option.chatTopics' },
    { name: 'mute', kind: 'topics', required: false, summary: 'option.mute' },
    {
      name: 'quiet',
      kind: 'choice',
      required: false,
      choices: () => SWITCHES,
      nameChoice: nameSwitch,
      otherNames: OTHER_SWITCHES,
      summary: 'option.quiet',
    },
    {
      name: 'empty',
      kind: 'choice',
      required: false,
      choices: () => SWITCHES,
      nameChoice: nameSwitch,
      otherNames: OTHER_SWITCHES,
      summary: 'option.empty',
    },
    // A page of their own: one message has no room for all zones beside all else.
    {
      name: 'show',
      kind: 'choice',
      required: false,
      hidden: true,
      choices: () => ['zones'],
      summary: 'option.show',
    },
  ],
  async run(context, { show, topics, mute, ...options }) {
    const { target, services } = context;
    if (target === null) return explainNoChat(context);
    const before = await services.subscriptions.settings(target);
    const { language, ...change } = readChanges(options);
    const words = changeWords(before.settings, { topics, mute });
    if ('problem' in words) return { blocks: [words.problem(context)], failure: 'bad-options' };
    const all = { ...change, ...words.change, ...(language === undefined ? {} : { language }) };
    const { moved, kept } =
      Object.keys(all).length > 0
        ? await services.subscriptions.changeSettings(target, all)
        : { moved: [], kept: [] };
    const reader = await readAnew(context, target, language);
    if (show !== undefined) return { blocks: showZones(reader) };
    return {
      blocks: [
        ...showSettings(reader),
        ...listSubscriptions('settings.moved', moved, reader),
        ...listSubscriptions('settings.kept', kept, reader),
      ],
    };
  },
});

function listSubscriptions(
  said: MessageKey,
  named: readonly Subscription[],
  context: CommandContext,
): Block[] {
  if (named.length === 0) return [];
  return [
    notice('info', context.translate(said)),
    list(named.map((subscription) => ({ text: nameSubscription(subscription, context) }))),
  ];
}

function readChanges(options: {
  language: string | undefined;
  zone: string | undefined;
  length: string | undefined;
  quiet: string | undefined;
  empty: string | undefined;
}): Partial<ChatSettings> & { language?: ReaderLanguage } {
  const language = readerLanguages.find((each) => each === options.language);
  const length = EDITION_LENGTHS.find((each) => each === options.length);
  return {
    ...(language === undefined ? {} : { language }),
    ...(length === undefined ? {} : { length }),
    ...(options.zone === undefined ? {} : { zone: options.zone }),
    ...(options.quiet === undefined ? {} : { quiet: options.quiet === 'on' }),
    ...(options.empty === undefined ? {} : { tellsEmpty: options.empty === 'on' }),
  };
}

/** The reader as what was changed has it: the next words are in the new language, and times in the new zone. */
async function readAnew(
  context: CommandContext,
  target: Target,
  chosen: ReaderLanguage | undefined,
): Promise<CommandContext> {
  const { settings } = await context.services.subscriptions.settings(target);
  const language = chosen ?? context.language;
  return {
    ...context,
    ...{ settings, language, translate: createTranslator(language), zone: settings.zone ?? context.zone },
  };
}

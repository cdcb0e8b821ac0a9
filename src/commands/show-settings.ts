import type { Block, Button } from '../core/blocks/blocks.ts';
import { buttons, facts, heading, list, notice } from '../core/blocks/build-blocks.ts';
import { readerLanguages } from '../core/model/reader-language.ts';
import { EDITION_LENGTHS, type EditionLength } from '../core/subscriptions/chat-settings.ts';
import type { CommandContext } from './command.ts';
import type { MessageKey, ReaderLanguage } from './create-translator.ts';
import { listZoneChoices } from './schedule/describe-schedule.ts';
import { shorten } from './shorten.ts';
import { settingsButton, subscribeButton } from './show-subscription.ts';

/** Each in itself, for who cannot read the one that is set. */
export const LANGUAGE_NAMES: Record<ReaderLanguage, string> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
};

export const LENGTH_NAMES: Record<EditionLength, MessageKey> = {
  short: 'length.short',
  standard: 'length.standard',
  long: 'length.long',
};

/** Where those who read Chinese or English live; every other is typed. */
const COMMON_ZONES = [
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Europe/London',
  'Europe/Paris',
  'America/New_York',
  'America/Los_Angeles',
  'Australia/Sydney',
];

/** Characters of all words in a fact. */
const LONGEST_WORDS = 400;

/** What is set, and what changes it. */
export function showSettings(context: CommandContext): Block[] {
  const { translate, language, zone, settings, now, writeCommand } = context;
  const length = settings.length ?? 'standard';
  const onOff = (on: boolean): string => translate(on ? 'choice.on' : 'choice.off');
  const comma = translate('list.comma');
  const words = (all: readonly string[], none: MessageKey): string =>
    all.length === 0 ? translate(none) : shorten(all.join(comma), LONGEST_WORDS);
  const [place] = listZoneChoices([zone], { translate, language, now: now() });
  return [
    heading(translate('settings.title')),
    facts([
      { label: translate('fact.language'), value: LANGUAGE_NAMES[language] },
      { label: translate('fact.zone'), value: place?.label ?? zone },
      { label: translate('fact.length'), value: translate(LENGTH_NAMES[length]) },
      { label: translate('fact.topics'), value: words(settings.topics, 'subscription.everything') },
      { label: translate('fact.muted'), value: words(settings.muted, 'settings.nothingMuted') },
      { label: translate('fact.quiet'), value: onOff(settings.quiet) },
      { label: translate('fact.tellsEmpty'), value: onOff(settings.tellsEmpty) },
    ]),
    notice('info', translate('settings.howTo', { command: writeCommand('settings') })),
    buttons(
      ...readerLanguages
        .filter((each) => each !== language)
        .map((each) => change(LANGUAGE_NAMES[each], { language: each })),
    ),
    buttons(
      ...EDITION_LENGTHS.filter((each) => each !== length).map((each) =>
        change(translate('button.length', { length: translate(LENGTH_NAMES[each]) }), { length: each }),
      ),
    ),
    buttons(
      change(translate(settings.quiet ? 'button.loud' : 'button.quiet'), {
        quiet: settings.quiet ? 'off' : 'on',
      }),
      change(translate(settings.tellsEmpty ? 'button.hideEmpty' : 'button.tellEmpty'), {
        empty: settings.tellsEmpty ? 'off' : 'on',
      }),
    ),
    buttons(change(translate('button.zone'), { show: 'zones' }), subscribeButton(context)),
  ];
}

/** The usual zones to choose from. */
export function showZones(context: CommandContext): Block[] {
  const { translate, language, zone, now, writeCommand } = context;
  const [place] = listZoneChoices([zone], { translate, language, now: now() });
  const others = COMMON_ZONES.filter((each) => each !== zone);
  return [
    heading(translate('settings.zones', { zone: place?.label ?? zone })),
    notice('info', translate('settings.howToZone', { command: writeCommand('settings') })),
    // A list is a menu where the platform has such.
    list(
      listZoneChoices(others, { translate, language, now: now() }).map(({ label, value }) => ({
        text: label,
        button: change(label, { zone: value }),
      })),
    ),
    buttons(settingsButton(context)),
  ];
}

function change(label: string, options: Button['action']['options']): Button {
  return { label, action: { command: 'settings', options } };
}

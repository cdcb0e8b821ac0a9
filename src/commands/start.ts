import type { Button } from '../core/blocks/blocks.ts';
import { buttons, heading, paragraph } from '../core/blocks/build-blocks.ts';
import { defineCommand } from './command.ts';
import type { Translate } from './create-translator.ts';

export const startCommand = defineCommand({
  name: 'start',
  aliases: ['开始', '開始'],
  localName: 'command.start.name',
  summary: 'command.start.summary',
  description: 'command.start.description',
  examples: null,
  audience: 'all',
  isForAsker: true,
  // Deep links (t.me/bot?start=…) bring a payload; it opens the greeting whatever it says.
  options: [
    { name: 'payload', kind: 'text', required: false, rest: true, hidden: true, summary: 'option.payload' },
  ],
  async run({ translate }) {
    return {
      blocks: [
        heading(translate('start.title')),
        paragraph(translate('start.greeting')),
        buttons(...startButtons(translate)),
      ],
    };
  },
});

/** The first things to try. */
export function startButtons(translate: Translate): Button[] {
  return [
    { label: translate('button.digest'), action: { command: 'digest', options: {} } },
    { label: translate('button.latest'), action: { command: 'latest', options: {} } },
    { label: translate('button.topics'), action: { command: 'topics', options: {} } },
    { label: translate('button.subscribe'), action: { command: 'subscribe', options: {} } },
    { label: translate('button.help'), action: { command: 'help', options: {} } },
  ];
}

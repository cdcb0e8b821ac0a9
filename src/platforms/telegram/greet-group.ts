import { startButtons } from '../../commands/start.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import { buttons, heading, paragraph } from '../../core/blocks/build-blocks.ts';
import type { Reader } from '../chat/find-reader.ts';
import type { Self } from './address-message.ts';

/** What the bot says once when it has come into a group: how it is asked there. */
export function greetGroup({ translate }: Reader, { username }: Self): Block[] {
  return [
    heading(translate('start.title')),
    paragraph(translate('chat.groupGreeting', { name: `@${username}` })),
    buttons(...startButtons(translate)),
  ];
}

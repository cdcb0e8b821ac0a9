import { startButtons } from '../../commands/start.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import { buttons, heading, paragraph } from '../../core/blocks/build-blocks.ts';
import type { Reader } from './find-reader.ts';

/** What the bot says once when it has come among people: how it is asked there. `name` is how it is mentioned. */
export function greetGroup({ translate }: Reader, name: string): Block[] {
  return [
    heading(translate('start.title')),
    paragraph(translate('chat.groupGreeting', { name })),
    buttons(...startButtons(translate)),
  ];
}

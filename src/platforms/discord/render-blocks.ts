import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Block } from '../../core/blocks/blocks.ts';
import { toParts } from './block-parts.ts';
import type { EncodePress } from './component-ids.ts';
import { fitsComponents, layOutComponents } from './lay-out-components.ts';
import { fitsPlain, layOutPlain, type PlainMessage } from './lay-out-plain.ts';
import { splitParts } from './split-parts.ts';

/**
 * A message as it is sent, both ways. Neither names anyone; send it with `allowed_mentions: { parse: [] }` all the same.
 */
export interface RenderedMessage {
  /** Components V2, for the flag IS_COMPONENTS_V2. */
  components: APIMessageTopLevelComponent[];
  /** The same where those are refused, in one message or more, for the flag SUPPRESS_EMBEDS. */
  plain: PlainMessage[];
  /** Which of the blocks it has something of, in order. */
  blocks: number[];
}

/**
 * Blocks as messages, in order, each within Discord's limits; at least one. `command` is the one that is answered: a
 * button that gives it again is in place, and so are page controls. Ids and values are read back with readPress.
 */
export function renderBlocks(
  blocks: readonly Block[],
  { encodePress, command = null }: { encodePress: EncodePress; command?: string | null },
): RenderedMessage[] {
  const messages = splitParts(toParts(blocks, { command }), fitsComponents);
  return (messages.length === 0 ? [[]] : messages).map((parts) => {
    const plain = splitParts(parts, fitsPlain).map((some) => layOutPlain(some, encodePress));
    return {
      components: layOutComponents(parts, encodePress),
      plain: plain.length === 0 ? [{ content: '…', components: [] }] : plain,
      blocks: [...new Set(parts.flatMap(({ block }) => (block === undefined ? [] : [block])))],
    };
  });
}

import assert from 'node:assert/strict';
import { type Answering, answerAction, answerText } from '../../src/commands/answer-text.ts';
import type { CommandContext, Reply } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/command-list.ts';
import { createTranslator, type ReaderLanguage } from '../../src/commands/create-translator.ts';
import type { Services } from '../../src/commands/services.ts';
import type { Action, Block } from '../../src/core/blocks/blocks.ts';
import type { Target } from '../../src/core/ports/subscription-store.ts';
import { DEFAULT_SETTINGS } from '../../src/core/subscriptions/chat-settings.ts';
import { createFakeServices } from '../fakes/fake-services.ts';

/** A Monday noon in Shanghai, as the fake services have it. */
export const NOW = Date.UTC(2026, 10, 23, 4);
export const GROUP: Target = { platform: 'telegram', chat: '-100', thread: null };

/** Somebody talks in a chat: what is set there is read anew for each message, as on the platforms. */
export function talkIn(
  target: Target | null,
  {
    services = createFakeServices(),
    language: spoken = 'en',
    isOwner = false,
  }: { services?: Services; language?: ReaderLanguage; isOwner?: boolean } = {},
) {
  async function answering(): Promise<Answering> {
    const known = target === null ? null : await services.subscriptions.settings(target);
    const settings = known?.settings ?? DEFAULT_SETTINGS;
    const language = (known?.language ?? spoken) as ReaderLanguage;
    const context: CommandContext = {
      ...{ services, language, translate: createTranslator(language), target, settings, isOwner },
      zone: settings.zone ?? 'Asia/Shanghai',
      now: () => NOW,
      writeCommand: (name) => `/${name}`,
    };
    return { commands, context, onError: (error) => assert.fail(String(error)) };
  }
  return {
    services,
    async say(text: string): Promise<Reply> {
      const reply = await answerText(text, await answering());
      assert.ok(reply, text);
      return reply;
    },
    press: async (action: Action): Promise<Reply> => answerAction(action, await answering()),
  };
}

export function wordsOf({ blocks }: Reply): string {
  const words: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'action' || key === 'kind' || key === 'tone') return undefined;
    if (typeof value === 'string') words.push(value);
    return value;
  });
  return words.join('\n');
}

export function blocksOf<Kind extends Block['kind']>(
  { blocks }: Reply,
  kind: Kind,
): Extract<Block, { kind: Kind }>[] {
  return blocks.filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind);
}

/** What every button and choice of a reply does, by its label. */
export function actionsOf({ blocks }: Reply): { label: string; action: Action }[] {
  const found: { label: string; action: Action }[] = [];
  JSON.stringify(blocks, (_key, value) => {
    if (typeof value?.label === 'string' && typeof value.action?.command === 'string') found.push(value);
    return value;
  });
  return found;
}

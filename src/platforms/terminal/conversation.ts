import { type Answering, answerAction, answerText } from '../../commands/answer-text.ts';
import type { CommandContext, Reply } from '../../commands/command.ts';
import type { Action } from '../../core/blocks/blocks.ts';
import { notice } from '../../core/blocks/build-blocks.ts';
import type { Choices } from './block-lines.ts';
import type { Capabilities } from './capabilities.ts';
import type { Growth } from './grow-answer.ts';
import { renderBlocks } from './render-blocks.ts';

const QUIT = new Set(['quit', 'exit', '退出', '/quit', '/exit', '／quit', 'q', ':q']);
const NEXT = new Set(['n', 'next', '下一页', '下一頁']);
const PREVIOUS = new Set(['p', 'prev', 'previous', '上一页', '上一頁']);

/** A talk in one terminal: it remembers what the last reply offered to choose. */
export interface Conversation {
  /** Shows a reply that nobody asked for (a greeting). */
  show(reply: Reply): string;
  /**
   * The answer to a line, rendered; empty for an empty line, null where the line ends the talk. With `growth` what it has shown by
   * then is left out.
   */
  answer(line: string, signal: AbortSignal, growth?: Growth): Promise<string | null>;
}

export function createConversation({
  answering,
  capabilities,
  readChat = async () => ({}),
}: {
  answering: Answering;
  capabilities: Capabilities;
  /** What the chat has set by now. */
  readChat?: (() => Promise<Partial<CommandContext>>) | undefined;
}): Conversation {
  const { translate } = answering.context;
  let choices: Choices = { numbered: new Map(), previous: null, next: null };

  const show = (reply: Reply): string => {
    const rendering = renderBlocks(reply.blocks, capabilities);
    // A mistake offers nothing new: what was there to choose still is.
    if (reply.failure === undefined || rendering.choices.numbered.size > 0) choices = rendering.choices;
    return rendering.text;
  };

  /** The action that a line chooses; a reply where it chooses nothing there is; null where it is no choice. */
  const choose = (typed: string): Action | Reply | null => {
    if (NEXT.has(typed) || PREVIOUS.has(typed)) {
      const action = NEXT.has(typed) ? choices.next : choices.previous;
      if (action !== null) return action;
      return choices.previous === null && choices.next === null
        ? { blocks: [notice('info', translate('choice.noPages'))], failure: 'bad-options' }
        : { blocks: [notice('info', translate('page.none'))], failure: 'bad-options' };
    }
    if (!/^\d{1,3}$/.test(typed) || choices.numbered.size === 0) return null;
    return (
      choices.numbered.get(Number.parseInt(typed, 10)) ?? {
        blocks: [notice('info', translate('choice.unknown', { last: Math.max(...choices.numbered.keys()) }))],
        failure: 'bad-options',
      }
    );
  };

  return {
    show,
    async answer(line, signal, growth) {
      const typed = line.normalize('NFKC').trim().toLowerCase();
      if (QUIT.has(typed)) return null;
      const grow = growth === undefined ? {} : { grow: growth.grow };
      const context = { ...answering.context, ...(await readChat()), signal, ...grow };
      const withSignal = { ...answering, context };
      const chosen = choose(typed);
      if (chosen !== null && 'blocks' in chosen) return show(chosen);
      const reply =
        chosen === null ? await answerText(line, withSignal) : await answerAction(chosen, withSignal);
      if (reply === null) return '';
      // Whoever left hears nothing more of it.
      if (growth === undefined || signal.aborted) return show(reply);
      return show({ ...reply, blocks: [...(await growth.finish(reply.blocks))] });
    },
  };
}

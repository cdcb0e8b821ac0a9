import type { Readable, Writable } from 'node:stream';
import type { Command, CommandContext, Reply } from '../../commands/command.ts';
import { answerLines } from './answer-lines.ts';
import { findCapabilities } from './capabilities.ts';
import { createConversation } from './conversation.ts';
import { talk } from './talk.ts';
import { watchOutput } from './watch-output.ts';

export type TerminalInput = Readable & { isTTY?: boolean };
export type TerminalWritable = Writable & { isTTY?: boolean; columns?: number; rows?: number };

export interface TerminalDependencies {
  commands: readonly Command[];
  context: Omit<CommandContext, 'signal' | 'writeCommand'>;
  input: TerminalInput;
  output: TerminalWritable;
  environment: Record<string, string | undefined>;
  /** What is shown first to people; null for nothing. */
  greeting: Reply | null;
  /** Where the lines typed are kept between runs; null to keep none. */
  historyFile: string | null;
  /** What the chat has set by now; asked for before each answer. */
  readChat?(): Promise<Partial<CommandContext>>;
  /** Takes what prints a reply that nobody asked for, as soon as there is something to print on. */
  onReady?(print: (reply: Reply) => Promise<void>): void;
  /** The cause of a failure, for the log. */
  onError(error: unknown): void;
}

/**
 * The chat in a terminal. `run` resolves with the exit code when the talk is over: 0 at the end of input, at /quit and
 * when whoever reads the output is gone. Where input or output is no terminal it answers line by line, in order.
 */
export function createTerminalPlatform(dependencies: TerminalDependencies): { run(): Promise<number> } {
  const { commands, context, input, output, environment, readChat, onReady, onError } = dependencies;
  return {
    async run() {
      const capabilities = findCapabilities(output, environment);
      const conversation = createConversation({
        answering: { commands, context: { ...context, writeCommand: (name) => `/${name}` }, onError },
        ...{ capabilities, readChat },
      });
      const watched = watchOutput(output);
      try {
        if (input.isTTY === true && output.isTTY === true)
          await talk({ ...dependencies, conversation, capabilities, watched });
        else {
          onReady?.((reply) => watched.write(`${conversation.show(reply)}\n`));
          await answerLines({ conversation, input, watched, translate: context.translate });
        }
      } finally {
        watched.release();
      }
      return 0;
    },
  };
}

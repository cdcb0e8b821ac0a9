import { PassThrough } from 'node:stream';
import { OUTSIDE_CHATS } from '../../../src/commands/command.ts';
import { commands } from '../../../src/commands/command-list.ts';
import { createTranslator, type ReaderLanguage } from '../../../src/commands/create-translator.ts';
import type { Services } from '../../../src/commands/services.ts';
import {
  createTerminalPlatform,
  type TerminalDependencies,
} from '../../../src/platforms/terminal/create-terminal-platform.ts';
import { createFakeServices } from '../../fakes/fake-services.ts';

/** A terminal of streams: what is typed goes in, what is shown is kept. */
export interface FakeTerminal {
  type(text: string): void;
  end(): void;
  /** All that was shown so far. */
  shown(): string;
  /** Resolves as soon as the text has been shown since the last wait; rejects when the talk ends without it. */
  seen(text: string): Promise<void>;
  ended: Promise<number>;
  errors: unknown[];
  output: PassThrough & { columns: number; rows: number };
}

export function openFakeTerminal({
  isTTY = false,
  services = createFakeServices(),
  language = 'en',
  ...rest
}: {
  isTTY?: boolean;
  services?: Services;
  language?: ReaderLanguage;
} & Partial<TerminalDependencies> = {}): FakeTerminal {
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => {} });
  const output = Object.assign(new PassThrough(), { isTTY, columns: 60, rows: 40 });
  const errors: unknown[] = [];
  const waiting: { text: string; resolve(): void; reject(error: Error): void }[] = [];
  let shown = '';
  let read = 0;

  const settle = (): void => {
    for (let [first] = waiting; first !== undefined; [first] = waiting) {
      const index = shown.indexOf(first.text, read);
      if (index < 0) return;
      read = index + first.text.length;
      waiting.shift();
      first.resolve();
    }
  };
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    settle();
  });

  const ended = createTerminalPlatform({
    commands,
    context: {
      services,
      translate: createTranslator(language),
      language,
      ...OUTSIDE_CHATS,
      zone: 'Asia/Shanghai',
      now: () => Date.parse('2026-11-23T09:00:00Z'),
    },
    input,
    output,
    environment: { NO_COLOR: '1', TERM: 'xterm' },
    greeting: null,
    historyFile: null,
    onError: (error) => errors.push(error),
    ...rest,
  }).run();
  ended.then(
    () => {
      for (const { text, reject } of waiting) reject(new Error(`ended without showing ${text}:\n${shown}`));
    },
    () => {},
  );
  return {
    type: (text) => void input.write(text),
    end: () => void input.end(),
    shown: () => shown,
    seen: (text) =>
      new Promise((resolve, reject) => {
        waiting.push({ text, resolve, reject });
        settle();
      }),
    ended,
    errors,
    output,
  };
}

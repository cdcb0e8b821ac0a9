import { createInterface, type Interface } from 'node:readline';
import { completeText } from '../../commands/complete-text.ts';
import type { Capabilities } from './capabilities.ts';
import type { Conversation } from './conversation.ts';
import type { TerminalDependencies } from './create-terminal-platform.ts';
import { createGrowth, type Growth } from './grow-answer.ts';
import { readHistory, writeHistory } from './history.ts';
import { showWork } from './show-work.ts';
import type { WatchedOutput } from './watch-output.ts';
import { writeSpans } from './write-spans.ts';

const HISTORY_SIZE = 500;

interface Talk extends TerminalDependencies {
  conversation: Conversation;
  capabilities: Capabilities;
  watched: WatchedOutput;
}

/**
 * Talks with a person at a terminal until they leave (Ctrl-D, Ctrl-C twice, /quit). Lines are answered one after the
 * other, also those typed ahead; an answer that takes its time is shown as it grows. Ctrl-C stops one in the making, else it drops the line.
 */
export async function talk(dependencies: Talk): Promise<void> {
  const { conversation, capabilities, watched, output, context, historyFile, greeting, onReady } =
    dependencies;
  const { translate } = context;
  let history = historyFile === null ? [] : await readHistory(historyFile);
  if (greeting !== null) await watched.write(`${conversation.show(greeting)}\n`);
  await watched.write(
    `${writeSpans([{ text: translate('terminal.hint'), styles: ['dim'] }], capabilities)}\n`,
  );

  const readline = openReadline(dependencies, history);
  const leaving = new AbortController();
  const waiting: string[] = [];
  let working: AbortController | null = null;
  let growth: Growth | null = null;
  let worked: Promise<void> = Promise.resolve();
  const leave = (): void => {
    leaving.abort();
    working?.abort();
  };
  watched.closed.addEventListener('abort', leave);

  let askedToLeave = false;

  const work = async (): Promise<void> => {
    for (let line = waiting.shift(); line !== undefined && !leaving.signal.aborted; line = waiting.shift()) {
      working = new AbortController();
      const { signal } = working;
      growth = createGrowth({ watched, capabilities, rows: () => output.rows, signal });
      const answer = await showWork(untilAborted(conversation.answer(line, signal, growth), signal), {
        watched,
        label: translate('terminal.working'),
      });
      if (answer === null) return leave();
      if (leaving.signal.aborted) return;
      if (answer === CANCELLED) await watched.write(`${translate('failure.cancelled')}\n`);
      else if (answer !== '') await watched.write(`${growth.hasBegun() ? '' : '\n'}${answer}\n`);
    }
    working = null;
    growth = null;
    if (!leaving.signal.aborted) readline.prompt();
  };

  const ended = new Promise<void>((resolve, reject) => {
    readline.on('line', (line) => {
      askedToLeave = false;
      growth?.disturb();
      waiting.push(line);
      if (working !== null) return;
      worked = work();
      worked.catch(reject);
    });
    readline.on('history', (lines) => {
      history = lines;
    });
    readline.on('SIGINT', () => {
      if (working !== null) {
        waiting.length = 0;
        working.abort();
        return;
      }
      const empty = readline.line === '';
      if (askedToLeave && empty) return leave();
      askedToLeave = true;
      // Moves to the end and deletes back to the start: the line that was being typed is dropped.
      readline.write(null, { ctrl: true, name: 'e' });
      readline.write(null, { ctrl: true, name: 'u' });
      void watched.write(`\n${translate('terminal.leaveHint')}\n`).then(() => readline.prompt());
    });
    readline.on('close', leave);
    leaving.signal.addEventListener('abort', () => resolve(), { once: true });
  });

  readline.prompt();
  onReady?.(async (reply) => {
    growth?.disturb();
    // Above the line that is being typed, which stands below it again.
    await watched.write(`\r\u001B[K\n${conversation.show(reply)}\n`);
    if (working === null && !leaving.signal.aborted) readline.prompt(true);
  });
  try {
    await ended;
  } finally {
    watched.closed.removeEventListener('abort', leave);
    readline.close();
    // Until then the sign of work may still be written; what it ended with is known from `ended`.
    await worked.catch(() => undefined);
    await watched.write('\n');
    if (historyFile !== null) await writeHistory(historyFile, history);
  }
}

const CANCELLED = Symbol('cancelled');

/** The result of work, or CANCELLED as soon as that is asked for: work that does not listen goes on unheard. */
function untilAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | typeof CANCELLED> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(CANCELLED), { once: true });
    work.then(resolve, reject);
  });
}

function openReadline(
  { input, output, commands, context, capabilities }: Talk,
  history: string[],
): Interface {
  const prompt = context.translate('terminal.prompt');
  return createInterface({
    input,
    output,
    terminal: true,
    history,
    historySize: HISTORY_SIZE,
    removeHistoryDuplicates: true,
    prompt: writeSpans([{ text: prompt, styles: ['bold', 'cyan'] }], { ...capabilities, hyperlinks: false }),
    completer: (line: string, callback: (error: Error | null, result: [string[], string]) => void) => {
      completeText(line, { commands, ...context }).then(
        ({ candidates, replaced }) => callback(null, [candidates, replaced]),
        // No suggestions is a fair answer to Tab when the store fails.
        () => callback(null, [[], line]),
      );
    },
  });
}

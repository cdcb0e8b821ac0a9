import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../../run-program.ts';
import type { TelegramServer } from '../../servers/telegram/start-telegram-server.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The real program as a process of its own, served by a server of the tests'. */
export interface BotProcess {
  start(more?: Record<string, string>): void;
  /** Ends it at once, as `kill -9` does. */
  kill(): Promise<void>;
  /** SIGTERM; the exit code and how long it took, milliseconds. */
  terminate(): Promise<{ code: number | null; milliseconds: number }>;
  /** Everything that it has written, of all its runs. */
  output(): { stdout: string; stderr: string };
}

/** Gives the program something to answer from: the sample articles, which it does not take in by itself. */
export async function takeInSamples(dataDirectory: string): Promise<void> {
  const { code, stderr } = await runProgram('src/cli.ts', ['ingest', 'data/samples'], { dataDirectory });
  if (code !== 0) throw new Error(`the samples could not be taken in: ${stderr}`);
}

export function createBotProcess(server: TelegramServer, dataDirectory: string): BotProcess {
  let child: ChildProcess | null = null;
  const written = { stdout: '', stderr: '' };

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null)
      return ending?.exitCode ?? null;
    const closed = once(ending, 'close');
    ending.kill(signal);
    await closed;
    return ending.exitCode;
  }

  return {
    start(more = {}) {
      child = spawn(process.execPath, [`${root}src/main.ts`], {
        cwd: root,
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          LANG: 'zh_CN.UTF-8',
          DATA_DIR: dataDirectory,
          DIGEST_TIMEZONE: 'Asia/Shanghai',
          TELEGRAM_BOT_TOKEN: server.token,
          TELEGRAM_API_ROOT: server.apiRoot,
          LOG_LEVEL: 'debug',
          ...more,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of ['stdout', 'stderr'] as const)
        child[stream]?.on('data', (chunk: Buffer) => {
          written[stream] += chunk.toString('utf8');
        });
    },
    async kill() {
      await end('SIGKILL');
    },
    async terminate() {
      const began = performance.now();
      const code = await end('SIGTERM');
      return { code, milliseconds: performance.now() - began };
    },
    output: () => written,
  };
}

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ProgramSurroundings {
  /** A data folder of its own. */
  dataDirectory: string;
  /** Beside where it runs and how it speaks; nothing comes from the caller's own configuration. */
  environment?: Record<string, string>;
}

function spawnProgram(
  entry: string,
  words: readonly string[],
  { dataDirectory, environment = {} }: ProgramSurroundings,
): ChildProcessByStdio<Writable, Readable, Readable> {
  return spawn(process.execPath, [resolve(root, entry), ...words], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LANG: 'zh_CN.UTF-8',
      DATA_DIR: dataDirectory,
      DIGEST_TIMEZONE: 'Asia/Shanghai',
      ...environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs an entry of the project as a process of its own until it ends. */
export async function runProgram(
  entry: 'src/cli.ts' | 'src/main.ts',
  words: readonly string[],
  { input = '', ...surroundings }: ProgramSurroundings & { input?: string },
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawnProgram(entry, words, surroundings);
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** Gives the program something to answer from: the sample articles, which a platform does not take in by itself. */
export async function takeInSamples(dataDirectory: string): Promise<void> {
  const { code, stderr } = await runProgram('src/cli.ts', ['ingest', 'data/samples'], { dataDirectory });
  if (code !== 0) throw new Error(`the samples could not be taken in: ${stderr}`);
}

/** The main program as a process of its own, started and ended as often as a test likes. */
export interface ProgramProcess {
  /** `more`: variables of this run only. */
  start(more?: Record<string, string>): void;
  /** Ends it at once, as `kill -9` does. */
  kill(): Promise<void>;
  /** SIGTERM; the exit code and how long it took, milliseconds. */
  terminate(): Promise<{ code: number | null; milliseconds: number }>;
  /** The exit code when it ends by itself. */
  ended(): Promise<number | null>;
  /** It was started and has not ended, by itself or not. */
  isRunning(): boolean;
  pid(): number | null;
  /** Everything that it has written, of all its runs. */
  output(): { stdout: string; stderr: string };
}

/** `entry`: what is run in place of the main program, from the root. */
export function createProgramProcess({
  dataDirectory,
  environment = {},
  entry = 'src/main.ts',
}: ProgramSurroundings & { entry?: string }): ProgramProcess {
  let child: ReturnType<typeof spawnProgram> | null = null;
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
      child = spawnProgram(entry, [], {
        dataDirectory,
        environment: { LOG_LEVEL: 'debug', ...environment, ...more },
      });
      child.stdin.end();
      for (const stream of ['stdout', 'stderr'] as const)
        child[stream].setEncoding('utf8').on('data', (chunk: string) => {
          written[stream] += chunk;
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
    async ended() {
      if (child === null || child.exitCode !== null) return child?.exitCode ?? null;
      const ending = child;
      await once(ending, 'close');
      return ending.exitCode;
    },
    isRunning: () => child !== null && child.exitCode === null && child.signalCode === null,
    pid: () => child?.pid ?? null,
    output: () => written,
  };
}

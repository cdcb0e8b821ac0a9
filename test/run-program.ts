import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs an entry of the project as a process of its own, with a data folder of its own and nothing of the caller's configuration. */
export async function runProgram(
  entry: 'src/cli.ts' | 'src/main.ts',
  words: readonly string[],
  {
    dataDirectory,
    input = '',
    environment = {},
  }: { dataDirectory: string; input?: string; environment?: Record<string, string> },
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [`${root}${entry}`, ...words], {
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
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

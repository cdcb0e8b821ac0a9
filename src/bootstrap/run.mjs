#!/usr/bin/env node
// The first file that runs, on whatever Node the machine has: plain JavaScript, nothing but Node's own modules.
// It brings what is missing (a Node that runs TypeScript, the packages), then runs the task in that Node.
import { spawn } from 'node:child_process';
import module from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode } from './ensure-node.mjs';
import { ensurePackages } from './ensure-packages.mjs';
import { BootstrapError, say } from './say.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const TASKS = {
  start: { file: 'src/main.ts', development: false },
  cli: { file: 'src/cli.ts', development: false },
  bench: { file: 'bench/run.ts', development: false },
  check: { file: 'src/bootstrap/check.mjs', development: true },
  format: { file: 'src/bootstrap/format.mjs', development: true },
};

async function main() {
  // npm's scripts say `--task=NAME` first; called by the package's own name (`jianbao latest`), all words are the command line's.
  const [first = '', ...rest] = process.argv.slice(2);
  const named = /^--task=(\w+)$/.exec(first)?.[1];
  const words = named === undefined ? process.argv.slice(2) : rest;
  const task = TASKS[named ?? 'cli'];
  const nodePath = await ensureNode(root);
  await ensurePackages({ root, nodePath, development: task.development });
  const file = join(root, task.file);
  if (nodePath === process.execPath) {
    // The compiled form of every module is kept beside the packages: the second start skips parsing and type stripping.
    module.enableCompileCache?.(join(root, 'node_modules/.cache/jianbao'));
    process.argv = [process.argv[0], file, ...words];
    await import(new URL(`../../${task.file}`, import.meta.url).href);
    return;
  }
  const child = spawn(nodePath, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    // Tools that the task starts (biome's and npm's scripts say `env node`) must find the same Node.
    env: { ...process.env, PATH: `${dirname(nodePath)}${delimiter}${process.env.PATH ?? ''}` },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM').removeAllListeners('SIGHUP');
    if (signal !== null) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}

main().catch((error) => {
  if (!(error instanceof BootstrapError)) throw error;
  say(error.message);
  process.exitCode = 1;
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BootstrapError } from './say.mjs';

/**
 * Runs npm with the given Node first on the PATH (npm picks packages by the Node that runs it).
 * npm's own words go to stderr. Throws BootstrapError where it fails.
 */
export function runNpm(nodePath, words, root) {
  const path = `${dirname(nodePath)}${delimiter}${process.env.PATH ?? ''}`;
  const options = { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, PATH: path } };
  const quiet = ['--loglevel=warn', '--no-fund', '--no-audit'];
  // Started by npm, its own program is known; started otherwise, the one on the PATH serves.
  const program = process.env.npm_execpath;
  const result = program?.endsWith('.js')
    ? spawnSync(nodePath, [program, ...words, ...quiet], options)
    : spawnSync('npm', [...words, ...quiet], { ...options, shell: process.platform === 'win32' });
  if (result.status !== 0)
    throw new BootstrapError(
      'npm could not install what is needed (its reason stands above). Check the connection to the npm registry and the free disk space, then run the same command again.',
    );
}

/** One install at a time in this folder: a second start waits for the first. A lock whose holder is gone is taken over. */
export async function withInstallLock(root, install) {
  const lock = join(root, '.runtime', 'install.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!holderLives(lock)) rmSync(lock, { force: true });
      else await wait(200);
    }
  }
  try {
    return await install();
  } finally {
    rmSync(lock, { force: true });
  }
}

function holderLives(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // An empty file is a lock that is being written this very moment.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BootstrapError, say } from './say.mjs';

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

/** A lock file without a pid is being written; one that stays so belongs to a process that was killed just then. */
const EMPTY_LOCK_LIVES = 10_000;

/** One install at a time in this folder: a second start waits for the first. A lock whose holder is gone is taken over. */
export async function withInstallLock(root, install) {
  const lock = join(root, '.runtime', 'install.lock');
  mkdirSync(dirname(lock), { recursive: true });
  let waiting = false;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = readHolder(lock);
      if (holder !== null && !holder.lives) takeAway(lock, holder.pid);
      else {
        if (!waiting) say('waiting for another install in this folder to end …');
        waiting = true;
        await wait(200);
      }
    }
  }
  try {
    return await install();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Who holds the lock, and whether that process is still there; null where the lock has just gone. */
function readHolder(lock) {
  try {
    const pid = readFileSync(lock, 'utf8');
    if (pid === '') return { pid, lives: Date.now() - statSync(lock).mtimeMs < EMPTY_LOCK_LIVES };
    return { pid, lives: isRunning(Number(pid)) };
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return null;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two may see the same dead holder: what was taken away is looked at, and put back where it is another's new lock. */
function takeAway(lock, pid) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (readFileSync(aside, 'utf8') !== pid) linkSync(aside, lock);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
}

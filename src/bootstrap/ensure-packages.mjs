import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm, withInstallLock } from './run-npm.mjs';
import { say } from './say.mjs';

/** Whether node_modules has every package that is asked for and is no older than the lockfile. */
export function packagesAreCurrent({ root, development }) {
  // npm writes its own lockfile last: where it is missing, an install was cut off.
  const installed = statSync(join(root, 'node_modules/.package-lock.json'), { throwIfNoEntry: false });
  if (installed === undefined || installed.mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs)
    return false;
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const names = Object.keys(development ? { ...dependencies, ...devDependencies } : dependencies);
  return names.every((name) => existsSync(join(root, 'node_modules', name, 'package.json')));
}

/**
 * Installs the packages of the lockfile where they are missing or older than it. What only development needs
 * is left out until it is asked for. `npm install --no-save` and not `npm ci`: it takes the same versions, and a lockfile
 * made on one platform still installs on another.
 */
export async function ensurePackages({ root, nodePath, development }) {
  if (packagesAreCurrent({ root, development })) return;
  await withInstallLock(root, () => {
    if (packagesAreCurrent({ root, development })) return;
    say('installing packages …');
    // Who has the development packages keeps them: a plain start must not take the linter away again.
    const keepsDevelopment = development || existsSync(join(root, 'node_modules/typescript'));
    runNpm(nodePath, ['install', '--no-save', keepsDevelopment ? '--include=dev' : '--omit=dev'], root);
    // npm leaves its own lockfile alone where nothing was to be done; then the next start would install once more.
    const now = new Date();
    utimesSync(join(root, 'node_modules/.package-lock.json'), now, now);
  });
}

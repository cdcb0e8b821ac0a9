import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm, withInstallLock } from './run-npm.mjs';
import { BootstrapError, say } from './say.mjs';

/** The Node that is brought where the machine's own is older. */
const NODE_VERSION = '24.21.0';

/** Whether a Node of this version runs TypeScript as it is, without a flag or a warning: stable since 24.12. */
export function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 12);
}

/** The package of the registry that holds the Node binary for a platform: what the package `node` itself would fetch. */
export function nodePackage(platform, architecture) {
  const system = platform === 'win32' ? 'win' : platform;
  const prefix = platform === 'darwin' && architecture === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${system}-${architecture}`;
}

/**
 * The path of a Node that runs TypeScript: the running one where it does, else one from the npm registry,
 * kept in `.runtime` (outside node_modules, which a package install may wipe).
 */
export async function ensureNode(root) {
  if (runsTypeScript(process.versions.node)) return process.execPath;
  const folder = join(root, '.runtime', NODE_VERSION);
  const name = nodePackage(process.platform, process.arch);
  const path = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(path)) return path;
  await withInstallLock(root, () => {
    if (existsSync(path)) return;
    say(
      `Node ${process.versions.node} is too old to run this; bringing Node ${NODE_VERSION} from the npm registry (once) …`,
    );
    runNpm(process.execPath, ['install', '--prefix', folder, '--no-save', `${name}@${NODE_VERSION}`], root);
  });
  const trial = spawnSync(path, ['--version'], { encoding: 'utf8' });
  if (trial.status !== 0)
    throw new BootstrapError(
      `the Node that the registry has for ${process.platform}-${process.arch} does not run here; install Node 24.12 or newer yourself, then try again`,
    );
  return path;
}

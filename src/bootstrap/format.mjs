import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const words = ['check', '--write', '.'];
process.exitCode =
  spawnSync(join(root, 'node_modules/.bin/biome'), words, { cwd: root, stdio: 'inherit' }).status ?? 1;

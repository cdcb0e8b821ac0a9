// The whole check, in the order in which a failure is cheapest to see; every step runs, so that one run tells all.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = (name) => join(root, 'node_modules/.bin', name);

const STEPS = [
  { name: 'format and lint', command: bin('biome'), words: ['check', '--error-on-warnings', '.'] },
  { name: 'types', command: bin('tsc'), words: ['-p', '.'] },
  { name: 'unused files and exports', command: bin('knip'), words: [] },
  {
    name: 'tests',
    command: process.execPath,
    words: [
      '--test',
      '--test-reporter=dot',
      '--test-reporter-destination=stdout',
      '--test-reporter=./src/bootstrap/closing-line-reporter.mjs',
      '--test-reporter-destination=stdout',
      'test/**/*.test.ts',
    ],
  },
];

const failed = STEPS.filter(({ name, command, words }) => {
  process.stdout.write(`\n— ${name}\n`);
  return spawnSync(command, words, { cwd: root, stdio: 'inherit' }).status !== 0;
});
if (failed.length > 0) {
  process.stdout.write(`\nfailed: ${failed.map(({ name }) => name).join(', ')}\n`);
  process.exitCode = 1;
}

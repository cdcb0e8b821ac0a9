import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commands } from '../src/commands/command-list.ts';
import { runProgram } from './servers/program-process.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lines = [...readme.matchAll(/```sh\n(.*?)```/gs)].flatMap((match) =>
  (match[1] ?? '').trim().split('\n'),
);

let dataDirectory = '';
before(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'jianbao-readme-'));
});
after(() => rmSync(dataDirectory, { recursive: true, force: true }));

describe('the README', () => {
  it('shows commands that exist', () => {
    assert.ok(lines.length > 5);
    for (const line of lines) {
      const script = /^npm (?:run )?(\w+)/.exec(line)?.[1];
      assert.ok(script !== undefined && script in scripts, line);
    }
  });

  for (const line of lines.filter((entry) => entry.startsWith('npm run cli'))) {
    it(`shows “${line}”, which works`, async () => {
      const words = [...line.replace('npm run cli -- ', '').matchAll(/"([^"]*)"|(\S+)/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      );
      const { code, stdout, stderr } = await runProgram('src/cli.ts', words, { dataDirectory });
      assert.equal(code, 0, stderr);
      assert.ok(stdout.length > 20);
    });
  }

  it('lists every command', () => {
    for (const { name } of commands) assert.match(readme, new RegExp(`\\| \`/${name}\\b`));
  });

  it('links to what is there', () => {
    for (const [, target = ''] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g))
      assert.ok(existsSync(join(root, target)), target);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { describePlatforms, writePlatforms } from '../../docs/describe-platforms.ts';
import { commands } from '../../src/commands/command-list.ts';

describe('docs/platforms.md', () => {
  it('is what node docs/write-platforms.ts writes', () => {
    const file = readFileSync(new URL('../../docs/platforms.md', import.meta.url), 'utf8');
    assert.equal(file, writePlatforms(commands));
  });

  it('has every command on every platform', () => {
    for (const { name, commands: shown } of describePlatforms(commands))
      assert.deepEqual(
        commands.filter((command) => !shown.has(command.name)).map((command) => command.name),
        [],
        name,
      );
  });
});

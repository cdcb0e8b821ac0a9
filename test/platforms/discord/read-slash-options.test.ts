import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands } from '../../../src/commands/command-list.ts';
import { parseNamedOptions } from '../../../src/commands/parse-options.ts';
import { readSlashOptions, type SlashOption } from '../../../src/platforms/discord/read-slash-options.ts';

const today = { now: Date.parse('2026-11-23T09:00:00Z'), zone: 'Asia/Shanghai' };
const parse = (name: string, options: readonly SlashOption[]) =>
  parseNamedOptions(
    commands.find((command) => command.name === name) ?? assert.fail(),
    readSlashOptions(options),
    today,
  );

describe('the options of an interaction', () => {
  it('are read as those of a message are', () => {
    assert.deepEqual(
      parse('digest', [
        { name: 'period', value: '昨天' },
        { name: 'topic', value: '#科技' },
      ]),
      { ok: true, options: { topic: '科技', period: { kind: 'day', day: '2026-11-22' } } },
    );
    assert.deepEqual(parse('latest', [{ name: 'count', value: 7 }]), { ok: true, options: { count: 7 } });
    assert.deepEqual(parse('help', [{ name: 'command', value: 'search' }]), {
      ok: true,
      options: { command: 'search' },
    });
    assert.deepEqual(parse('latest', []), { ok: true, options: {} });
  });

  it('are checked as those of a message are, whatever Discord let pass', () => {
    const problemOf = (name: string, options: readonly SlashOption[]) => {
      const parsed = parse(name, options);
      return parsed.ok ? null : parsed.problem.kind;
    };
    assert.equal(problemOf('latest', [{ name: 'count', value: 51 }]), 'out-of-range');
    assert.equal(problemOf('latest', [{ name: 'count', value: 1.5 }]), 'not-a-number');
    assert.equal(problemOf('latest', [{ name: 'topic', value: '  ' }]), 'empty');
    assert.equal(problemOf('digest', [{ name: 'period', value: 'tomorrow' }]), 'bad-period');
    assert.equal(problemOf('latest', [{ name: 'quiet', value: true }]), 'unknown-option');
    assert.equal(problemOf('latest', [{ name: '__proto__', value: 'x' }]), 'unknown-option');
    assert.equal(problemOf('ask', [{ name: 'question' }]), 'missing');
  });
});

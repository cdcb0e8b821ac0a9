import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands } from '../../../src/commands/command-list.ts';
import {
  type PutSlashCommands,
  registerSlashCommands,
} from '../../../src/platforms/discord/register-slash-commands.ts';
import { buildSlashCommands } from '../../../src/platforms/discord/slash-commands.ts';
import { createMemoryNotes } from '../../fakes/memory-notes.ts';

function startRegistering() {
  const notes = createMemoryNotes();
  const told: Parameters<PutSlashCommands>[0][] = [];
  const warnings: object[] = [];
  const answers: Awaited<ReturnType<PutSlashCommands>>[] = [];
  const register = (given: Partial<Parameters<typeof registerSlashCommands>[0]> = {}) =>
    registerSlashCommands({
      application: '81',
      commands,
      put: async (built) => {
        told.push(built);
        return answers.shift() ?? { ok: true };
      },
      notes,
      log: { warn: (details) => void warnings.push(details) },
      signal: new AbortController().signal,
      ...given,
    });
  return { notes, told, warnings, answers, register };
}

describe('registering slash commands', () => {
  it('tells Discord all of them once, not again at the next start', async () => {
    const { register, told, notes } = startRegistering();
    await register();
    await register();
    assert.deepEqual(told, [buildSlashCommands(commands)]);
    assert.deepEqual([...notes.kept.keys()], ['discord.commands.81']);
  });

  it('tells them again when they have changed, also back', async () => {
    const { register, told } = startRegistering();
    await register();
    await register({ commands: commands.slice(1) });
    await register();
    assert.deepEqual(
      told.map(({ length }) => length),
      [commands.length, commands.length - 1, commands.length],
    );
  });

  it('tells another application by itself', async () => {
    const { register, told } = startRegistering();
    await register();
    await register({ application: '82' });
    assert.equal(told.length, 2);
  });

  it('tries again at the next start where Discord refused, and the log says why', async () => {
    const { register, told, warnings, answers } = startRegistering();
    answers.push({ ok: false, reason: 'Invalid Form Body' });
    await register();
    assert.deepEqual(warnings, [{ reason: 'Invalid Form Body' }]);
    await register();
    await register();
    assert.equal(told.length, 2);
    assert.equal(warnings.length, 1);
  });

  it('tells nothing once it is to stop, and what the stop cut off is no failure', async () => {
    const { register, told, warnings, notes } = startRegistering();
    await register({ signal: AbortSignal.abort() });
    assert.equal(told.length, 0);
    const stopping = new AbortController();
    await register({
      signal: stopping.signal,
      put: async () => {
        stopping.abort();
        return { ok: false, reason: 'aborted' };
      },
    });
    assert.deepEqual(warnings, []);
    assert.equal(notes.kept.size, 0);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFormErrors } from './messages/form-errors.ts';
import { validateCommands } from './routes/validate-commands.ts';
import { errorsIn, startConversation } from './start-conversation.ts';

const command = (more: object = {}): Record<string, unknown> => ({
  name: 'latest',
  description: 'a',
  ...more,
});
const option = (name: string, more: object = {}): object => ({ type: 3, name, description: 'a', ...more });

function errorsOf(...commands: Record<string, unknown>[]): string[] {
  const errors = createFormErrors();
  validateCommands(commands, errors);
  return errorsIn({ errors: errors.refusal()?.errors });
}

describe('the list of commands', () => {
  it('takes the place of the one before, and keeps the ids', async (test) => {
    const { server, call, refusalOf } = await startConversation(test);
    const path = `/applications/${server.applicationId}/commands`;
    const given = command({
      contexts: [0, 1, 2],
      integration_types: [0, 1],
      default_member_permissions: '32',
    });
    await call('PUT', path, [given, command({ name: 'help' })]);
    const first = server.commands().map(({ id }) => id);
    await call('PUT', path, [command({ name: 'help' }), command({ name: 'more' })]);
    assert.equal(server.commands()[0]?.id, first[1]);
    assert.deepEqual(
      server.commands().map(({ name }) => name),
      ['help', 'more'],
    );
    assert.equal(server.commandWrites(), 2);
    assert.equal(await refusalOf('PUT', '/applications/1/commands', []), '404 10002 Unknown Application');
    assert.deepEqual(errorsIn((await call('PUT', path, [command({ name: 'A B' })])).body), [
      '0.name APPLICATION_COMMAND_INVALID_NAME',
    ]);
    assert.equal(server.commandWrites(), 2);
    assert.deepEqual((await call('GET', path)).body, server.commands());
  });

  it('is of at most a hundred with names that differ', () => {
    const many = Array.from({ length: 101 }, (_, index) => command({ name: `a${index}` }));
    assert.deepEqual(errorsOf(...many.slice(0, 100)), []);
    assert.deepEqual(errorsOf(...many), [' APPLICATION_COMMANDS_EXCEEDED']);
    assert.deepEqual(errorsOf(command(), command()), ['1 APPLICATION_COMMANDS_DUPLICATE_NAME']);
  });

  it('names and describes in known languages, lower case and short', () => {
    assert.deepEqual(errorsOf(command({ name: '最新', name_localizations: { 'zh-TW': '最新' } })), []);
    for (const name of ['Latest', 'a b', 'a'.repeat(33)])
      assert.match(errorsOf(command({ name })).join(), /^0\.name /, name);
    assert.deepEqual(errorsOf(command({ description: '' })), ['0.description BASE_TYPE_BAD_LENGTH']);
    assert.deepEqual(errorsOf(command({ description: 'a'.repeat(101) })), [
      '0.description BASE_TYPE_BAD_LENGTH',
    ]);
    const localized = {
      name_localizations: { zh: '最新' },
      description_localizations: { ja: 'a'.repeat(101) },
    };
    assert.deepEqual(errorsOf(command(localized)), [
      '0.name_localizations.zh BASE_TYPE_CHOICES',
      '0.description_localizations.ja BASE_TYPE_BAD_LENGTH',
    ]);
  });

  it('has options of which the required come first', () => {
    const options = [option('a'), option('b', { required: true })];
    assert.deepEqual(errorsOf(command({ options })), [
      '0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ]);
    assert.deepEqual(errorsOf(command({ options: options.toReversed() })), []);
    assert.deepEqual(errorsOf(command({ options: [option('a'), option('a')] })), [
      '0.options.1 APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
    ]);
    const many = Array.from({ length: 26 }, (_, index) => option(`a${index}`));
    assert.deepEqual(errorsOf(command({ options: many })), ['0.options BASE_TYPE_MAX_LENGTH']);
    const choices = Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` }));
    assert.deepEqual(errorsOf(command({ options: [option('a', { choices })] })), [
      '0.options.0.choices BASE_TYPE_MAX_LENGTH',
    ]);
    const sub = { type: 1, name: 'add', description: 'a', options: [option('url', { required: true })] };
    assert.deepEqual(
      errorsOf(command({ options: [sub, { ...sub, type: 2, name: 'g', options: [sub] }] })),
      [],
    );
    assert.deepEqual(errorsOf(command({ options: [{ ...sub, options: [sub] }] })), [
      '0.options.0.options.0.type APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ]);
  });

  it('holds 8000 characters to a command, the longest language counted', () => {
    const options = Array.from({ length: 25 }, (_, index) =>
      option(`a${index}`, {
        description: 'a'.repeat(100),
        choices: [1, 2].map((value) => ({ name: 'a'.repeat(50), value: `${value}`.repeat(58) })),
      }),
    );
    assert.deepEqual(errorsOf(command({ options })), []);
    const description_localizations = { ja: 'a'.repeat(100) };
    assert.deepEqual(errorsOf(command({ options, description_localizations })), [
      '0 APPLICATION_COMMAND_TOO_LARGE',
    ]);
  });

  it('is for contexts, installations and permissions that there are', () => {
    const wrong = { contexts: [3], integration_types: ['guild'], default_member_permissions: 'admin' };
    assert.deepEqual(errorsOf(command(wrong)), [
      '0.contexts BASE_TYPE_CHOICES',
      '0.integration_types BASE_TYPE_CHOICES',
      '0.default_member_permissions NUMBER_TYPE_COERCE',
    ]);
  });
});

describe('a command', () => {
  it('is only used by whom and where Discord offers it', async (test) => {
    const { server, guild, channel, ming, call } = await startConversation(test);
    const reader = server.addUser();
    server.addMember(guild, reader);
    const use = (userId: string, name: string, channelId = channel, options = {}): string =>
      server.slashCommand({ userId, channelId, name, options });
    assert.throws(() => use(ming, 'latest'), /not registered/);
    await call('PUT', `/applications/${server.applicationId}/commands`, [
      command({
        contexts: [0],
        options: [option('n', { type: 4, required: true, min_value: 1, max_value: 9 })],
      }),
      command({ name: 'admin', default_member_permissions: '32' }),
    ]);
    assert.throws(
      () => use(ming, 'latest', server.openDirectMessage(ming), { n: 1 }),
      /not for this context/,
    );
    assert.throws(() => use(server.addUser(), 'admin'), /may not use commands/);
    assert.throws(() => use(reader, 'admin'), /lacks permissions/);
    for (const options of [{}, { n: 10 }, { n: 1.5 }, { n: '1' }, { n: 1, x: 1 }])
      assert.throws(() => use(ming, 'latest', channel, options), /command latest/);
    use(reader, 'latest', channel, { n: 1 });
    use(ming, 'admin');
    assert.deepEqual(
      server.interactions().map(({ name, userId }) => [name, userId]),
      [
        ['latest', reader],
        ['admin', ming],
      ],
    );
  });
});

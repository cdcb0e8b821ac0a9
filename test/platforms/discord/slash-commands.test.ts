import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SlashCommandAssertions } from 'discord.js';
import { type Command, defineCommand } from '../../../src/commands/command.ts';
import { commands } from '../../../src/commands/command-list.ts';
import { createTranslator } from '../../../src/commands/create-translator.ts';
import { buildSlashCommands } from '../../../src/platforms/discord/slash-commands.ts';
import { findSlashCommandProblems } from './slash-command-limits.ts';

const madeUp = defineCommand({
  name: 'ask',
  aliases: [],
  localName: 'command.ask.name',
  summary: 'command.ask.summary',
  description: 'command.ask.description',
  examples: null,
  audience: 'all',
  options: [
    { name: 'topic', kind: 'topic', required: false, summary: 'option.topic' },
    { name: 'count', kind: 'integer', required: false, minimum: -2, maximum: 9, summary: 'option.count' },
    {
      name: 'page',
      kind: 'integer',
      required: false,
      hidden: true,
      minimum: 1,
      maximum: 2,
      summary: 'option.page',
    },
    { name: 'id', kind: 'article', required: true, summary: 'option.id' },
    { name: 'period', kind: 'period', required: false, summary: 'option.period' },
    { name: 'question', kind: 'text', required: true, summary: 'option.question' },
    {
      name: 'command',
      kind: 'choice',
      required: false,
      choices: () => ['short', 'long'],
      nameChoice: (choice, translate) => `${choice} ${translate('button.digest')}`,
      summary: 'option.command',
    },
  ],
  run: async () => ({ blocks: [] }),
});
const withChoices = (choices: readonly string[]): Command =>
  defineCommand({
    ...madeUp,
    options: [
      { name: 'command', kind: 'choice', required: false, choices: () => choices, summary: 'option.command' },
    ],
  });
const build = (command: Command) => {
  const [built] = buildSlashCommands([command]);
  assert.ok(built);
  return built;
};

describe('the slash commands', () => {
  it('are within what Discord takes', () => {
    const built = buildSlashCommands(commands);
    assert.deepEqual(findSlashCommandProblems(built), []);
    assert.equal(built.length, commands.length);
  });

  for (const command of commands)
    it(`have /${command.name} with its names and descriptions in every language`, () => {
      const built = build(command);
      const [english, simplified, traditional] = (['en', 'zh-Hans', 'zh-Hant'] as const).map(
        createTranslator,
      );
      assert.ok(english && simplified && traditional);
      assert.equal(built.name, command.name);
      assert.deepEqual(built.name_localizations, {
        'zh-CN': simplified(command.localName),
        'zh-TW': traditional(command.localName),
      });
      // Nothing was so long that it had to be shortened.
      assert.equal(built.description, english(command.summary));
      assert.deepEqual(built.description_localizations, {
        'zh-CN': simplified(command.summary),
        'zh-TW': traditional(command.summary),
      });
      const shown = command.options.filter(({ hidden }) => !hidden);
      assert.deepEqual(built.options?.map(({ name }) => name).sort(), shown.map(({ name }) => name).sort());
      for (const option of built.options ?? []) {
        const { summary } = shown.find(({ name }) => name === option.name) ?? assert.fail();
        const { name_localizations: names, description_localizations: descriptions } = option;
        assert.equal(`${option.name}: ${option.description}`, english(summary));
        assert.equal(`${names?.['zh-CN']}：${descriptions?.['zh-CN']}`, simplified(summary));
        assert.equal(`${names?.['zh-TW']}：${descriptions?.['zh-TW']}`, traditional(summary));
      }
    });

  it('have names that the library takes too', () => {
    for (const { name, description, options = [] } of buildSlashCommands(commands)) {
      SlashCommandAssertions.validateRequiredParameters(name, description, []);
      SlashCommandAssertions.validateMaxOptionsLength(options);
      for (const option of options) SlashCommandAssertions.validateName(option.name);
    }
  });

  it('name the choices of /help as the commands themselves are called', () => {
    const help = commands.find(({ name }) => name === 'help') ?? assert.fail();
    const [option] = build(help).options ?? [];
    assert.ok(option && 'choices' in option);
    assert.deepEqual(
      option.choices?.find(({ value }) => value === 'search'),
      { name: 'search', name_localizations: { 'zh-CN': '搜索', 'zh-TW': '搜尋' }, value: 'search' },
    );
  });
});

describe('a slash command', () => {
  it('has every kind of option as Discord knows it, the required first and the hidden not at all', () => {
    const built = build(madeUp);
    assert.deepEqual(findSlashCommandProblems([built]), []);
    const bare = built.options?.map(
      ({
        name_localizations: _names,
        description_localizations: _descriptions,
        description: _description,
        ...rest
      }) => rest,
    );
    assert.deepEqual(bare, [
      { type: 3, name: 'id', required: true, min_length: 1, max_length: 200, autocomplete: true },
      { type: 3, name: 'question', required: true, min_length: 1, max_length: 2000 },
      { type: 3, name: 'topic', required: false, min_length: 1, max_length: 100, autocomplete: true },
      { type: 4, name: 'count', required: false, min_value: -2, max_value: 9 },
      { type: 3, name: 'period', required: false, min_length: 1, max_length: 100, autocomplete: true },
      {
        type: 3,
        name: 'command',
        required: false,
        choices: ['short', 'long'].map((value) => ({
          name: `${value} Today's digest`,
          name_localizations: { 'zh-CN': `${value} 今日简报`, 'zh-TW': `${value} 今日簡報` },
          value,
        })),
      },
    ]);
  });

  it('has its choices completed where they do not fit in a menu', () => {
    const many = Array.from({ length: 26 }, (_, index) => `choice${index}`);
    for (const choices of [many, ['x'.repeat(101)], []]) {
      const [option] = build(withChoices(choices)).options ?? [];
      assert.ok(option && 'autocomplete' in option && option.autocomplete === true);
      assert.ok(!('choices' in option));
    }
    const [option] = build(withChoices(many.slice(1))).options ?? [];
    assert.ok(option && 'choices' in option && option.choices?.length === 25);
  });

  it('is shortened where its description would have Discord refuse them all', () => {
    const long = build({ ...madeUp, summary: 'start.greeting' });
    assert.deepEqual(findSlashCommandProblems([long]), []);
    assert.match(long.description, /…$/);
  });

  it('is shown where and to whom its audience has it', () => {
    const reach = (audience: Command['audience']) => {
      const { contexts, integration_types, default_member_permissions } = build({ ...madeUp, audience });
      return [contexts, integration_types, default_member_permissions];
    };
    assert.deepEqual(reach('all'), [[0, 1, 2], [0, 1], undefined]);
    assert.deepEqual(reach('chat-admins'), [[0, 1], [0], '32']);
    assert.deepEqual(reach('owner'), [[1], [0, 1], '0']);
  });
});

describe('the check of the limits', () => {
  it('finds what Discord refuses', () => {
    const good = build(madeUp);
    const [first, second, third] = good.options ?? [];
    assert.ok(first && second && third);
    const problems = (change: Partial<typeof good>) =>
      findSlashCommandProblems([{ ...good, ...change }]).length;
    assert.equal(problems({}), 0);
    assert.equal(problems({ name: 'Ask' }), 1);
    assert.equal(problems({ name: 'two words' }), 1);
    assert.equal(problems({ name_localizations: { 'zh-CN': '提'.repeat(33) } }), 1);
    assert.equal(problems({ description: 'x'.repeat(101) }), 1);
    assert.equal(problems({ description_localizations: { 'zh-TW': '' } }), 1);
    assert.equal(problems({ options: [third, first] }), 1);
    assert.equal(
      problems({ options: [first, { ...second, name_localizations: first.name_localizations ?? {} }] }),
      2,
    );
    assert.equal(findSlashCommandProblems([good, good]).length, 3);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands } from '../../src/commands/command-list.ts';
import { createTranslator, everyTranslator, readerLanguages } from '../../src/commands/create-translator.ts';
import { findCommand, interpretText } from '../../src/commands/interpret-text.ts';
import { describeOption, findOption, nameOption } from '../../src/commands/name-option.ts';

const english = createTranslator('en');

describe('the commands', () => {
  for (const command of commands)
    for (const language of readerLanguages)
      it(`have /${command.name} understood by what it is called in ${language}`, () => {
        const name = createTranslator(language)(command.localName);
        assert.ok([command.name, ...command.aliases].includes(name), name);
        const read = interpretText(`/${name}`, commands);
        assert.equal(read.kind === 'command' && read.command.name, command.name);
      });

  it('are called by their name in English, so that what a menu writes is what help says', () => {
    for (const { name, localName } of commands) assert.equal(english(localName), name);
  });

  it('share no word, and each word is found as it stands', () => {
    const words = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
    assert.deepEqual(
      words.filter((word, index) => words.indexOf(word) !== index),
      [],
    );
    // A full-width word is folded before it is looked up.
    for (const command of commands)
      for (const word of [command.name, ...command.aliases])
        if (word === word.normalize('NFKC')) assert.equal(findCommand(word, commands), command, word);
  });

  it('have options with a name and a description in every language', () => {
    for (const command of commands)
      for (const option of command.options) {
        assert.equal(nameOption(option, english), option.name);
        for (const translate of everyTranslator()) {
          const name = nameOption(option, translate);
          assert.equal(findOption(command, name), option, `${command.name} ${name}`);
          const description = describeOption(option, translate);
          assert.notEqual(description, '');
          assert.ok(!description.startsWith(name), `${command.name} ${description}`);
          assert.ok(translate(option.summary).endsWith(description));
        }
      }
  });

  it('name the choices of a menu so that they are told apart', () => {
    for (const { options } of commands)
      for (const option of options) {
        if (option.kind !== 'choice') continue;
        for (const translate of everyTranslator()) {
          const names: string[] = option
            .choices()
            .map((choice) => option.nameChoice?.(choice, translate) ?? choice);
          assert.equal(new Set(names).size, names.length);
        }
      }
  });
});

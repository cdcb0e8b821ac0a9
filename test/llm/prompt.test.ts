import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ConfigurationError } from '../../src/core/ports/configuration-error.ts';
import { loadPrompts } from '../../src/llm/load-prompts.ts';
import { readPrompt } from '../../src/llm/prompt.ts';

const template = `# Why

Because.

## Instructions

In {{language}}.

## Input

{{marker}}
{{headline}} {{lead}}
{{marker}}
`;
const read = (text: string) => readPrompt('headline-translation', text, 'mine.md');
const values = { language: 'English', headline: '甲', lead: '乙' };

describe('a prompt', () => {
  it('is filled with the values of a request, the note on why left out', () => {
    const { instructions, input } = read(template).fill(values);
    assert.equal(instructions, 'In English.');
    assert.match(input, /^(=+[0-9a-f]+=+)\n甲 乙\n\1$/u);
  });

  it('is not filled twice: what looks like a placeholder in a text stays what it is', () => {
    const { input } = read(template).fill({ ...values, headline: '{{lead}} {{marker}} {{secret}}' });
    assert.match(input, /\n\{\{lead\}\} \{\{marker\}\} \{\{secret\}\} 乙\n/u);
  });

  it('has another marker for every call', () => {
    const prompt = read(template);
    assert.notEqual(prompt.fill(values).input, prompt.fill(values).input);
  });

  it('is refused with what is wrong: an unknown placeholder, a missing one, no marker, a missing or unknown part', () => {
    const refused = (text: string) => {
      try {
        read(text);
        return '';
      } catch (error) {
        assert.ok(error instanceof ConfigurationError);
        return error.message;
      }
    };
    assert.match(refused(template.replace('{{lead}}', '{{lede}}')), /mine\.md.*\{\{lede\}\}.*\{\{lead\}\}/u);
    assert.match(refused(template.replace('{{lead}}', '')), /lacks \{\{lead\}\}/u);
    assert.match(refused(template.replaceAll('{{marker}}', '')), /\{\{marker\}\}/u);
    assert.match(refused(template.replace('## Input', '## Inptu')), /## Input/u);
    assert.match(refused(`${template}\n## Again\n\nx`), /## Again/u);
  });

  it('has a hash that follows what is sent, and not the note for people', () => {
    const { hash } = read(template);
    assert.equal(read(template.replace('Because.', 'Therefore.')).hash, hash);
    assert.notEqual(read(template.replace('In {{', 'Into {{')).hash, hash);
  });
});

describe('the prompts', () => {
  it('are all there, and in order', async () => {
    const prompts = await loadPrompts();
    assert.equal(new Set(Object.values(prompts).map(({ hash }) => hash)).size, 5);
  });

  it('are taken from the owner’s folder where it has one, the others from the project', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jianbao-test-'));
    const own = await readFile(fileURLToPath(new URL('../../prompts/follow-up.md', import.meta.url)), 'utf8');
    await writeFile(join(folder, 'follow-up.md'), own.replace('## Input', 'Be brief.\n\n## Input'));
    const [before, after] = [await loadPrompts(), await loadPrompts(folder)];
    assert.notEqual(after['follow-up'].hash, before['follow-up'].hash);
    assert.equal(after.answer.hash, before.answer.hash);
    await writeFile(join(folder, 'answer.md'), 'nothing');
    await assert.rejects(loadPrompts(folder), /answer\.md has no part "## Instructions"/u);
    await rm(folder, { recursive: true });
    await assert.rejects(loadPrompts(folder), /PROMPTS_DIR/u);
  });
});

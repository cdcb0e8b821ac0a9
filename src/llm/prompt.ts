import { createHash, randomBytes } from 'node:crypto';
import { ConfigurationError } from '../core/ports/configuration-error.ts';
import type { ModelTask } from '../core/ports/model.ts';

/** What each task's template must have, and may have: the values that come with a request. */
const PLACEHOLDERS: Record<ModelTask, { input: readonly string[]; again: readonly string[] }> = {
  'article-summary': {
    input: ['language', 'sentences', 'length', 'title', 'published', 'text'],
    again: ['refused'],
  },
  'edition-overview': { input: ['language', 'sentences', 'length', 'stories'], again: ['refused'] },
  'headline-translation': { input: ['language', 'headline', 'lead'], again: [] },
  answer: { input: ['language', 'sentences', 'length', 'today', 'passages', 'question'], again: ['refused'] },
  'follow-up': { input: ['length', 'earlier', 'titles', 'reply'], again: [] },
};
/** Filled here, by chance, for each call. */
const MARKER = 'marker';
const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/gu;

export interface Prompt {
  /** Of the template: the same for the same text. */
  hash: string;
  fill(
    values: Readonly<Record<string, string>>,
    again?: Readonly<Record<string, string>>,
  ): { instructions: string; input: string };
}

/** Reads a template (prompts/README.md has its form). `place` names it in a ConfigurationError. */
export function readPrompt(task: ModelTask, text: string, place: string): Prompt {
  const parts = splitParts(text);
  const { input: inputNames, again: againNames } = PLACEHOLDERS[task];
  const [instructions = '', input = '', again = ''] = ['Instructions', 'Input', 'Again'].map((name) =>
    parts.get(name),
  );
  const known = ['Instructions', 'Input', ...(againNames.length > 0 ? ['Again'] : [])];
  for (const name of known)
    if ((parts.get(name) ?? '') === '')
      throw new ConfigurationError(`${place} has no part "## ${name}", or nothing in it`);
  for (const name of parts.keys())
    if (!known.includes(name))
      throw new ConfigurationError(`${place} has a part "## ${name}": its parts are ${known.join(', ')}`);
  requirePlaceholders(`${instructions}\n${input}`, inputNames, place);
  requirePlaceholders(again, againNames, `${place}, "## Again",`);
  if (!placeholdersOf(input).has(MARKER))
    throw new ConfigurationError(
      `${place} has no {{${MARKER}}} in its input: a text could pretend that it ended`,
    );
  const hash = createHash('sha256')
    .update([instructions, input, again].join('\0'))
    .digest('hex')
    .slice(0, 16);
  return {
    hash,
    fill(values, againValues) {
      const marker = `=====${randomBytes(12).toString('hex')}=====`;
      const whole = againValues === undefined ? input : `${input}\n\n${again}`;
      const all = { ...values, ...againValues, [MARKER]: marker };
      return { instructions: replace(instructions, all), input: replace(whole, all) };
    },
  };
}

/** In one go: what looks like a placeholder in a value stays what it is. */
function replace(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new ConfigurationError(`There is no value for {{${name}}}`);
    return value;
  });
}

function splitParts(text: string): Map<string, string> {
  const [, ...pieces] = `\n${text.replaceAll('\r\n', '\n')}`.split(/\n##[ \t]+/u);
  return new Map(
    pieces.map((piece) => {
      const [name = '', ...lines] = piece.split('\n');
      return [name.trim(), lines.join('\n').trim()];
    }),
  );
}

function placeholdersOf(text: string): Set<string> {
  return new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''));
}

function requirePlaceholders(text: string, names: readonly string[], place: string): void {
  const found = placeholdersOf(text);
  const all = [MARKER, ...names].map((name) => `{{${name}}}`).join(', ');
  for (const name of found)
    if (name !== MARKER && !names.includes(name))
      throw new ConfigurationError(`${place} has the placeholder {{${name}}}, which is not one of ${all}`);
  const missing = names.filter((name) => !found.has(name)).map((name) => `{{${name}}}`);
  if (missing.length > 0) throw new ConfigurationError(`${place} lacks ${missing.join(', ')}`);
}

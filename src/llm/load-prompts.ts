import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MODEL_TASKS, type ModelTask } from '../core/ports/model.ts';
import { type Prompt, PromptError, readPrompt } from './prompt.ts';

/** Those of this copy, wherever it was started. */
const OWN = fileURLToPath(new URL('../../prompts', import.meta.url));

/** The template of every task: from the owner's folder where it has one, else the project's. Throws PromptError. */
export async function loadPrompts(folder?: string): Promise<Record<ModelTask, Prompt>> {
  const prompts = await Promise.all(
    MODEL_TASKS.map(async (task) => [task, await loadPrompt(task, folder)] as const),
  );
  return Object.fromEntries(prompts) as Record<ModelTask, Prompt>;
}

async function loadPrompt(task: ModelTask, folder: string | undefined): Promise<Prompt> {
  const name = `${task}.md`;
  if (folder !== undefined) {
    const place = join(folder, name);
    try {
      return readPrompt(task, await readFile(place, 'utf8'), place);
    } catch (error) {
      if (error instanceof PromptError) throw error;
      const { code = '' } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') throw new PromptError(`${place} can not be read (${code})`);
    }
  }
  return readPrompt(task, await readFile(join(OWN, name), 'utf8'), `prompts/${name}`);
}

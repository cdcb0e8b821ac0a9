import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigurationError } from '../core/ports/configuration-error.ts';
import { MODEL_TASKS, type ModelTask } from '../core/ports/model.ts';
import { type Prompt, readPrompt } from './prompt.ts';

/** Those of this copy, wherever it was started. */
const OWN = fileURLToPath(new URL('../../prompts', import.meta.url));

/** The template of every task: from the owner's folder where it has one, else the project's. Throws ConfigurationError. */
export async function loadPrompts(folder?: string): Promise<Record<ModelTask, Prompt>> {
  // A folder that is not there would be passed over in silence.
  if (folder !== undefined)
    await readdir(folder).catch(() => {
      throw new ConfigurationError(`PROMPTS_DIR names ${folder}, which is no folder that can be read`);
    });
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
      if (error instanceof ConfigurationError) throw error;
      const { code = '' } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') throw new ConfigurationError(`${place} can not be read (${code})`);
    }
  }
  return readPrompt(task, await readFile(join(OWN, name), 'utf8'), `prompts/${name}`);
}

import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createTranslator, type ReaderLanguage } from '../commands/create-translator.ts';
import { storeRemedy } from '../commands/run-command.ts';
import type { Diagnosis } from '../commands/services.ts';
import type { EnvironmentReading } from '../config/read-environment.ts';
import { StoreError } from '../core/ports/store.ts';
import { diagnoseModel } from './diagnose-model.ts';
import { describeDatabase, openStore } from './open-store.ts';

/** What `doctor` looks at, each with what was found and, where something is wrong, what to do. Never throws. */
export async function diagnose(
  reading: EnvironmentReading,
  { language, now }: { language: ReaderLanguage; now: () => number },
): Promise<Diagnosis[]> {
  const node: Diagnosis = { check: 'node', state: 'good', found: process.version, remedy: null };
  if (!reading.ok) {
    const problems = reading.problems.map(({ name, remedy }) => `${name} ${remedy}`);
    return [
      node,
      { check: 'configuration', state: 'failed', found: problems.join('; '), remedy: '.env.example' },
    ];
  }
  const { environment } = reading;
  const translate = createTranslator(language);
  const folder = resolve(environment.DATA_DIR);
  const configuration: Diagnosis = { check: 'configuration', state: 'good', found: 'OK', remedy: null };
  const directory: Diagnosis = await mkdir(folder, { recursive: true })
    .then(() => access(folder, constants.W_OK))
    .then(() => ({ check: 'data-directory' as const, state: 'good' as const, found: folder, remedy: null }))
    .catch((error: NodeJS.ErrnoException) => ({
      check: 'data-directory' as const,
      state: 'failed' as const,
      found: `${folder} (${error.code ?? error.message})`,
      remedy: translate('remedy.readOnly'),
    }));
  const [store, model] = await Promise.all([diagnoseStore(), diagnoseModel(environment, translate)]);
  return [node, configuration, directory, ...store, ...model];

  async function diagnoseStore(): Promise<Diagnosis[]> {
    const place = describeDatabase(environment);
    try {
      const store = await openStore(environment, now);
      try {
        await store.check();
        const count = await store.countArticles();
        return [
          { check: 'database', state: 'good', found: place, remedy: null },
          {
            check: 'articles',
            state: count > 0 ? 'good' : 'warning',
            found: String(count),
            remedy: count > 0 ? null : translate('store.emptyRemedy'),
          },
        ];
      } finally {
        await store.close();
      }
    } catch (error) {
      // The cause is shown here: doctor is what people are sent to for it.
      const cause = error instanceof Error ? error.message : String(error);
      const known = error instanceof StoreError && error.remedy !== 'unknown';
      const remedy = known ? translate(storeRemedy(error)) : null;
      return [{ check: 'database', state: 'failed', found: `${place} (${cause})`, remedy }];
    }
  }
}

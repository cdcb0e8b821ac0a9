import type { MessageKey } from '../commands/create-translator.ts';
import type { Diagnosis } from '../commands/services.ts';
import { facts, notice } from '../core/blocks/build-blocks.ts';
import { findCapabilities } from '../platforms/terminal/capabilities.ts';
import { renderBlocks } from '../platforms/terminal/render-blocks.ts';
import type { ReadingOptions } from './add-reading-options.ts';
import type { Run } from './create-command-line.ts';
import { toJson } from './write-reply.ts';

const CHECK_MESSAGES: Record<Diagnosis['check'], MessageKey> = {
  configuration: 'doctor.configuration',
  'data-directory': 'doctor.dataDirectory',
  database: 'doctor.database',
  articles: 'doctor.articles',
  model: 'doctor.model',
  embeddings: 'doctor.embeddings',
  node: 'doctor.node',
};
const MARKS: Record<Diagnosis['state'], string> = { good: '✓', warning: '!', failed: '✗' };

/** What `doctor` found and what to do about it; exit code 1 where something failed. */
export async function showDiagnosis(run: Run, { json }: ReadingOptions): Promise<void> {
  const { translate } = run.context;
  const { output, environment, diagnose } = run.dependencies;
  const checks = await diagnose();
  if (checks.some(({ state }) => state === 'failed')) run.exitWith(1);
  if (json) {
    await run.write(toJson({ checks }, output.isTTY === true));
    return;
  }
  const remedies = checks.flatMap(({ state, remedy }) =>
    remedy === null ? [] : [notice(state === 'failed' ? 'error' : 'warning', remedy)],
  );
  const found = facts(
    checks.map(({ check, state, found: value }) => ({
      label: `${MARKS[state]} ${translate(CHECK_MESSAGES[check])}`,
      value,
    })),
  );
  await run.write(renderBlocks([found, ...remedies], findCapabilities(output, environment), () => '').text);
}

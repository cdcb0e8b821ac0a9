import type { Translate } from '../commands/create-translator.ts';
import type { Diagnosis } from '../commands/services.ts';
import type { Environment } from '../config/environment-schema.ts';
import { ConfigurationError } from '../core/ports/configuration-error.ts';
import type { ModelCheck } from '../llm/check-model.ts';
import { readEmbedderSettings } from './open-embeddings.ts';
import { readModelSettings } from './open-model.ts';

const REMEDIES = {
  unlisted: 'remedy.modelName',
  refused: 'remedy.modelKey',
  down: 'remedy.modelDown',
  odd: 'remedy.modelOther',
} as const satisfies Record<Exclude<ModelCheck, 'good'>, string>;

/** What `doctor` finds of the language model; nothing where none is configured. Summaries do without: it is never a failure, but a template is. */
export async function diagnoseModel(environment: Environment, translate: Translate): Promise<Diagnosis[]> {
  const settings = readModelSettings(environment);
  if (settings === null) return [];
  const [{ checkModel }, { loadPrompts }] = await Promise.all([
    import('../llm/check-model.ts'),
    import('../llm/load-prompts.ts'),
  ]);
  try {
    await loadPrompts(environment.PROMPTS_DIR);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const remedy = translate('remedy.modelPrompts');
    return [{ check: 'model', state: 'failed', found: error.message, remedy }];
  }
  const place = settings.baseUrl === undefined ? 'OpenAI' : new URL(settings.baseUrl).host;
  const found = `${settings.model} (${place}, ${settings.api})`;
  const embedder = readEmbedderSettings(environment);
  const [check, ofEmbedder] = await Promise.all([
    checkModel(settings),
    embedder === null ? null : checkModel({ ...settings, model: embedder.model }),
  ]);
  const model: Diagnosis =
    check === 'good'
      ? { check: 'model', state: 'good', found, remedy: null }
      : { check: 'model', state: 'warning', found, remedy: translate(REMEDIES[check]) };
  if (embedder === null) return [model];
  const isUnlisted = ofEmbedder === 'unlisted';
  return [
    model,
    {
      ...{ check: 'embeddings', found: embedder.model },
      // What else is wrong with the service is said above.
      state: ofEmbedder === 'good' ? 'good' : 'warning',
      remedy: isUnlisted ? translate('remedy.embeddingModel') : null,
    },
  ];
}

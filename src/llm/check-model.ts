import { APIError } from 'openai';
import { createClient } from './create-client.ts';
import type { ModelSettings } from './create-model.ts';

/** Milliseconds. */
const PATIENCE = 5000;

export type ModelCheck = 'good' | 'unlisted' | 'refused' | 'down' | 'odd';

/**
 * Whether the service is there, takes the key and has the model; it costs nothing. `unlisted`: it does not name the model among
 * its own; `odd`: it is there and has no list. Never throws.
 */
export async function checkModel({ model, ...service }: ModelSettings): Promise<ModelCheck> {
  try {
    const { data } = await createClient(service).models.list({ signal: AbortSignal.timeout(PATIENCE) });
    // Ollama adds :latest to a name without a tag.
    return data.some(({ id }) => id === model || id === `${model}:latest`) ? 'good' : 'unlisted';
  } catch (error) {
    if (!(error instanceof APIError) || error.status === undefined) return 'down';
    return error.status === 401 || error.status === 403 ? 'refused' : 'odd';
  }
}

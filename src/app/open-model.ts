import type { ModelServices } from '../commands/services.ts';
import { type Environment, isOpenaiAddress } from '../config/environment-schema.ts';
import type { ModelDay, ModelLedger } from '../core/ports/model-ledger.ts';
import { createEditor } from '../core/writing/create-editor.ts';
import type { Editor } from '../core/writing/editor.ts';
import type { ModelSettings } from '../llm/create-model.ts';
import type { ModelMeter } from '../llm/model-meter.ts';
import { openBilingualWords } from './open-bilingual-words.ts';

/** The cheapest of OpenAI's that reads and writes Chinese well enough: a day of digests is cents. */
const DEFAULT_MODEL = 'gpt-6-luna';
/** Requests at a time: a service takes many, a machine of one's own few. */
const CONCURRENCY = { openai: 8, own: 2 };
const DAY = 86_400_000;
/** Days for which what was written and spent is kept. */
const KEPT = 90;

/** The model that the configuration names; null where it names none. */
export function readModelSettings(environment: Environment): ModelSettings | null {
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model, OPENAI_API: api } = environment;
  if (key === undefined && baseUrl === undefined) return null;
  const isOpenai = baseUrl === undefined || isOpenaiAddress(baseUrl);
  return {
    // Servers of one's own ask for none, the SDK does.
    key: key ?? 'none',
    ...{ baseUrl, isOpenai, model: model ?? DEFAULT_MODEL, api: api ?? (isOpenai ? 'responses' : 'chat') },
    limits: { day: environment.LLM_DAILY_TOKENS, chat: environment.LLM_CHAT_DAILY_TOKENS },
    concurrency: isOpenai ? CONCURRENCY.openai : CONCURRENCY.own,
  };
}

/** Who writes, and what is known of it; null and a status without anything where no model is configured. Throws ConfigurationError. */
export async function openModel({
  environment,
  ledger,
  now,
  log,
  meter,
}: {
  environment: Environment;
  ledger: ModelLedger;
  now: () => number;
  log: { warn(details: object, message: string): void };
  meter?: ModelMeter;
}): Promise<{ editor: Editor | null; services: ModelServices }> {
  const settings = readModelSettings(environment);
  if (settings === null) return { editor: null, services: { name: null, status: async () => null } };
  // Loaded when asked for: a start without a model goes without the SDK.
  const [{ createModel }, { loadPrompts }] = await Promise.all([
    import('../llm/create-model.ts'),
    import('../llm/load-prompts.ts'),
  ]);
  const prompts = await loadPrompts(environment.PROMPTS_DIR);
  const model = createModel({ settings, prompts, ledger, now, log, meter });
  const today = (at: number): string => new Date(at).toISOString().slice(0, 10);
  // What fails here fails again where it matters.
  const forget = (): void => void ledger.forget(today(now() - KEPT * DAY)).catch(() => {});
  forget();
  setInterval(forget, DAY).unref();
  return {
    editor: createEditor({
      ...{ model, ledger, hourlyAnswers: environment.LLM_PERSON_HOURLY_ANSWERS, now },
      openBilingualWords: () =>
        openBilingualWords().catch((error: unknown) => {
          log.warn({ err: error }, 'what texts in another language are about can not be checked');
          return null;
        }),
    }),
    services: {
      name: settings.model,
      async status(chat) {
        const day = await ledger.readDay(today(now()), chat);
        return {
          ...{ name: settings.model, day, limits: settings.limits, isResting: model.circuit.isOpen() },
          cost: priceOf(day, environment.LLM_PRICES),
        };
      },
    },
  };
}

/** `prices`: of a million tokens. */
function priceOf({ input, cachedInput, output }: ModelDay, prices: Environment['LLM_PRICES']): number | null {
  if (prices === undefined) return null;
  const fresh = Math.max(0, input - cachedInput);
  return (fresh * prices.input + cachedInput * prices.cached + output * prices.output) / 1e6;
}

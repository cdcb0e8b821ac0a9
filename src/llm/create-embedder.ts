import { BadRequestError, UnprocessableEntityError } from 'openai';
import { z } from 'zod';
import type { Embedder, Embedding } from '../core/ports/embedder.ts';
import type { ModelLedger } from '../core/ports/model-ledger.ts';
import { estimateTokens } from '../core/writing/estimate-tokens.ts';
import { createCircuit } from './circuit.ts';
import { createClient } from './create-client.ts';
import type { ModelSettings } from './create-model.ts';
import { createBudget } from './keep-budget.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import type { CallFailure } from './map-openai-error.ts';
import type { ModelMeter } from './model-meter.ts';
import { tryPatiently } from './try-patiently.ts';

/** `limits.day`: tokens a day for everything; of them the background leaves half. */
export type EmbedderSettings = Pick<ModelSettings, 'key' | 'baseUrl' | 'isOpenai' | 'model' | 'limits'>;

/** A request has at most so many texts and (by the estimate) tokens; OpenAI takes 2,048 and 300,000. */
const MOST_TEXTS = 64;
const MOST_TOKENS = 32_000;
const BACKGROUND_SHARE = 0.5;
/** Requests of the background at a time, and of those for which somebody waits. */
const CONCURRENCY = { background: 1, waited: 4 };
/** Of a request's time, what it waits for another's that finds out whether the service is back. */
const PATIENCE = 0.5;
/** OpenAI's third generation gives so few without much loss; memory and disk are those of the dimensions. */
const SHORTENED = /^text-embedding-3-/u;
const DIMENSIONS = 512;
const MOST_DIMENSIONS = 8192;
/** Embedding models have earlier vocabularies, with up to half as many tokens again for Chinese. */
const EARLIER_VOCABULARY = 1.5;
/** Separators and the like, for each text. */
const OVERHEAD = 4;

const answerSchema = z.object({
  data: z.array(
    z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()).min(1).max(MOST_DIMENSIONS) }),
  ),
  usage: z.object({ prompt_tokens: z.int().nonnegative() }).nullish(),
});

type Failure = Extract<Embedding, { ok: false }>;

/**
 * Embeddings of OpenAI, or of a server that speaks its interface. Budgets are kept before anything is sent; whatever goes wrong is a
 * value. `log` gets causes without texts and keys.
 */
export function createEmbedder({
  settings,
  ledger,
  now,
  log,
  meter,
}: {
  settings: EmbedderSettings;
  ledger: Pick<ModelLedger, 'reserve' | 'settle'>;
  now: () => number;
  log: { warn(details: object, message: string): void };
  meter?: ModelMeter | undefined;
}): Embedder {
  const { model, limits, isOpenai } = settings;
  const client = createClient(settings);
  const dimensions = isOpenai && SHORTENED.test(model) ? { dimensions: DIMENSIONS } : {};
  const circuit = createCircuit(now);
  const waited = {
    enter: limitConcurrency(CONCURRENCY.waited),
    budget: createBudget({ limits, ledger, now, log }),
  };
  const share = { ...limits, day: Math.floor(limits.day * BACKGROUND_SHARE) };
  const background = {
    enter: limitConcurrency(CONCURRENCY.background),
    // That the background has had its share is nothing to warn of.
    budget: createBudget({ limits: share, ledger, now, log, tellsWhenSpent: false }),
  };

  /** Null where the service takes no such texts. */
  async function send(texts: readonly string[], signal: AbortSignal) {
    try {
      const answer = await client.embeddings.create(
        // The SDK asks for base64 where nothing is said, which not every server knows.
        { model, input: [...texts], encoding_format: 'float', ...dimensions },
        { signal },
      );
      return { answer };
    } catch (error) {
      if (error instanceof BadRequestError || error instanceof UnprocessableEntityError || isTooLarge(error))
        return null;
      throw error;
    }
  }

  async function embedBatch(
    texts: readonly string[],
    {
      until,
      signal,
      callers,
      isBackground,
    }: { until: number; signal: AbortSignal; callers: AbortSignal | undefined; isBackground: boolean },
  ): Promise<Embedding> {
    const { enter, budget } = isBackground ? background : waited;
    const leave = await enter(signal).catch(() => null);
    if (leave === null) return fail('time-out');
    const patience = (until - performance.now()) * PATIENCE;
    const entered = await circuit.enter({ patience, signal });
    if (!entered.ok) {
      leave();
      return fail('circuit', entered.retryAfter);
    }
    try {
      const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
      const spending = { day: new Date(now()).toISOString().slice(0, 10), chat: null, tokens };
      const refused = await budget.reserve(spending, { task: 'embedding', signal });
      if (refused !== null) return refused;
      // What was set aside for a try that may be charged stays spent.
      const mayRepeat = async ({ mayCost }: CallFailure) =>
        !mayCost || (await budget.reserve(spending, { task: 'embedding', signal })) === null;
      const sent = await tryPatiently(() => send(texts, signal), { until, signal, now, mayRepeat });
      if ('failure' in sent) {
        const { kind, retryAfter, mayCost, cause } = sent.failure;
        if (!mayCost) budget.settle(spending, null);
        if (callers?.aborted === true) {
          entered.leave();
          return fail('time-out');
        }
        entered.fail(sent.failure);
        log.warn({ model, failure: kind, cause }, 'the model gave no embeddings');
        return fail(kind, retryAfter);
      }
      entered.succeed();
      if (sent.answer === null) {
        budget.settle(spending, null);
        return fail('refusal');
      }
      const read = answerSchema.safeParse(sent.answer.answer);
      // In the common purse, and not among what the writing model read: its price is another.
      const input = read.data?.usage?.prompt_tokens ?? tokens;
      budget.settle(spending, null, input);
      meter?.spent('embedding', { input, cached: 0, output: 0 });
      const vectors = read.success ? readVectors(read.data.data, texts.length) : null;
      if (vectors !== null) return { ok: true, vectors };
      log.warn({ model, failure: 'schema' }, 'the model gave no embeddings');
      return fail('schema');
    } finally {
      entered.leave();
      leave();
    }
  }

  return {
    model,
    async embed(texts, { within, background: isBackground, signal: callers }) {
      callers?.throwIfAborted();
      const until = performance.now() + within;
      const signal = AbortSignal.any([
        AbortSignal.timeout(within),
        ...(callers === undefined ? [] : [callers]),
      ]);
      const vectors: Float32Array[] = [];
      for (const batch of toBatches(texts)) {
        const made = await embedBatch(batch, { until, signal, callers, isBackground });
        callers?.throwIfAborted();
        meter?.ended('embedding', made.ok ? 'answered' : made.failed);
        if (!made.ok) return made;
        vectors.push(...made.vectors);
      }
      const [first] = vectors;
      return vectors.every(({ length }) => length === first?.length) ? { ok: true, vectors } : fail('schema');
    },
  };
}

function fail(failed: Failure['failed'], retryAfter: number | null = null): Failure {
  return { ok: false, failed, retryAfter };
}

/** Taken high, as budgets must be. */
function countTokens(text: string): number {
  return Math.ceil(estimateTokens(text) * EARLIER_VOCABULARY) + OVERHEAD;
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 413;
}

function* toBatches(texts: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let tokens = 0;
  for (const text of texts) {
    const cost = countTokens(text);
    if (batch.length === MOST_TEXTS || (batch.length > 0 && tokens + cost > MOST_TOKENS)) {
      yield batch;
      batch = [];
      tokens = 0;
    }
    batch.push(text);
    tokens += cost;
  }
  if (batch.length > 0) yield batch;
}

/** One of length 1 for each text; null where one is missing, of another dimension than the others, or has no direction. */
function readVectors(
  data: readonly { index: number; embedding: readonly number[] }[],
  count: number,
): Float32Array[] | null {
  const byIndex = new Map(data.map(({ index, embedding }) => [index, embedding]));
  const vectors = Array.from({ length: count }, (_, index) => toUnit(byIndex.get(index) ?? []));
  return data.length === count && vectors.every((vector) => vector !== null) ? vectors : null;
}

function toUnit(values: readonly number[]): Float32Array | null {
  const length = Math.hypot(...values);
  return Number.isFinite(length) && length > 0 ? Float32Array.from(values, (value) => value / length) : null;
}

import type { Figures, TaskFigures } from './figures.ts';
import type { MetricFamily } from './write-metrics.ts';

/**
 * Figures as Prometheus names them: counters since the start of the process, gauges of what the store holds. Tokens stand under
 * kinds that add up: what was read before is no part of the fresh input.
 */
export function describeFigures(figures: Figures): MetricFamily[] {
  return [...describeTasks(figures.tasks), ...describeModel(figures.model), ...describeStore(figures)];
}

function describeTasks(tasks: readonly TaskFigures[]): MetricFamily[] {
  return [
    {
      name: 'jianbao_model_requests_total',
      type: 'counter',
      help: 'Requests to the language and embedding models by how they ended.',
      samples: tasks.flatMap(({ task, ended }) =>
        Object.entries(ended).map(([outcome, value]) => ({ labels: { task, outcome }, value })),
      ),
    },
    {
      name: 'jianbao_model_repeated_requests_total',
      type: 'counter',
      help: 'Requests that asked once more for what a check had refused.',
      samples: tasks.map(({ task, again }) => ({ labels: { task }, value: again })),
    },
    {
      name: 'jianbao_model_tokens_total',
      type: 'counter',
      help: 'Tokens that answers of the models cost.',
      samples: tasks.flatMap(({ task, ...tokens }) =>
        byKind({ ...tokens, cachedInput: tokens.cached }).map(({ labels, value }) => ({
          labels: { task, ...labels },
          value,
        })),
      ),
    },
  ];
}

function describeModel(model: Figures['model']): MetricFamily[] {
  if (model === null) return [];
  const { day, limits, cost, isResting } = model;
  return [
    {
      name: 'jianbao_model_today_tokens',
      type: 'gauge',
      help: 'Tokens that texts of the language model cost today (UTC), over restarts.',
      samples: byKind(day),
    },
    gauge(
      'jianbao_model_today_used_tokens',
      'Tokens of the daily limit that are spent or set aside today (UTC), embeddings included.',
      day.tokens,
    ),
    gauge('jianbao_model_limit_tokens', 'The daily limit, LLM_DAILY_TOKENS.', limits.day),
    gauge(
      'jianbao_model_left_tokens',
      'What is left of the daily limit.',
      Math.max(0, limits.day - day.tokens),
    ),
    {
      ...gauge(
        'jianbao_model_today_cost',
        'What today (UTC) cost, in the currency of LLM_PRICES.',
        cost ?? 0,
      ),
      ...(cost === null ? { samples: [] } : {}),
    },
    {
      name: 'jianbao_model_today_texts',
      type: 'gauge',
      help: 'Texts of today (UTC): written by the model, taken from what it had written before, or failed.',
      samples: (['written', 'cached', 'failed'] as const).map((outcome) => ({
        labels: { outcome },
        value: day[outcome],
      })),
    },
    gauge(
      'jianbao_model_today_replaced_sentences',
      "Sentences of the model's today (UTC) in whose place the source's own stand.",
      day.replaced,
    ),
    gauge(
      'jianbao_model_resting',
      'Whether the model failed and is left alone for a while.',
      isResting ? 1 : 0,
    ),
  ];
}

function describeStore({ embeddings, sources, deliveries }: Figures): MetricFamily[] {
  return [
    {
      name: 'jianbao_embedding_articles',
      type: 'gauge',
      help: 'Articles that have a vector of the embedding model, and that wait for one.',
      samples: embeddings === null ? [] : byState(embeddings),
    },
    {
      name: 'jianbao_sources',
      type: 'gauge',
      help: 'Sources: read lately, failing, paused by an owner, gone for good.',
      samples: byState(sources),
    },
    {
      name: 'jianbao_deliveries',
      type: 'gauge',
      help: 'Digests that were not sent: due, held back, failed.',
      samples: byState(deliveries),
    },
  ];
}

function gauge(name: string, help: string, value: number): MetricFamily {
  return { name, type: 'gauge', help, samples: [{ value }] };
}

function byState(counts: Readonly<Record<string, number>>): MetricFamily['samples'] {
  return Object.entries(counts).map(([state, value]) => ({ labels: { state }, value }));
}

function byKind({ input, cachedInput, output }: { input: number; cachedInput: number; output: number }) {
  return [
    { labels: { kind: 'fresh_input' }, value: Math.max(0, input - cachedInput) },
    { labels: { kind: 'cached_input' }, value: cachedInput },
    { labels: { kind: 'output' }, value: output },
  ];
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { describeFigures } from '../../src/web/describe-figures.ts';
import type { Figures } from '../../src/web/figures.ts';
import { createMetricsRoute } from '../../src/web/metrics-route.ts';
import type { WebRequest } from '../../src/web/route.ts';
import { writeMetrics } from '../../src/web/write-metrics.ts';
import { parseMetrics } from './parse-metrics.ts';

const figures: Figures = {
  model: {
    day: {
      ...{ tokens: 900, input: 500, cachedInput: 200, output: 100 },
      ...{ cached: 4, written: 3, replaced: 2, failed: 1 },
    },
    ...{ limits: { day: 1000 }, cost: 0.00025, isResting: true },
  },
  tasks: [{ task: 'answer', ended: { answered: 2, schema: 1 }, again: 1, input: 50, cached: 20, output: 10 }],
  embeddings: { embedded: 7, waiting: 8 },
  sources: { fresh: 5, failing: 2, paused: 1, gone: 0 },
  deliveries: { due: 1, held: 0, failed: 2 },
};
const nothing: Figures = { ...figures, model: null, tasks: [], embeddings: null };

const request: WebRequest = {
  path: '/metrics',
  query: new URLSearchParams(),
  header: () => null,
  body: (async function* () {})(),
};

describe('the metrics', () => {
  it('tell every figure under a name of its own', () => {
    const read = parseMetrics(writeMetrics(describeFigures(figures)));
    const flat = [...read].flatMap(([name, { samples }]) =>
      [...samples].map(([labels, value]) => `${name.replace('jianbao_', '')}${labels} ${value}`),
    );
    assert.deepEqual(flat, [
      'model_requests_total{task="answer",outcome="answered"} 2',
      'model_requests_total{task="answer",outcome="schema"} 1',
      'model_repeated_requests_total{task="answer"} 1',
      'model_tokens_total{task="answer",kind="fresh_input"} 30',
      'model_tokens_total{task="answer",kind="cached_input"} 20',
      'model_tokens_total{task="answer",kind="output"} 10',
      'model_today_tokens{kind="fresh_input"} 300',
      'model_today_tokens{kind="cached_input"} 200',
      'model_today_tokens{kind="output"} 100',
      'model_today_used_tokens 900',
      'model_limit_tokens 1000',
      'model_left_tokens 100',
      'model_today_cost 0.00025',
      'model_today_texts{outcome="written"} 3',
      'model_today_texts{outcome="cached"} 4',
      'model_today_texts{outcome="failed"} 1',
      'model_today_replaced_sentences 2',
      'model_resting 1',
      'embedding_articles{state="embedded"} 7',
      'embedding_articles{state="waiting"} 8',
      'sources{state="fresh"} 5',
      'sources{state="failing"} 2',
      'sources{state="paused"} 1',
      'sources{state="gone"} 0',
      'deliveries{state="due"} 1',
      'deliveries{state="held"} 0',
      'deliveries{state="failed"} 2',
    ]);
  });

  it('leave out what is not configured', () => {
    assert.deepEqual(
      [...parseMetrics(writeMetrics(describeFigures(nothing))).keys()],
      ['jianbao_sources', 'jianbao_deliveries'],
    );
    const withoutPrices = { ...figures, model: figures.model && { ...figures.model, cost: null } };
    assert.ok(!parseMetrics(writeMetrics(describeFigures(withoutPrices))).has('jianbao_model_today_cost'));
  });

  it('stay well formed whatever a label or a help text holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 1 }), (label, help) => {
        const text = writeMetrics([
          {
            name: 'jianbao_any',
            type: 'gauge',
            help: `_${help}`,
            samples: [{ labels: { label }, value: 1 }],
          },
        ]);
        assert.equal(text.split('\n').length, 4);
        assert.equal(parseMetrics(text).get('jianbao_any')?.samples.size, 1);
      }),
    );
  });

  it('are read once a second at most, however often they are asked for', async () => {
    let time = 0;
    let reads = 0;
    const route = createMetricsRoute({
      now: () => time,
      async read() {
        reads += 1;
        return nothing;
      },
    });
    await Promise.all(Array.from({ length: 50 }, () => route.handle(request)));
    time = 999;
    await route.handle(request);
    assert.equal(reads, 1);
    time = 1000;
    await route.handle(request);
    assert.equal(reads, 2);
  });
});

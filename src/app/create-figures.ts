import type { EmbeddingServices, ModelServices } from '../commands/services.ts';
import type { SourceStore } from '../core/ports/source-store.ts';
import type { DeliveryStore } from '../core/ports/subscription-store.ts';
import type { ModelMeter } from '../llm/model-meter.ts';
import type { Figures } from '../web/figures.ts';

/** Reads what there is to count, from where `/status` has it. The function throws StoreError. */
export function createFigures({
  model,
  meter,
  embeddings,
  sources,
  deliveries,
}: {
  model: ModelServices;
  meter: Pick<ModelMeter, 'read'>;
  embeddings: EmbeddingServices | null;
  sources: Pick<SourceStore, 'count'>;
  deliveries: Pick<DeliveryStore, 'countUnsent'>;
}): () => Promise<Figures> {
  return async () => {
    const [status, vectors, counted, unsent] = await Promise.all([
      model.status(null),
      embeddings?.count() ?? null,
      sources.count(),
      deliveries.countUnsent(),
    ]);
    const { active, paused, gone, failing, unread } = counted;
    return {
      ...{ model: status, tasks: meter.read(), embeddings: vectors, deliveries: unsent },
      // What is active counts among those that can't be read after some failures, before it is given up.
      sources: { fresh: active + failing + gone - unread, failing: unread - gone, paused, gone },
    };
  };
}

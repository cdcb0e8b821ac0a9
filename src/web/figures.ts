import type { ModelFailureKind, ModelTask } from '../core/ports/model.ts';
import type { ModelDay } from '../core/ports/model-ledger.ts';

/** What was asked of the language and embedding models for one task since this process started. */
export interface TaskFigures {
  task: ModelTask | 'embedding';
  /** How the requests ended. */
  ended: Readonly<Partial<Record<ModelFailureKind | 'answered', number>>>;
  /** Those of them that asked once more for what had been refused. */
  again: number;
  /** Tokens; `cached` is a part of `input`. */
  input: number;
  cached: number;
  output: number;
}

/** What can be told of the running bot in numbers. Nothing in it belongs to a person or a chat. */
export interface Figures {
  /** Null where no model is configured. */
  model: {
    /** Of today, in UTC. */
    day: Omit<ModelDay, 'chatTokens'>;
    /** Tokens a day. */
    limits: { day: number };
    /** In the currency of the configured prices; null where there are none. */
    cost: number | null;
    isResting: boolean;
  } | null;
  tasks: readonly TaskFigures[];
  /** Null where articles are found by their words alone. */
  embeddings: { embedded: number; waiting: number } | null;
  sources: { fresh: number; failing: number; paused: number; gone: number };
  deliveries: { due: number; held: number; failed: number };
}

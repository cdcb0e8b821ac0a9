import type { ModelFailureKind, ModelTask, TokenUsage } from '../core/ports/model.ts';

type Task = ModelTask | 'embedding';

interface TaskCount extends TokenUsage {
  task: Task;
  ended: Partial<Record<ModelFailureKind | 'answered', number>>;
  /** Requests for what had been refused before. */
  again: number;
}

/** Counts by task what was asked of the models since it was made; what the day cost in all, over restarts, is the ledger's. */
export interface ModelMeter {
  spent(task: Task, usage: TokenUsage): void;
  ended(task: Task, outcome: ModelFailureKind | 'answered', options?: { isAgain: boolean }): void;
  read(): readonly TaskCount[];
}

export function createModelMeter(): ModelMeter {
  const counts = new Map<Task, TaskCount>();

  function countOf(task: Task): TaskCount {
    const known = counts.get(task) ?? { task, ended: {}, again: 0, input: 0, cached: 0, output: 0 };
    counts.set(task, known);
    return known;
  }

  return {
    spent(task, { input, cached, output }) {
      const count = countOf(task);
      count.input += input;
      count.cached += cached;
      count.output += output;
    },
    ended(task, outcome, { isAgain } = { isAgain: false }) {
      const count = countOf(task);
      count.ended[outcome] = (count.ended[outcome] ?? 0) + 1;
      if (isAgain) count.again += 1;
    },
    read: () => [...counts.values()].map((count) => ({ ...count, ended: { ...count.ended } })),
  };
}

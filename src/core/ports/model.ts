import type { z } from 'zod';

/** What a model is asked for; each has a template (prompts/NAME.md). */
export const MODEL_TASKS = [
  'article-summary',
  'edition-overview',
  'headline-translation',
  'answer',
  'follow-up',
] as const;
export type ModelTask = (typeof MODEL_TASKS)[number];

export interface ModelRequest<Answer> {
  task: ModelTask;
  /** What stands in place of the template's placeholders, one value for each. */
  values: Readonly<Record<string, string>>;
  /** Values of the template's last part, which asks once more for what was refused; left out the first time. */
  again?: Readonly<Record<string, string>>;
  /** An object, without optional fields, records or transforms: a model is held to it by its JSON Schema. */
  answer: z.ZodType<Answer>;
  /** The most tokens that the answer may have. */
  longestAnswer: number;
  /** The chat (`platform:id`) whose budget pays beside the common one; null where it is for everybody. */
  chat: string | null;
  /** Milliseconds that the whole may take, waiting and second tries included. */
  within: number;
  signal?: AbortSignal;
  /** Takes each object of the answer's first list as soon as it is whole, unchecked; the answer is streamed then. */
  onItem?(item: unknown): void;
}

export interface TokenUsage {
  input: number;
  /** Of the input, what the service had read before. */
  cached: number;
  output: number;
}

export const MODEL_FAILURES = [
  /** It would not answer, or a filter stopped it. */
  'refusal',
  /** The answer is longer than what was allowed. */
  'truncated',
  /** What came is not an answer of the schema. */
  'schema',
  /** The account has nothing left. */
  'quota',
  /** Too many requests. */
  'rate',
  'time-out',
  /** It can't be reached, or takes no such request. */
  'down',
  /** The day's tokens are spent. */
  'budget',
  /** It failed again and again, and is not asked for a while. */
  'circuit',
] as const;
export type ModelFailureKind = (typeof MODEL_FAILURES)[number];

export type ModelResult<Answer> =
  | { ok: true; value: Answer; usage: TokenUsage }
  | {
      ok: false;
      failed: ModelFailureKind;
      /** Milliseconds after which it may be tried again, where that is known. */
      retryAfter: number | null;
    };

/** A language model, asked for one task at a time. */
export interface Model {
  /** As the service calls it. */
  name: string;
  /** Of a task's template: what was written with another one is another text. */
  hashPrompt(task: ModelTask): string;
  /** Never rejects, but with the signal's reason. */
  ask<Answer>(request: ModelRequest<Answer>): Promise<ModelResult<Answer>>;
}

import type { ModelFailureKind } from './model.ts';

export type Embedding =
  /** One for each text, in their order, all of one dimension and of length 1. */
  | { ok: true; vectors: Float32Array[] }
  /** `refusal`: it takes no such text. `retryAfter`: milliseconds, where that is known. */
  | { ok: false; failed: ModelFailureKind; retryAfter: number | null };

/** Gives texts a place among others by what they mean, whatever their language. */
export interface Embedder {
  /** As the service calls it: vectors of different models can't be compared. */
  model: string;
  /**
   * `within`: milliseconds that the whole may take. Work in the `background` leaves tokens of the day for what somebody waits for.
   * No text is empty. Never rejects, but with the signal's reason.
   */
  embed(
    texts: readonly string[],
    options: { within: number; background: boolean; signal?: AbortSignal | undefined },
  ): Promise<Embedding>;
}

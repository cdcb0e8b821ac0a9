import type { z } from 'zod';
import type { TokenUsage } from '../core/ports/model.ts';

/** One request to the service, whichever of its interfaces takes it. */
export interface Call {
  model: string;
  /** Of the answer's schema: letters, digits, `_` and `-`. */
  name: string;
  instructions: string;
  input: string;
  schema: z.ZodType;
  mostTokens: number;
  /** Asks a reasoning model to think little; models without reasoning know no such thing. */
  thinksLittle: boolean;
  signal: AbortSignal;
  /** Takes the answer's text as it comes. */
  onText?: (piece: string) => void;
}

export interface CallAnswer {
  text: string;
  end: 'whole' | 'truncated' | 'refusal';
  /** Null where the service does not count, or what can't be. */
  usage: TokenUsage | null;
}

/** What was streamed ended before its end. */
export class BrokenStream extends Error {
  constructor() {
    super('The answer ended before its end');
    this.name = 'BrokenStream';
  }
}

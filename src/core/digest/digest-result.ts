import type { DigestOutput } from '../model/output.ts';

/** Why a digest is empty. */
type EmptyReason = 'no-articles' | 'nothing-in-period' | 'nothing-on-topic';

export interface DigestResult {
  output: DigestOutput;
  /** Set where there is no story. */
  emptyReason?: EmptyReason;
  /** Where there is no story: the newest day that has one (on the topic, where there is any), `YYYY-MM-DD`. */
  newestDay?: string;
}

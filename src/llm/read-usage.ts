import { z } from 'zod';
import type { TokenUsage } from '../core/ports/model.ts';

/** Of one answer: more than any model reads or writes. */
const MOST = 1_000_000_000;
const count = z.int().nonnegative().max(MOST);
const schema = z.object({ input: count, cached: count.catch(0), output: count });

/**
 * What a service counted, as the budgets take it. Null where it did not count, or what it counted can't be: what was set aside stays
 * spent then.
 */
export function readUsage(counted: Record<keyof TokenUsage, unknown>): TokenUsage | null {
  return schema.safeParse(counted).data ?? null;
}

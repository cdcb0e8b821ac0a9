import * as z from 'zod';
import type { UpdateQueue } from '../create-update-queue.ts';
import type { World } from '../create-world.ts';
import { badRequest } from '../refusal.ts';

export interface MethodContext {
  world: World;
  updates: UpdateQueue;
  clock: () => number;
  /** Aborted when the client has hung up. */
  client: AbortSignal;
}

export type Parameters = Record<string, unknown>;
/** What the call gives, as the `result` of the answer, or why it is refused. */
export type Method = (parameters: Parameters, context: MethodContext) => unknown | Promise<unknown>;

/** Objects may come as JSON in a string: forms and queries have nothing else. */
export function fromJson<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }, schema);
}

/** Numbers and booleans may come as strings, as in forms and queries. */
export const integer = z.preprocess(
  (value) => (typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value),
  z.number().int(),
);
export const flag = z.preprocess(
  (value) => (typeof value === 'string' ? value.toLowerCase() === 'true' || value === '1' : value),
  z.boolean(),
);

/** Defines a method by the parameters that it takes; others are ignored, as Telegram ignores them. */
export function defineMethod<Schema extends z.ZodType>(
  schema: Schema,
  run: (parameters: z.output<Schema>, context: MethodContext) => unknown | Promise<unknown>,
): Method {
  return (parameters, context) => {
    const parsed = schema.safeParse(parameters);
    if (parsed.success) return run(parsed.data, context);
    const issue = parsed.error.issues[0];
    return badRequest(`can't parse ${issue?.path.join('.') || 'the parameters'}: ${issue?.message ?? ''}`);
  };
}

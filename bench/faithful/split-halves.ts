import { createHash } from 'node:crypto';

export type Half = 'dev' | 'test';

/** The half that an id belongs to: rules are tuned on `dev` and only measured on `test`. */
export function halfOf(id: string): Half {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'dev' : 'test';
}

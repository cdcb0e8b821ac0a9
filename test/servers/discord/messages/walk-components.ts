import type { Json } from '../discord-server.ts';
import { isJson } from './form-errors.ts';

/** Every component of a message, the nested ones after what holds them. */
export function* walkComponents(components: readonly Json[]): Generator<Json> {
  for (const one of components) {
    yield one;
    if (Array.isArray(one.components)) yield* walkComponents(one.components as Json[]);
    if (isJson(one.accessory)) yield one.accessory;
  }
}

/** A copy in which every component has an id, as Discord gives them out. */
export function numberComponents(components: readonly Json[]): Json[] {
  const copy = structuredClone(components) as Json[];
  const all = [...walkComponents(copy)];
  const taken = new Set(all.map(({ id }) => id));
  let next = 1;
  for (const one of all) {
    if (typeof one.id === 'number' && one.id !== 0) continue;
    while (taken.has(next)) next += 1;
    one.id = next;
    next += 1;
  }
  return copy;
}

/** The texts in which mentions count. */
export function textsOf(components: readonly Json[]): string[] {
  return [...walkComponents(components)].flatMap(({ type, content }) =>
    type === 10 && typeof content === 'string' ? [content] : [],
  );
}

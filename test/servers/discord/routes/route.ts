import type { World } from '../create-world.ts';
import type { Json } from '../discord-server.ts';

export interface Context {
  world: World;
  clock: () => number;
  /** Tells the sessions at the gateway. */
  dispatch(event: string, data: Json, guildId: string | null): void;
}

export interface Call {
  /** By the names in the route's pattern. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** What came as JSON: `{}` where nothing did. */
  body: unknown;
  files: { name: string; size: number }[];
}

/** `undefined` is an answer without content; a Refusal refuses. */
export type Answer = (call: Call, context: Context) => unknown;

export interface Route {
  /** Such as `GET /channels/:channel`. */
  name: string;
  /** Needs no token of a bot and does not count to the global limit. */
  isInteraction: boolean;
  answer: Answer;
}

export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}

export function bodyOf(call: Call): Json {
  const { body } = call;
  return body !== null && typeof body === 'object' && !Array.isArray(body) ? (body as Json) : {};
}

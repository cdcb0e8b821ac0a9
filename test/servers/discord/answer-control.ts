import type { ServerResponse } from 'node:http';
import { writeJson } from './answer-call.ts';
import type { DiscordServer } from './discord-server.ts';
import { isJson } from './messages/form-errors.ts';

/** Not to be called from another process: they take functions, or end this one. */
const WITHHELD = new Set(['waitFor', 'stop']);

/**
 * POST /control/NAME with an array of arguments, or with one object, does what a test does with the server's methods;
 * `gateway.drop` and the like are there too.
 */
export async function answerControl(
  server: DiscordServer,
  name: string,
  given: unknown,
  response: ServerResponse,
): Promise<void> {
  const actions = new Map<string, (...values: never[]) => unknown>();
  for (const [prefix, group] of [
    ['', server],
    ['gateway.', server.gateway],
  ] as const) {
    for (const [key, value] of Object.entries(group))
      if (typeof value === 'function' && !WITHHELD.has(key)) actions.set(prefix + key, value.bind(group));
  }
  const action = actions.get(name);
  if (action === undefined) {
    writeJson(response, 404, { error: `there is ${[...actions.keys()].join(', ')}` });
    return;
  }
  const values = Array.isArray(given) ? given : isJson(given) && Object.keys(given).length > 0 ? [given] : [];
  try {
    writeJson(response, 200, { result: (await action(...(values as never[]))) ?? null });
  } catch (error) {
    writeJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}

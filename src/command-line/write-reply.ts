import type { Reply } from '../commands/command.ts';
import type { Action } from '../core/blocks/blocks.ts';
import { findCapabilities } from '../platforms/terminal/capabilities.ts';
import { renderBlocks } from '../platforms/terminal/render-blocks.ts';
import type { Run } from './create-command-line.ts';

/**
 * A reply on stdout, as text or as its JSON; one that failed goes to stderr as text, and as JSON its code stands on stdout
 * so that there is one value in every case. Sets the exit code.
 */
export async function writeReply(
  reply: Reply,
  run: Run,
  { json, writeAction }: { json: boolean; writeAction(action: Action): string },
): Promise<void> {
  const { output, error, environment } = run.dependencies;
  const render = (stream: typeof output): string =>
    renderBlocks(reply.blocks, findCapabilities(stream, environment), writeAction).text;
  if (reply.failure === undefined) {
    await run.write(json ? toJson(reply.data, output.isTTY === true) : render(output));
    return;
  }
  const badUsage = reply.failure === 'bad-options' || reply.failure === 'unknown-command';
  run.exitWith(badUsage ? 2 : 1);
  await run.writeError(render(error));
  const code = badUsage ? 'bad-usage' : reply.failure;
  if (json) await run.write(toJson({ error: { code } }, output.isTTY === true));
}

/** What JSON.stringify leaves as it is and a terminal may act on: DEL, C1 and what turns the direction of a line. */
const ACTIVE = /[\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** One JSON value and a line end; spread over lines for people. Nothing in it can drive a terminal. */
export function toJson(value: unknown, forPeople = false): string {
  const text = JSON.stringify(value, null, forPeople ? 2 : 0);
  const safe = text.replace(
    ACTIVE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${safe}\n`;
}

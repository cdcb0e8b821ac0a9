import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Action } from '../../core/blocks/blocks.ts';
import type { ButtonStore } from '../../core/ports/platform-store.ts';

/** What a button does, and whether its answer takes the place of the message that it stands under. */
export interface ButtonPress {
  action: Action;
  inPlace: boolean;
}

/** A press as the data of its button; `payload` is to be kept under `data` where it does not fit there. */
export interface EncodedPress {
  data: string;
  payload: string | null;
}

const payloadSchema = z.object({
  inPlace: z.boolean(),
  command: z.string(),
  options: z.record(z.string(), z.union([z.string(), z.number()])),
});

/**
 * `=latest|topic|志愿服务|page|2` (in place) or `+article|id|3f2a91` (a new message); what is longer than `longest` bytes or
 * holds a `|` is `#` and a hash. Messages that are years old have such data: a form that was released is read for ever.
 */
export function encodePress({ action, inPlace }: ButtonPress, longest: number): EncodedPress {
  const words = [action.command, ...Object.entries(action.options).flat().map(String)];
  const data = (inPlace ? '=' : '+') + words.join('|');
  if (Buffer.byteLength(data) <= longest && data.isWellFormed() && !words.some((word) => word.includes('|')))
    return { data, payload: null };
  return keepWhole({ action, inPlace });
}

/** The press under a hash, however short it is. */
export function keepWhole({ action, inPlace }: ButtonPress): EncodedPress {
  const payload = JSON.stringify({ inPlace, command: action.command, options: action.options });
  return { data: `#${createHash('sha256').update(payload).digest('base64url').slice(0, 32)}`, payload };
}

/** What a button's data says; null where what it points to is gone, or where it is not ours. */
export async function decodePress(
  data: string,
  { platform, buttons }: { platform: string; buttons: Pick<ButtonStore, 'find'> },
): Promise<ButtonPress | null> {
  const [mark, rest] = [data.charAt(0), data.slice(1)];
  if (mark === '#') {
    const payload = await buttons.find({ platform, key: data });
    return payload === null ? null : readPayload(payload);
  }
  if (mark !== '=' && mark !== '+') return null;
  const [command = '', ...words] = rest.split('|');
  if (command === '' || words.length % 2 !== 0) return null;
  const options: Action['options'] = {};
  for (let at = 0; at < words.length; at += 2) options[words[at] ?? ''] = words[at + 1] ?? '';
  return { action: { command, options }, inPlace: mark === '=' };
}

function readPayload(payload: string): ButtonPress | null {
  try {
    const { inPlace, command, options } = payloadSchema.parse(JSON.parse(payload));
    return { action: { command, options }, inPlace };
  } catch {
    return null;
  }
}

/** Keeps what did not fit, so that the buttons work before the message is there. */
export async function keepPresses(
  presses: readonly EncodedPress[],
  { platform, buttons, now }: { platform: string; buttons: Pick<ButtonStore, 'keep'>; now: number },
): Promise<void> {
  const kept = presses.flatMap(({ data, payload }) =>
    payload === null ? [] : [{ platform, key: data, payload, at: now }],
  );
  if (kept.length > 0) await buttons.keep(kept);
}

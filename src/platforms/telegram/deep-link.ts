import type { Command } from '../../commands/command.ts';
import { findCommand } from '../../commands/interpret-text.ts';
import type { Action } from '../../core/blocks/blocks.ts';
import { type EncodedPress, keepWhole } from '../chat/button-press.ts';

/** Telegram's deep links bring `[A-Za-z0-9_-]{1,64}`; `ask_…` and its like name a command that anyone may use. */
const PAYLOAD = /^\/start\s+([a-z]+)_([\w-]{1,64})\s*$/i;
const KEPT = /^\/start\s+go_([\w-]{32})\s*$/;

/** A link to the private chat with the bot, where it does what a button would; the press is to be kept first. */
export function linkToAction(action: Action, username: string): { url: string; press: EncodedPress } {
  const press = keepWhole({ action, inPlace: false });
  return { url: `https://t.me/${username}?start=go_${press.data.slice(1)}`, press };
}

/** The data under which the press of such a link is kept; null where a text is none. */
export function findLinkedPress(text: string): string | null {
  const [, hash] = KEPT.exec(text) ?? [];
  return hash === undefined ? null : `#${hash}`;
}

/**
 * The command that a deep link stands for (`/start ask_…` is `/ask …`): what follows is base64url of the text, or the
 * words themselves with `_` for spaces; an article's id stands as it is. Any other text stays.
 */
export function followDeepLink(text: string, commands: readonly Command[]): string {
  const [, name = '', payload = ''] = PAYLOAD.exec(text) ?? [];
  const command = findCommand(name, commands);
  if (command === null || command.audience !== 'all' || command.name === 'start') return text;
  const isId = command.options.find(({ hidden }) => !hidden)?.kind === 'article';
  return `/${command.name} ${isId ? payload : decodePayload(payload)}`;
}

function decodePayload(payload: string): string {
  const bytes = Buffer.from(payload, 'base64url');
  const text = bytes.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(bytes) && bytes.toString('base64url') === payload;
  // Words in ASCII are hardly ever base64 of a text that is beyond ASCII, and the other way round.
  if (isText && /^[\P{Cc}\n]+$/u.test(text) && !/\ufffd/.test(text)) return text;
  return payload.replaceAll('_', ' ');
}

import * as z from 'zod';
import { badRequest, type Refusal } from '../refusal.ts';
import type { InlineKeyboard } from '../telegram-server.ts';
import { readLink } from '../text/read-link.ts';

const MOST_BUTTONS = 100;
const LONGEST_DATA = 64;
const KINDS = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];

const button = z.looseObject({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
});
const inlineKeyboard = z.object({ inline_keyboard: z.array(z.array(button)) });
/** Other keyboards (`force_reply`, `keyboard`, `remove_keyboard`) are taken and not kept. */
export const replyMarkup = z.union([inlineKeyboard, z.looseObject({})]);

/** The inline keyboard that Telegram would show; undefined where there is none. */
export function readKeyboard(
  markup: z.output<typeof replyMarkup> | undefined,
): InlineKeyboard | undefined | Refusal {
  const parsed = inlineKeyboard.safeParse(markup);
  if (!parsed.success) {
    return markup !== undefined && 'inline_keyboard' in markup
      ? badRequest('can\'t parse inline keyboard button: field "text" must be of type String')
      : undefined;
  }
  const rows = parsed.data.inline_keyboard.filter((row) => row.length > 0);
  if (rows.length === 0) return undefined;
  if (rows.flat().length > MOST_BUTTONS) return badRequest('REPLY_MARKUP_TOO_LONG');
  for (const one of rows.flat()) {
    if (!one.text.isWellFormed()) return badRequest('inline keyboard button text must be encoded in UTF-8');
    if (one.text.trim() === '') return badRequest('inline keyboard button text must be non-empty');
    const kinds = KINDS.filter((kind) => one[kind] !== undefined);
    if (kinds.length === 0)
      return badRequest(
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
      );
    if (one.callback_data !== undefined) {
      const bytes = Buffer.byteLength(one.callback_data);
      if (bytes < 1 || bytes > LONGEST_DATA) return badRequest('BUTTON_DATA_INVALID');
    }
    if (one.url !== undefined) {
      const link = readLink(one.url);
      if (link === null)
        return badRequest(`inline keyboard button URL '${one.url}' is invalid: Wrong HTTP URL`);
      if ('url' in link) one.url = link.url;
    }
  }
  return { inline_keyboard: rows };
}

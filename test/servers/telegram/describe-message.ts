import type { SentMessage } from './telegram-server.ts';
import { writeHtml } from './text/write-html.ts';

/** A message as a person reads it: its marks as HTML, its buttons a row a line, and how it was sent. */
export function describeMessage(
  message: Pick<SentMessage, 'text' | 'entities'> & Partial<SentMessage>,
): string {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const buttons = rows.map((row) =>
    row.map(({ text, callback_data, url }) => `[${text} → ${callback_data ?? url ?? '…'}]`).join(' '),
  );
  const notes = [
    message.message_id === undefined ? '' : `message ${message.message_id} in ${message.chat?.id}`,
    message.message_thread_id === undefined ? '' : `thread ${message.message_thread_id}`,
    message.reply_to_message_id === undefined ? '' : `reply to ${message.reply_to_message_id}`,
    message.disable_notification === true ? 'silent' : '',
    message.edits === undefined || message.edits.length === 0 ? '' : `edited ${message.edits.length}×`,
  ].filter((note) => note !== '');
  return [notes.length === 0 ? '' : `(${notes.join(', ')})`, writeHtml(message), ...buttons]
    .filter((line) => line !== '')
    .join('\n');
}

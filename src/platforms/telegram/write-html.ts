import type { Piece, TextRun } from './rich-text.ts';

/** What a message says, as Telegram's HTML (https://core.telegram.org/bots/api#html-style) and without any markup. */
export interface MessageText {
  html: string;
  plain: string;
}

/** One message of pieces, quotes joined. */
export function writeMessage(pieces: readonly Piece[]): MessageText {
  const html: string[] = [];
  let plain = '';
  let quoting = false;
  for (const [index, piece] of pieces.entries()) {
    const before = index === 0 ? '' : piece.before;
    if (quoting && !piece.quoted) html.push('</blockquote>');
    html.push(before);
    if (!quoting && piece.quoted) html.push('<blockquote expandable>');
    quoting = piece.quoted === true;
    html.push(...piece.runs.map(writeRun));
    plain += before + piece.runs.map(({ text }) => text).join('');
  }
  if (quoting) html.push('</blockquote>');
  return { html: html.join(''), plain };
}

const TAGS = { bold: 'b', italic: 'i', code: 'code' } as const;

function writeRun({ text, style, url }: TextRun): string {
  const escaped = escapeHtml(text);
  const styled = style === undefined ? escaped : `<${TAGS[style]}>${escaped}</${TAGS[style]}>`;
  return url === undefined ? styled : `<a href="${escapeHtml(url)}">${styled}</a>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

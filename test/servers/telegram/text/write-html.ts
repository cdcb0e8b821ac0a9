import { compareEntities, type FormattedText, type TextEntity } from './text-entity.ts';

const TAGS: Partial<Record<TextEntity['type'], string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  blockquote: 'blockquote',
};

/** Text and properly nested entities as Telegram HTML; what Telegram finds by itself is not marked. */
export function writeHtml({ text, entities }: FormattedText): string {
  const written: string[] = [];
  const open: { end: number; tag: string }[] = [];
  let at = 0;
  const writeUntil = (offset: number): void => {
    written.push(escapeHtml(text.slice(at, offset)));
    at = offset;
  };
  const closeUntil = (offset: number): void => {
    for (let last = open.at(-1); last !== undefined && last.end <= offset; last = open.at(-1)) {
      writeUntil(last.end);
      written.push(last.tag);
      open.pop();
    }
  };
  for (const entity of [...entities].sort(compareEntities)) {
    const tags = tagsOf(entity);
    if (tags === null) continue;
    closeUntil(entity.offset);
    writeUntil(entity.offset);
    written.push(tags.open);
    open.push({ end: entity.offset + entity.length, tag: tags.close });
  }
  closeUntil(text.length);
  writeUntil(text.length);
  return written.join('');
}

function tagsOf(entity: TextEntity): { open: string; close: string } | null {
  switch (entity.type) {
    case 'text_link':
      return { open: `<a href="${escapeHtml(entity.url ?? '')}">`, close: '</a>' };
    case 'text_mention':
      return { open: `<a href="tg://user?id=${entity.user?.id}">`, close: '</a>' };
    case 'custom_emoji':
      return { open: `<tg-emoji emoji-id="${entity.custom_emoji_id}">`, close: '</tg-emoji>' };
    case 'expandable_blockquote':
      return { open: '<blockquote expandable>', close: '</blockquote>' };
    case 'pre':
      return entity.language === undefined
        ? { open: '<pre>', close: '</pre>' }
        : { open: `<pre><code class="language-${escapeHtml(entity.language)}">`, close: '</code></pre>' };
    default: {
      const tag = TAGS[entity.type];
      return tag === undefined ? null : { open: `<${tag}>`, close: `</${tag}>` };
    }
  }
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

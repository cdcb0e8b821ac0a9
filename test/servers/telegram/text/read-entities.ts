import * as z from 'zod';
import { badRequest, type Refusal } from '../refusal.ts';
import { readLink } from './read-link.ts';
import type { EntityType, TextEntity } from './text-entity.ts';

const FURTHEST = 1_000_000;
/** Kinds that a bot may set; Telegram ignores the others, since it finds them itself. */
const SETTABLE = new Set<string>([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
] satisfies EntityType[]);

const entitySchema = z.object({
  type: z.string(),
  offset: z.number().int(),
  length: z.number().int(),
  url: z.string().optional(),
  language: z.string().optional(),
  custom_emoji_id: z.string().optional(),
  user: z.object({ id: z.number() }).optional(),
});

/** The `entities` of a call, checked against the text; what Telegram ignores is left out. */
export function readEntities(given: readonly unknown[], text: string): TextEntity[] | Refusal {
  const entities: TextEntity[] = [];
  for (const one of given) {
    const parsed = entitySchema.safeParse(one);
    if (!parsed.success) return badRequest("can't parse MessageEntity: expected an Object");
    const { type, offset, length, url, language, custom_emoji_id, user } = parsed.data;
    if (!SETTABLE.has(type)) continue;
    if (offset < 0 || offset > FURTHEST)
      return badRequest(`receive an entity with incorrect offset ${offset}`);
    if (length < 0 || length > FURTHEST)
      return badRequest(`receive an entity with incorrect length ${length}`);
    const end = offset + length;
    if (offset > text.length || (offset === text.length && length > 0))
      return badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
    if (end > text.length) {
      return badRequest(
        `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
      );
    }
    if (splitsPair(text, offset)) {
      const bytes = Buffer.byteLength(text.slice(0, offset - 1)) + 4;
      return badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${bytes}`);
    }
    if (splitsPair(text, end)) {
      const bytes = Buffer.byteLength(text.slice(0, end - 1)) + 4;
      return badRequest(
        `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${bytes}`,
      );
    }
    const entity: TextEntity = { type: type as EntityType, offset, length };
    if (type === 'text_link') {
      const link = readLink(url ?? '');
      if (link === null) return badRequest('entity Wrong HTTP URL');
      if ('url' in link) entity.url = link.url;
      else Object.assign(entity, { type: 'text_mention', user: { id: link.userId } });
    }
    if (type === 'pre' && language !== undefined && language !== '') entity.language = language;
    if (type === 'custom_emoji') {
      if (custom_emoji_id === undefined) return badRequest('invalid custom emoji identifier specified');
      entity.custom_emoji_id = custom_emoji_id;
    }
    if (type === 'text_mention' && user !== undefined) entity.user = user;
    entities.push(entity);
  }
  return entities;
}

function splitsPair(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

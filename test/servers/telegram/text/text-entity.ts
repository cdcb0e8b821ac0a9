export type EntityType =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strikethrough'
  | 'spoiler'
  | 'blockquote'
  | 'expandable_blockquote'
  | 'code'
  | 'pre'
  | 'text_link'
  | 'text_mention'
  | 'custom_emoji'
  | 'mention'
  | 'hashtag'
  | 'cashtag'
  | 'bot_command'
  | 'url'
  | 'email'
  | 'phone_number';

/** A MessageEntity; offset and length in UTF-16 code units. */
export interface TextEntity {
  type: EntityType;
  offset: number;
  length: number;
  url?: string;
  language?: string;
  custom_emoji_id?: string;
  user?: { id: number };
}

export interface FormattedText {
  text: string;
  entities: TextEntity[];
}

/** Marks that may be cut into pieces without a loss; the others are kept whole or dropped. */
export const SPLITTABLE: ReadonlySet<EntityType> = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
]);
export const QUOTES: ReadonlySet<EntityType> = new Set(['blockquote', 'expandable_blockquote']);
export const VERBATIM: ReadonlySet<EntityType> = new Set(['code', 'pre']);

const OUTERMOST_FIRST: readonly EntityType[] = [
  'blockquote',
  'expandable_blockquote',
  'pre',
  'code',
  'text_link',
  'text_mention',
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'custom_emoji',
];
const RANK = new Map(OUTERMOST_FIRST.map((type, rank) => [type, rank]));

/** Outer entities before the inner ones, in the order of the text. */
export function compareEntities(a: TextEntity, b: TextEntity): number {
  return a.offset - b.offset || b.length - a.length || (RANK.get(a.type) ?? 0) - (RANK.get(b.type) ?? 0);
}

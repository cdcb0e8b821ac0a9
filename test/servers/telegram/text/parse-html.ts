import { decodeCharacterReference } from './decode-character-reference.ts';
import { readLink } from './read-link.ts';
import { compareEntities, type EntityType, type FormattedText, type TextEntity } from './text-entity.ts';

const TYPES: Record<string, EntityType> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

/** What each tag takes from its attributes: the attribute and the prefix that its value must have. */
const ARGUMENTS: Record<string, { attribute: string; prefix: string }> = {
  a: { attribute: 'href', prefix: '' },
  code: { attribute: 'class', prefix: 'language-' },
  span: { attribute: 'class', prefix: 'tg-' },
  'tg-emoji': { attribute: 'emoji-id', prefix: '' },
};

interface OpenTag {
  name: string;
  argument: string;
  offset: number;
  /** How many pieces of text came before it. */
  pieces: number;
}

/** Longer text is no address: it is not read as one where an `a` has no href. */
const LONGEST_ADDRESS = 2048;

/** Why Telegram can't parse the markup, in its own words. */
export interface MarkupError {
  error: string;
}

const isSpace = (character: string | undefined): boolean =>
  character !== undefined && /[ \t\r\n\0\v]/.test(character);

/**
 * Telegram's HTML (https://core.telegram.org/bots/api#html-style) to text and entities, as strict as the Bot API is.
 * Every character is read once. Positions in errors are byte offsets of the UTF-8 form, as Telegram tells them.
 */
export function parseHtml(html: string): FormattedText | MarkupError {
  const entities: TextEntity[] = [];
  const open: OpenTag[] = [];
  const pieces: string[] = [];
  let length = 0;
  let at = 0;

  const write = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  const bytesBefore = (position: number): number => Buffer.byteLength(html.slice(0, position));
  const fail = (error: string, position: number): MarkupError => ({
    error: `${error} at byte offset ${bytesBefore(position)}`,
  });
  const skipSpace = (): void => {
    while (isSpace(html[at])) at += 1;
  };
  const skipUntil = (stops: string): void => {
    while (at < html.length && !isSpace(html[at]) && !stops.includes(html.charAt(at))) at += 1;
  };

  const readAttributeValue = (): string | MarkupError => {
    const quote = html[at];
    if (quote !== '"' && quote !== "'") {
      const begin = at;
      while (at < html.length && /[A-Za-z0-9.-]/.test(html.charAt(at))) at += 1;
      if (html[at] !== '>' && !isSpace(html[at])) return fail('Unexpected end of name token', begin);
      return html.slice(begin, at).toLowerCase();
    }
    const value: string[] = [];
    at += 1;
    let copied = at;
    while (at < html.length && html[at] !== quote) {
      const reference = html[at] === '&' ? decodeCharacterReference(html, at) : null;
      if (reference === null) {
        at += 1;
      } else {
        value.push(html.slice(copied, at), reference.text);
        at = reference.end;
        copied = at;
      }
    }
    value.push(html.slice(copied, at));
    at += 1;
    return value.join('');
  };

  const readStartTag = (begin: number): MarkupError | null => {
    skipUntil('>');
    if (at >= html.length) return fail('Unclosed start tag', begin);
    const name = html.slice(begin + 1, at).toLowerCase();
    if (!Object.hasOwn(TYPES, name)) return fail(`Unsupported start tag "${name}"`, begin);
    let argument = '';
    while (html[at] !== '>') {
      skipSpace();
      if (html[at] === '>') break;
      const attributeBegin = at;
      skipUntil('=>/"\'');
      const attribute = html.slice(attributeBegin, at);
      if (attribute === '') return fail(`Empty attribute name in the tag "${name}"`, begin);
      skipSpace();
      let value = '';
      if (html[at] === '=') {
        at += 1;
        skipSpace();
        if (at >= html.length) return fail(`Unclosed start tag "${name}"`, begin);
        const read = readAttributeValue();
        if (typeof read !== 'string') return read;
        value = read;
      }
      if (at >= html.length) return fail('Unclosed start tag', begin);
      if (name === 'blockquote' && attribute === 'expandable') argument = 'expandable';
      const wanted = ARGUMENTS[name];
      if (wanted?.attribute === attribute && value.startsWith(wanted.prefix))
        argument = value.slice(wanted.prefix.length);
    }
    if (name === 'span' && argument !== 'spoiler')
      return fail('Tag "span" must have class "tg-spoiler"', begin);
    open.push({ name, argument, offset: length, pieces: pieces.length });
    return null;
  };

  const readEndTag = (begin: number): MarkupError | null => {
    const tag = open.at(-1);
    if (tag === undefined) return fail('Unexpected end tag', begin);
    skipUntil('>');
    const name = html.slice(begin + 2, at).toLowerCase();
    skipSpace();
    if (html[at] !== '>') return fail('Unclosed end tag', begin);
    if (name !== '' && name !== tag.name) {
      return {
        error: `Unmatched end tag at byte offset ${bytesBefore(begin)}, expected "</${tag.name}>", found "</${name}>"`,
      };
    }
    open.pop();
    if (length > tag.offset) {
      if (tag.name === 'tg-emoji' && !/^[1-9]\d{0,18}$/.test(tag.argument))
        return { error: 'Invalid custom emoji identifier specified' };
      const isAddress = tag.name === 'a' && tag.argument === '' && length - tag.offset <= LONGEST_ADDRESS;
      addEntity(entities, tag, length, isAddress ? pieces.slice(tag.pieces).join('') : tag.argument);
    }
    return null;
  };

  while (at < html.length) {
    const next = html.slice(at, at + 1);
    if (next === '<') {
      const begin = at;
      at += 1;
      const error = html[at] === '/' ? readEndTag(begin) : readStartTag(begin);
      if (error !== null) return error;
      at += 1;
      continue;
    }
    const reference = next === '&' ? decodeCharacterReference(html, at) : null;
    if (reference !== null) {
      write(reference.text);
      at = reference.end;
      continue;
    }
    const begin = at;
    at += 1;
    while (at < html.length && html[at] !== '<' && html[at] !== '&') at += 1;
    write(html.slice(begin, at));
  }
  const last = open.at(-1);
  if (last !== undefined) return { error: `Can't find end tag corresponding to start tag "${last.name}"` };
  const text = pieces.join('');
  if (!text.isWellFormed()) {
    return {
      error:
        'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    };
  }
  for (const entity of entities) if (entity.type === 'code') delete entity.language;
  return { text, entities: entities.sort(compareEntities) };
}

/** The entity of a closed tag; `<pre><code class="language-…">`, in either order, is one `pre` with a language. */
function addEntity(entities: TextEntity[], tag: OpenTag, end: number, address: string): void {
  const entity: TextEntity = {
    type: TYPES[tag.name] ?? 'bold',
    offset: tag.offset,
    length: end - tag.offset,
  };
  const previous = entities.at(-1);
  const sameRange = previous?.offset === entity.offset && previous.length === entity.length;
  if (tag.name === 'a') {
    const link = readLink(address);
    if (link === null) return;
    if ('userId' in link) Object.assign(entity, { type: 'text_mention', user: { id: link.userId } });
    else entity.url = link.url;
  } else if (tag.name === 'tg-emoji') entity.custom_emoji_id = tag.argument;
  else if (tag.name === 'blockquote' && tag.argument !== '') entity.type = 'expandable_blockquote';
  else if (tag.name === 'code') {
    if (tag.argument !== '' && sameRange && previous.type === 'pre') {
      previous.language = tag.argument;
      return;
    }
    if (tag.argument !== '') entity.language = tag.argument;
  } else if (tag.name === 'pre' && sameRange && previous.type === 'code' && previous.language !== undefined) {
    previous.type = 'pre';
    return;
  }
  entities.push(entity);
}

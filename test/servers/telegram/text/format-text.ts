import { badRequest, Refusal } from '../refusal.ts';
import { cleanText } from './clean-text.ts';
import { findAutomaticEntities } from './find-automatic-entities.ts';
import { normaliseEntities } from './normalise-entities.ts';
import { parseHtml } from './parse-html.ts';
import { readEntities } from './read-entities.ts';
import { compareEntities, type FormattedText, type TextEntity } from './text-entity.ts';

/** In bytes, before parsing (telegram-bot-api, Client.cpp). */
const LONGEST_MARKUP = 32_768;
/** In UTF-16 code units, after parsing. */
const LONGEST_TEXT = 4096;
const MOST_ENTITIES = 100;
const LARGEST_ENTITIES = 9500;

export interface TextArguments {
  text: string;
  parse_mode?: string | undefined;
  entities?: readonly unknown[] | undefined;
}

export interface MessageText extends FormattedText {
  /** Entities past the hundredth, which Telegram leaves out without a word. */
  dropped: number;
}

/** What Telegram makes of a text and its markup, or why it refuses them. An empty text only where `allowEmpty`. */
export function formatText(given: TextArguments, { allowEmpty = false } = {}): MessageText | Refusal {
  if (!given.text.isWellFormed()) return badRequest('strings must be encoded in UTF-8');
  if (given.text === '') {
    return allowEmpty ? { text: '', entities: [], dropped: 0 } : badRequest('message text is empty');
  }
  if (Buffer.byteLength(given.text) > LONGEST_MARKUP) return badRequest('text is too long');
  const marked = readMarkup(given);
  if (marked instanceof Refusal) return marked;
  const { text, entities } = cleanText({ text: marked.text, entities: normaliseEntities(marked.entities) });
  if (text.trim() === '') {
    return allowEmpty ? { text: '', entities: [], dropped: 0 } : badRequest('message text is empty');
  }
  if (text.length > LONGEST_TEXT) return badRequest('message is too long');
  const sent = normaliseEntities(entities);
  if (sizeOf(sent) > LARGEST_ENTITIES) return badRequest('ENTITIES_TOO_LONG');
  const kept = sent.slice(0, MOST_ENTITIES);
  const found = findAutomaticEntities(text, kept).slice(0, MOST_ENTITIES - kept.length);
  return {
    text,
    entities: [...kept, ...found].sort(compareEntities),
    dropped: sent.length - kept.length,
  };
}

function readMarkup({ text, parse_mode, entities }: TextArguments): FormattedText | Refusal {
  const mode = (parse_mode ?? '').toLowerCase();
  if (mode === '' || mode === 'none') {
    const read = readEntities(entities ?? [], text);
    return read instanceof Refusal ? read : { text, entities: read };
  }
  // Markdown is not spoken here: nothing that is tested with this server sends it.
  if (mode !== 'html') return badRequest('unsupported parse_mode');
  const parsed = parseHtml(text);
  return 'error' in parsed ? badRequest(`can't parse entities: ${parsed.error}`) : parsed;
}

/** Bytes of the entities as they go to Telegram's servers: three integers each, and a padded string where there is one. */
function sizeOf(entities: readonly TextEntity[]): number {
  return entities.reduce((sum, entity) => {
    const argument = entity.url ?? entity.language;
    const bytes = argument === undefined ? 0 : Buffer.byteLength(argument);
    const string = argument === undefined ? 0 : Math.ceil((bytes + (bytes < 254 ? 1 : 4)) / 4) * 4;
    return sum + 12 + string;
  }, 0);
}

import type { Json } from '../discord-server.ts';
import { checkText, type FormErrors, isJson, readObjects } from './form-errors.ts';
import { checkUrl } from './validate-interactive.ts';

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits, and ten to a message. */
const MOST_EMBEDS = 10;
const MOST_FIELDS = 25;
const MOST_TEXT = 6000;

/** Adds to `errors` what Discord refuses of a message's embeds. */
export function validateEmbeds(value: unknown, errors: FormErrors): void {
  const embeds = readObjects(value, ['embeds'], errors);
  if (embeds.length > MOST_EMBEDS) errors.tooLong(['embeds'], MOST_EMBEDS);
  let total = 0;
  embeds.forEach((embed, index) => {
    const path = ['embeds', index];
    const check = (given: unknown, at: (string | number)[], longest: number, isRequired = false): void => {
      checkText(given, [...path, ...at], errors, { shortest: isRequired ? 1 : 0, longest, isRequired });
      total += typeof given === 'string' ? given.trim().length : 0;
    };
    check(embed.title, ['title'], 256);
    check(embed.description, ['description'], 4096);
    check(part(embed, 'footer').text, ['footer', 'text'], 2048);
    check(part(embed, 'author').name, ['author', 'name'], 256);
    const fields = readObjects(embed.fields, [...path, 'fields'], errors);
    if (fields.length > MOST_FIELDS) errors.tooLong([...path, 'fields'], MOST_FIELDS);
    fields.forEach((field, number) => {
      check(field.name, ['fields', number, 'name'], 256, true);
      check(field.value, ['fields', number, 'value'], 1024, true);
    });
    if (typeof embed.url === 'string') checkUrl(embed.url, [...path, 'url'], errors, ['http', 'https']);
    if (
      fields.length === 0 &&
      !['title', 'description', 'footer', 'author', 'image', 'thumbnail'].some((name) => embed[name])
    )
      errors.required([...path, 'description']);
  });
  if (total > MOST_TEXT)
    errors.add(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${MOST_TEXT}`);
}

function part(embed: Json, name: string): Json {
  const value = embed[name];
  return isJson(value) ? value : {};
}

import type { FormattedText } from './text-entity.ts';

/** Removed from every text: carriage returns, line separators and direction marks, three combining lines. */
const REMOVED = new Set(
  [0x0d, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x0333, 0x033f, 0x030a].map((code) =>
    String.fromCharCode(code),
  ),
);

/**
 * The text as Telegram stores it: control characters are spaces, some characters are gone, the ends are trimmed (not
 * where an entity begins), and the entities moved accordingly. Entities must lie inside the text.
 */
export function cleanText({ text, entities }: FormattedText): FormattedText {
  const kept: string[] = [];
  // Where each old offset comes to lie.
  const moved = new Uint32Array(text.length + 1);
  for (let at = 0; at < text.length; at += 1) {
    moved[at] = kept.length;
    const character = text.charAt(at);
    if (!REMOVED.has(character)) kept.push(isControl(character) ? ' ' : character);
  }
  moved[text.length] = kept.length;
  const cleaned = kept.join('');
  const placed = entities.map((entity) => {
    const offset = moved[entity.offset] ?? 0;
    return { ...entity, offset, length: (moved[entity.offset + entity.length] ?? 0) - offset };
  });

  const last = lastVisible(cleaned);
  const firstEntity = placed.reduce((least, entity) => Math.min(least, entity.offset), last + 1);
  let first = 0;
  while (first < firstEntity && (cleaned[first] === ' ' || cleaned[first] === '\n')) first += 1;
  const trimmed = placed.flatMap((entity) => {
    const length = Math.min(entity.length, last + 1 - entity.offset);
    return length > 0 ? [{ ...entity, offset: entity.offset - first, length }] : [];
  });
  return { text: cleaned.slice(first, last + 1), entities: trimmed };
}

function lastVisible(text: string): number {
  let last = text.length - 1;
  while (last >= 0 && (text[last] === ' ' || text[last] === '\n')) last -= 1;
  return last;
}

function isControl(character: string): boolean {
  return character < ' ' && character !== '\n';
}

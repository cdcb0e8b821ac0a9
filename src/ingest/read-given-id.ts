const ID_LIMIT = 200;
/** Control characters, line separators and marks that turn the direction of writing: an id is typed and shown. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

export type GivenId = { kind: 'none' } | { kind: 'id'; id: string } | { kind: 'wrong'; why: string };

/** The id that the input gives an article: text of at most 200 characters that can be seen, or a number. */
export function readGivenId(value: unknown): GivenId {
  if (value === undefined || value === null) return { kind: 'none' };
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'id', id: String(value) };
  if (typeof value !== 'string') return { kind: 'wrong', why: 'is neither text nor a number' };
  const id = value.trim();
  if (id === '') return { kind: 'wrong', why: 'is empty' };
  if (id.length > ID_LIMIT) return { kind: 'wrong', why: `is longer than ${ID_LIMIT} characters` };
  if (UNSEEN.test(value)) return { kind: 'wrong', why: 'has control characters' };
  return { kind: 'id', id };
}

import type { ArticleDraft } from '../../core/model/article.ts';

/** A text of more letters is worth reading by itself; Chinese says in one character what takes others three letters. */
const LONGEST_TEASER = 600;
const LETTERS_OF_HAN = 3;

/**
 * Whether an entry's text only leads to its page: one that breaks off, or a short one that the feed does not give as the
 * content (`content:encoded`, Atom's content). `hasContent`: it does.
 */
export function isTeaser(
  { url, body, truncated }: Pick<ArticleDraft, 'url' | 'body' | 'truncated'>,
  { hasContent }: { hasContent: boolean },
): boolean {
  if (url === null) return false;
  if (truncated) return true;
  const han = body.match(/\p{Script=Han}/gu)?.length ?? 0;
  return !hasContent && body.length + han * (LETTERS_OF_HAN - 1) <= LONGEST_TEASER;
}

import type { ExtractedBody } from './extract-body.ts';
import { type PageElement, walkElements } from './page-tree.ts';
import { countMarks } from './weigh-block.ts';

/** In Latin letters (a Han character is three): less is a notice, not an article. */
const LEAST_BODY = 150;
/** A page with a form for a password says at least so much where it shows the article too. */
const LEAST_BESIDE_LOGIN = 300;
/** So much is an article even on a page of a thousand links, as portals have them. */
const ENOUGH = 300;
/** Shares of the page's text. */
const LEAST_SHARE = 0.08;
const MOST_LINKS = 0.6;

/** Why a page holds no article (`holds no article, only …`), or null where it does. */
export function explainNoArticle(
  root: PageElement,
  { blocks, pageLength, pageLinkLength }: ExtractedBody,
): string | null {
  const length = blocks.reduce((sum, block) => sum + block.length, 0);
  const marks = blocks.reduce((sum, block) => sum + countMarks(block.text), 0);
  if (length < LEAST_BESIDE_LOGIN && hasPasswordField(root)) return 'holds no article, only a form to log in';
  if (pageLength === 0) return 'holds no article, no text at all without its scripts';
  if (length < LEAST_BODY || marks === 0) {
    return pageLinkLength > pageLength * MOST_LINKS
      ? 'holds no article, only links'
      : 'holds no article, only a few words';
  }
  if (length < ENOUGH && length < pageLength * LEAST_SHARE && pageLinkLength > pageLength * MOST_LINKS)
    return 'holds no article, only links';
  return null;
}

function hasPasswordField(root: PageElement): boolean {
  for (const { name, attributes } of walkElements(root))
    if (name === 'input' && attributes.get('type')?.toLowerCase() === 'password') return true;
  return false;
}

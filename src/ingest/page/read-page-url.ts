import { type PageElement, walkElements } from './page-tree.ts';
import type { LinkedArticle } from './read-linked-data.ts';
import type { MetaTags } from './read-meta-tags.ts';

const LONGEST_URL = 2000;

/**
 * The page's own address: what it names as canonical, in link, og:url or JSON-LD, relative ones resolved where `address` is
 * known; else `address`. Only http and https, without user and password; null where there is none.
 */
export function readPageUrl(
  root: PageElement,
  tags: MetaTags,
  linked: LinkedArticle | null,
  address: string | null,
): string | null {
  let canonical: string | null = null;
  for (const { name, attributes } of walkElements(root)) {
    if (name !== 'link' || !/\bcanonical\b/i.test(attributes.get('rel') ?? '')) continue;
    canonical = attributes.get('href') ?? null;
    break;
  }
  for (const candidate of [canonical, tags.get('og:url') ?? null, linked?.url ?? null]) {
    const url = resolve(candidate, address);
    // Some sites name their front page as every page's canonical address.
    if (url !== null && url.pathname + url.search !== '/') return url.href;
  }
  return resolve(address, null)?.href ?? null;
}

function resolve(candidate: string | null, base: string | null): URL | null {
  if (candidate === null || candidate.trim() === '' || candidate.length > LONGEST_URL) return null;
  const url = URL.parse(candidate.trim(), base ?? undefined);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  if (url.username !== '' || url.password !== '') return null;
  return url;
}

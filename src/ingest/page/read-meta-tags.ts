import { type PageElement, walkElements } from './page-tree.ts';

/** A page's meta tags: the first value of each name or property, both in lower case. */
export type MetaTags = ReadonlyMap<string, string>;

const LONGEST_VALUE = 2000;

export function readMetaTags(root: PageElement): MetaTags {
  const tags = new Map<string, string>();
  for (const { name, attributes } of walkElements(root)) {
    if (name !== 'meta') continue;
    const value = attributes.get('content')?.slice(0, LONGEST_VALUE).replace(/\s+/g, ' ').trim();
    if (value === undefined || value === '') continue;
    for (const kind of ['property', 'name', 'itemprop', 'http-equiv']) {
      for (const key of (attributes.get(kind) ?? '').toLowerCase().split(/\s+/))
        if (key !== '' && !tags.has(key)) tags.set(key, value);
    }
  }
  return tags;
}

/** The first of the names that has a value. */
export function readFirstTag(tags: MetaTags, names: readonly string[]): string | null {
  for (const name of names) {
    const value = tags.get(name);
    if (value !== undefined) return value;
  }
  return null;
}

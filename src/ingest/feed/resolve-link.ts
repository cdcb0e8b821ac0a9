import { inheritedAttribute, type XmlElement } from './xml-element.ts';

const LONGEST = 4000;

/**
 * A link made absolute by `base`, as it is where there is no base or it is absolute already; spaces around and inside it
 * are taken out. Null for what is empty or too long.
 */
export function resolveLink(raw: string | null, base: string | null): string | null {
  if (raw === null || raw.length > LONGEST * 2) return null;
  const link = raw.trim().replace(/[\t\n\r]/g, '');
  if (link === '' || link.length > LONGEST) return null;
  if (/^[a-z][a-z\d+.-]*:/i.test(link)) return link;
  return base !== null && URL.canParse(link, base) ? new URL(link, base).href : link;
}

/** The base that counts for an element: its own `xml:base` and those above it, up to where the feed stands. */
export function baseOf(element: XmlElement, feedAddress: string | null): string | null {
  const bases: string[] = [];
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    const base = at.attributes.get('xml:base')?.trim();
    if (base) bases.push(base);
  }
  return bases.reduceRight<string | null>((above, base) => resolveLink(base, above), feedAddress);
}

/** The first absolute address: what links of entries count from where nothing else is said. */
export function firstAddress(...links: (string | null)[]): string | null {
  return links.find((link) => link !== null && /^https?:/i.test(link) && URL.canParse(link)) ?? null;
}

export function languageOf(element: XmlElement): string | null {
  return inheritedAttribute(element, 'xml:lang');
}

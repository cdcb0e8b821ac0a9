import { findLabelledPublisher } from '../dump/publishers.ts';
import type { LinkedArticle } from './read-linked-data.ts';
import { type MetaTags, readFirstTag } from './read-meta-tags.ts';

const LONGEST_NAME = 80;

/** The name of the site that the page is on, or null. */
export function readSiteName(tags: MetaTags, linked: LinkedArticle | null): string | null {
  const name =
    readFirstTag(tags, ['og:site_name', 'og:site', 'application-name']) ?? linked?.publisher ?? null;
  return name === null || name.length > LONGEST_NAME || /^https?:/.test(name) ? null : name;
}

/** Who published the text: what the line below the headline names (来源：新华网), else JSON-LD's publisher, else the site. */
export function readPagePublisher(
  linesBefore: readonly string[],
  linked: LinkedArticle | null,
  siteName: string | null,
): string | null {
  for (const line of linesBefore) {
    const name = line.length <= 200 ? findLabelledPublisher(line) : null;
    if (name !== null) return name;
  }
  return linked?.publisher ?? siteName;
}

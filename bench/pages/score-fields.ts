import type { Extracted } from './extractors.ts';
import type { PageRow } from './read-pages.ts';

/** Whether title, author and day are what a page's row expects; undefined where it expects nothing. */
export interface FieldScores {
  title?: boolean;
  author?: boolean;
  day?: boolean;
}

export function scoreFields(found: Extracted, expect: PageRow['expect']): FieldScores {
  const titles = present(expect.title);
  const authors = present(expect.author ?? expect.byline);
  const days = present(expect.date ?? expect.published ?? expect.publishedTime);
  return {
    ...(titles.length > 0 ? { title: titles.some((title) => fold(title) === fold(found.title)) } : {}),
    ...(authors.length > 0 ? { author: foldNames(authors.join(',')) === foldNames(found.author) } : {}),
    ...(days.length > 0
      ? { day: days.some((day) => day.slice(0, 10) === found.published.slice(0, 10)) }
      : {}),
  };
}

function present(values: readonly string[] | null | undefined): string[] {
  return (values ?? []).filter((value) => value.trim() !== '');
}

/** Letters and digits alone: marks and spaces are written differently by everyone. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The names in any order, without `by`. */
function foldNames(text: string): string {
  return text
    .replace(/^\s*(?:written by|by|von|par)\s+/i, '')
    .split(/\s*(?:[,;&|/、]|\band\b|\bund\b|\bet\b)\s*/i)
    .map(fold)
    .filter((name) => name !== '')
    .sort()
    .join('|');
}

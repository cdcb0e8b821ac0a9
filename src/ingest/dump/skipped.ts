import type { Skipped, SkipReason } from '../../core/model/article.ts';

const EXCERPT_LENGTH = 80;

/** The first 80 characters, spaces run together, never ending in half a surrogate pair. */
export function excerptOf(text: string): string {
  const line = text
    .slice(0, EXCERPT_LENGTH * 4)
    .replace(/\s+/g, ' ')
    .trim();
  const cut = line.slice(0, EXCERPT_LENGTH);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

export function skip(text: string, start: number, end: number, reason: SkipReason): Skipped {
  return {
    reason,
    excerpt: excerptOf(text.slice(start, Math.min(end, start + EXCERPT_LENGTH * 4))),
    range: { start, end },
  };
}

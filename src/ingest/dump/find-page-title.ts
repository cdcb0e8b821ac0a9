import { endsSentence } from './lines.ts';
import type { PageLine } from './page-lines.ts';
import { readPublisherName } from './publishers.ts';
import { isTeaserHeading } from './teasers.ts';
import { pairsOf, shareOfPairs } from './text-pairs.ts';

const LOOK_BACK = 60;
const LEAST_SCORE = 20;

/**
 * The index of the line that is the headline of the body that begins at `start`, or null. A headline stands right
 * above the line of time and source, shares words with the body, and is neither menu nor button.
 */
export function findPageTitle(entries: readonly PageLine[], start: number, body: string): number | null {
  const grams = pairsOf(body);
  let best: number | null = null;
  let bestScore = LEAST_SCORE;
  for (let at = Math.max(0, start - LOOK_BACK); at < start; at += 1) {
    const score = scoreTitle(entries, at, start, grams);
    if (score > bestScore) {
      best = at;
      bestScore = score;
    }
  }
  return best;
}

function scoreTitle(
  entries: readonly PageLine[],
  at: number,
  start: number,
  grams: ReadonlySet<string>,
): number {
  const entry = entries[at];
  if (entry === undefined) return 0;
  const { line, role } = entry;
  const { text, units } = line;
  if (units < 4 || units > 70 || text.length > 240 || !/\p{L}/u.test(text)) return 0;
  if (role === 'control' || role === 'metadata' || role === 'hard-stop' || isTeaserHeading(text)) return 0;
  let score = 0;
  const time = entries.slice(at + 1, at + 5).findIndex((entry) => entry.metadata?.publishedAt != null);
  if (time !== -1) score += 30 - 6 * time;
  else if (entries.slice(at + 1, at + 4).some((entry) => entry.metadata !== null)) score += 12;
  score += 40 * shareOfPairs(text, grams);
  if (units >= 9 && units <= 45) score += 6;
  if (isTrail(entries[at - 1]?.line.text ?? '')) score += 12;
  if (entries[at + 1]?.line.text === text) score += 8;
  if (line.bullet) score -= 10;
  // The author's or publisher's name stands between headline and time.
  if (readPublisherName(text, 'anywhere') !== null) score -= 40;
  if (units < 8) score -= 6;
  if (/[。；;：:，,]$/.test(text) || (endsSentence(text) && units > 45)) score -= 12;
  return score - Math.min(20, (start - at) * 0.5);
}

/** 首页 > 新闻 > 正文 */
function isTrail(text: string): boolean {
  return text.length <= 80 && /[>›»]\s*\S{0,12}$|^(?:您?的?当前)?位置/.test(text);
}

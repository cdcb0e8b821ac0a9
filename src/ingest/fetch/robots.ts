import robotsParser from 'robots-parser';
import { describeProblem, type SourceProblem } from '../../core/sources/source-problem.ts';
import type { Fetcher } from './create-fetcher.ts';

/** A day is the longest that RFC 9309 allows; a site that could not answer is asked again sooner. */
const KEPT = 24 * 60 * 60_000;
const KEPT_UNANSWERED = 60 * 60_000;
const MOST_KEPT = 500;
/** Bytes of all that are kept; their rules take up to eight times as much, those of a site some KiB. */
const MOST_BYTES = 4 * 1024 * 1024;
/** RFC 9309: at least 500 KiB must be read, the rest may be left. */
const LARGEST_FILE = 512 * 1024;
/** Steps: characters of rules that have a wildcard, times those of the path. A site's own rules take thousands. */
const MOST_WORK = 30_000_000;

// The package exports the function itself, which its types do not say of CommonJS.
const parseRobots = robotsParser as unknown as (typeof robotsParser)['default'];

interface Rules {
  isAllowed(url: string): boolean;
  /** Milliseconds for which they hold. */
  kept: number;
  /** Bytes of the file. */
  size: number;
}

/** Whether a site lets robots read a page of it. */
export interface RobotsGate {
  /** Null where it does. */
  examine(url: string, signal?: AbortSignal): Promise<SourceProblem | null>;
}

/**
 * Reads robots.txt as RFC 9309 says: none (4xx) allows everything, one that can not be had (5xx, no connection) nothing
 * for an hour. `name` is what rules call this robot.
 */
export function createRobotsGate({
  fetcher,
  name,
  now,
}: {
  fetcher: Pick<Fetcher, 'fetch'>;
  name: string;
  now: () => number;
}): RobotsGate {
  const kept = new Map<string, { rules: Promise<Rules>; until: number; size: number }>();

  async function load(origin: string): Promise<Rules> {
    const url = `${origin}/robots.txt`;
    // Not given up with whoever asked first: others may wait for the same.
    const outcome = await fetcher.fetch({ url, wants: 'robots', limit: LARGEST_FILE, cuts: true });
    if (outcome.kind === 'fetched') {
      const text = new TextDecoder().decode(outcome.bytes);
      const robots = parseRobots(url, text);
      const wildcards = text
        .split('\n')
        .reduce((sum, line) => sum + (line.includes('*') ? line.length : 0), 0);
      const isAllowed = (page: string): boolean =>
        wildcards * page.length <= MOST_WORK && robots.isAllowed(page, name) !== false;
      return { isAllowed, kept: KEPT, size: outcome.bytes.length };
    }
    const status = outcome.kind === 'failed' ? outcome.problem.status : null;
    const isNone = status !== null && status >= 400 && status < 500 && status !== 429;
    return { isAllowed: () => isNone, kept: isNone ? KEPT : KEPT_UNANSWERED, size: 0 };
  }

  function findRules(origin: string): Promise<Rules> {
    const known = kept.get(origin);
    if (known !== undefined && known.until > now()) return known.rules;
    // Whoever asks while they are on their way waits for the same.
    const entry = { rules: load(origin), until: Number.POSITIVE_INFINITY, size: 0 };
    void entry.rules.then((rules) => {
      entry.until = now() + rules.kept;
      entry.size = rules.size;
      forgetOldest();
    });
    kept.delete(origin);
    kept.set(origin, entry);
    forgetOldest();
    return entry.rules;
  }

  function forgetOldest(): void {
    let bytes = [...kept.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [origin, { size }] of kept) {
      if (kept.size <= MOST_KEPT && bytes <= MOST_BYTES) return;
      kept.delete(origin);
      bytes -= size;
    }
  }

  return {
    async examine(url, signal) {
      const { origin } = new URL(url);
      const rules = await findRules(origin);
      signal?.throwIfAborted();
      return rules.isAllowed(url) ? null : describeProblem('robots', 'robots.txt');
    },
  };
}

import { readMetadata } from './metadata.ts';
import type { PageLine } from './page-lines.ts';

function weigh(entry: PageLine): number {
  switch (entry.role) {
    case 'prose':
      return Math.min(entry.line.units, 120);
    case 'sentence':
      return 4;
    case 'short':
      return -3;
    case 'metadata':
      return -4;
    default:
      return -6;
  }
}

export interface Block {
  start: number;
  /** Exclusive. */
  end: number;
  weight: number;
}

/** The heaviest run of lines (largest sum) of each stretch between stops. */
export function findBlocks(entries: readonly PageLine[]): Block[] {
  const blocks: Block[] = [];
  let best: Block | null = null;
  let start = 0;
  let sum = 0;
  const flush = () => {
    if (best !== null) blocks.push(best);
    best = null;
    sum = 0;
  };
  for (const [at, entry] of entries.entries()) {
    if (entry.role === 'hard-stop' || entry.role === 'soft-stop') {
      flush();
      continue;
    }
    if (sum <= 0) {
      sum = 0;
      start = at;
    }
    sum += weigh(entry);
    if (sum > 0 && sum > ((best as Block | null)?.weight ?? 0)) best = { start, end: at + 1, weight: sum };
  }
  flush();
  return blocks;
}

const HEADER_BONUS = 3;
const STOP_MALUS = 0.5;
const REAL_WEIGHT = 100;
const MOST_STOPS = 4;
const HEADER_LINES = 12;
const LEAST_WEIGHT = 30;

/**
 * The heaviest block. One with a line of time right above it counts for more; one below the rights, the editor's line
 * or the comments of another counts for less.
 */
export function chooseBlock(entries: readonly PageLine[], blocks: readonly Block[]): Block | null {
  let best: Block | null = null;
  let bestWeight = LEAST_WEIGHT;
  let stops = 0;
  /** How far stops were counted: from the end of the first block of any weight. */
  let counted: number | null = null;
  for (const block of blocks) {
    if (counted !== null) {
      for (const entry of entries.slice(counted, block.start)) if (entry.role === 'hard-stop') stops += 1;
      counted = block.start;
    } else if (block.weight >= REAL_WEIGHT) counted = block.end;
    const above = entries.slice(Math.max(0, block.start - HEADER_LINES), block.start + 1);
    const hasHeader = above.some((entry) => entry.metadata?.publishedAt != null);
    const trust = STOP_MALUS ** Math.min(MOST_STOPS, stops);
    const weight = block.weight * (hasHeader ? HEADER_BONUS : 1) * trust;
    if (weight > bestWeight) {
      best = block;
      bestWeight = weight;
    }
  }
  return best;
}

const HEADER_DEPTH = 10;

/** Where the line of time stands within the first lines of the block, what is above it is no body. */
export function startBelowHeader(entries: readonly PageLine[], block: Block): Block {
  let weightAbove = 0;
  const head = entries.slice(block.start, Math.min(block.end - 1, block.start + HEADER_DEPTH));
  for (const [at, entry] of head.entries()) {
    const isHeader = entry.metadata?.publishedAt != null;
    if (isHeader && weightAbove < block.weight * 0.25) return { ...block, start: block.start + at + 1 };
    weightAbove += Math.max(0, weigh(entry));
  }
  return block;
}

/** * * * between verses. */
function isOrnament(text: string, role: PageLine['role']): boolean {
  return role === 'control' && !/[\p{L}\p{N}]/u.test(text);
}

const VERSE_LINES = 12;
const TOP_LINES = 60;
const END = { role: 'hard-stop', line: { text: '' } } as const;
const WEAK_WEIGHT = 250;

/**
 * For a page without prose to speak of: the lines below a headline's time, up to the first stop, where there are a dozen
 * or more (verse, lyrics, a poem-like post).
 */
export function findVerse(entries: readonly PageLine[], chosen: Block | null): Block | null {
  if (chosen !== null && chosen.weight > WEAK_WEIGHT) return null;
  let start: number | null = null;
  for (const [at, { role, line }] of [...entries.entries(), [entries.length, END] as const]) {
    if (start !== null && role !== 'short' && role !== 'sentence' && !isOrnament(line.text, role)) {
      if (at - start >= VERSE_LINES) return { start, end: at, weight: 0 };
      start = null;
    }
    if (readMetadata(line.text, at < TOP_LINES ? 'by-title' : 'elsewhere')?.publishedAt != null)
      start = at + 1;
  }
  return null;
}

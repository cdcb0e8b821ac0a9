import { compareEntities, QUOTES, SPLITTABLE, type TextEntity, VERBATIM } from './text-entity.ts';

const endOf = (entity: TextEntity): number => entity.offset + entity.length;

/**
 * Entities as Telegram keeps them: links, code and the like never overlap, quotes never nest, nothing is marked inside
 * code, and marks that cross another entity are cut at its edges.
 */
export function normaliseEntities(entities: readonly TextEntity[]): TextEntity[] {
  const sorted = entities.filter((entity) => entity.length > 0).sort(compareEntities);
  if (areNested(sorted)) return sorted;
  const quotes = withoutOverlaps(sorted.filter((entity) => QUOTES.has(entity.type)));
  const whole = withoutOverlaps(sorted.filter(isWhole)).filter(fitsIn(quotes));
  const others = [...quotes, ...whole].sort(compareEntities);
  const joined = [...SPLITTABLE].map((type) => joinOverlaps(sorted.filter((entity) => entity.type === type)));
  const starts = joined.flat().map(({ offset }) => offset);
  const edges = [...new Set([...starts, ...others.flatMap((other) => [other.offset, endOf(other)])])];
  edges.sort((a, b) => a - b);
  const verbatim = others.filter((other) => VERBATIM.has(other.type));
  const marks = joined.flatMap((alike) => cutAtEdges(alike, edges, verbatim));
  return [...others, ...marks].sort(compareEntities);
}

/** True where nothing needs to change: properly nested, and no entity inside one that may not hold it. */
function areNested(sorted: readonly TextEntity[]): boolean {
  // As deep as there are kinds of entity at most, since none may hold its own kind.
  const open: TextEntity[] = [];
  for (const entity of sorted) {
    while (open.length > 0 && endOf(open.at(-1) as TextEntity) <= entity.offset) open.pop();
    if (open.some((outer) => endOf(entity) > endOf(outer) || !mayHold(outer, entity))) return false;
    open.push(entity);
  }
  return true;
}

function mayHold(outer: TextEntity, inner: TextEntity): boolean {
  if (VERBATIM.has(outer.type) || QUOTES.has(inner.type)) return false;
  if (VERBATIM.has(inner.type)) return QUOTES.has(outer.type);
  return outer.type !== inner.type && !(isWhole(outer) && isWhole(inner));
}

/** Neither a mark nor a quote: never cut, and never one in the other. */
function isWhole(entity: TextEntity): boolean {
  return !SPLITTABLE.has(entity.type) && !QUOTES.has(entity.type);
}

function withoutOverlaps(sorted: readonly TextEntity[]): TextEntity[] {
  let end = 0;
  return sorted.filter((entity) => {
    if (entity.offset < end) return false;
    end = endOf(entity);
    return true;
  });
}

/** Keeps what lies wholly inside a quote or wholly outside all of them; asked in the order of the text. */
function fitsIn(quotes: readonly TextEntity[]): (entity: TextEntity) => boolean {
  let next = 0;
  return (entity) => {
    while (next < quotes.length && endOf(quotes[next] as TextEntity) <= entity.offset) next += 1;
    const quote = quotes[next];
    if (quote === undefined || endOf(entity) <= quote.offset) return true;
    return quote.offset <= entity.offset && endOf(entity) <= endOf(quote);
  };
}

function joinOverlaps(sorted: readonly TextEntity[]): TextEntity[] {
  const joined: TextEntity[] = [];
  for (const entity of sorted) {
    const previous = joined.at(-1);
    if (previous !== undefined && entity.offset <= endOf(previous))
      previous.length = Math.max(endOf(previous), endOf(entity)) - previous.offset;
    else joined.push({ ...entity });
  }
  return joined;
}

/** Pieces of `marks` between the edges, without those inside code. All in order, none overlapping its like. */
function cutAtEdges(
  marks: readonly TextEntity[],
  edges: readonly number[],
  verbatim: readonly TextEntity[],
): TextEntity[] {
  const pieces: TextEntity[] = [];
  let edge = 0;
  let code = 0;
  for (const mark of marks) {
    let begin = mark.offset;
    while (begin < endOf(mark)) {
      while (edge < edges.length && (edges[edge] as number) <= begin) edge += 1;
      const end = Math.min(endOf(mark), edges[edge] ?? Number.POSITIVE_INFINITY);
      while (code < verbatim.length && endOf(verbatim[code] as TextEntity) <= begin) code += 1;
      const block = verbatim[code];
      if (block === undefined || begin < block.offset)
        pieces.push({ ...mark, offset: begin, length: end - begin });
      begin = end;
    }
  }
  return pieces;
}

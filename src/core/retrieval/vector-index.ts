import { type BelongingRange, toBelongingRange } from '../articles/belonging.ts';
import type { EmbeddingSpace, EmbeddingStore, StoredVectors } from '../ports/embedding-store.ts';
import type { Window } from '../ports/store.ts';

/** So many vectors of the last stored articles are held, and so many bytes: 131,000 of 1,024 dimensions. */
const MOST_VECTORS = 200_000;
const MOST_BYTES = 128 * 2 ** 20;
const PAGE = 1000;
/** Multiplications before the event loop has its turn: some 5 ms. */
const WORK_PER_TURN = 4_000_000;
/** More room than is needed at first, for what comes. */
const SPARE = 1.25;
const LEAST_ROOM = 256;
/** So many of the cosines tell how they are spread; and how near together they are held to be at least. */
const MOST_SAMPLED = 2000;
const LEAST_SPREAD = 0.02;

export interface NearVector {
  /** Of the article. */
  number: number;
  /** Which of its passages means that, from 0. */
  passage: number;
  /** In [-1, 1]. */
  cosine: number;
}

/**
 * The vectors of the last stored articles of a space in memory, those of all their passages, read when they are first asked for, and
 * compared one by one. Gives the event loop its turn all the time.
 */
export function createVectorIndex({
  embeddings,
  space,
  mostVectors = MOST_VECTORS,
}: {
  embeddings: Pick<EmbeddingStore, 'listNewest' | 'findLastSaved' | 'listSavedAfter'>;
  space: EmbeddingSpace;
  mostVectors?: number;
}) {
  const { dimension } = space;
  const most = Math.max(1, Math.min(mostVectors, Math.floor(MOST_BYTES / dimension)));
  /** Of each article, in the order of its passages. */
  const places = new Map<number, number[]>();
  /** Places that were used and are empty, and how many were ever used. */
  const free: number[] = [];
  let used = 0;
  let room = createRoom(0, dimension);
  let lastSaved = 0;
  let isRead = false;
  let last: Promise<void> = Promise.resolve();

  const count = (): number => used - free.length;

  function put({ number, belongsAt, wholeDay, vectors }: StoredVectors): void {
    // What is not as long as it should be can't be compared.
    if (vectors.length === 0 || vectors.length % dimension !== 0) return;
    const passages = Math.min(most, vectors.length / dimension);
    remove(number);
    while (count() + passages > most) {
      const oldest = findOldest(room.numbers.subarray(0, used));
      if (oldest > number) return;
      remove(oldest);
    }
    const own = Array.from({ length: passages }, (_, passage) => {
      const place = takePlace();
      const vector = vectors.subarray(passage * dimension, (passage + 1) * dimension);
      room.vectors.set(vector, place * dimension);
      room.numbers[place] = number;
      room.passages[place] = passage;
      room.times[place] = belongsAt;
      room.wholeDays[place] = wholeDay ? 1 : 0;
      room.lengths[place] = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
      return place;
    });
    places.set(number, own);
  }

  function remove(number: number): void {
    for (const place of places.get(number) ?? []) {
      room.numbers[place] = 0;
      free.push(place);
    }
    places.delete(number);
  }

  function takePlace(): number {
    const place = free.pop() ?? used++;
    if (place >= room.numbers.length)
      room = createRoom(
        Math.min(most, Math.max(LEAST_ROOM, Math.ceil((place + 1) * SPARE))),
        dimension,
        room,
      );
    return place;
  }

  async function readAll(): Promise<void> {
    // What is saved while the pages are read may stand before the page that is read: it is read after them.
    const savedBefore = await embeddings.findLastSaved();
    for (let before: number | null = null; ; ) {
      const page: StoredVectors[] = await embeddings.listNewest({ space, before, limit: PAGE });
      for (const each of page) if (count() < most || places.has(each.number)) put(each);
      if (page.length < PAGE || count() >= most) break;
      before = page.at(-1)?.number ?? null;
      await new Promise(setImmediate);
    }
    lastSaved = savedBefore;
    isRead = true;
  }

  async function readNew(): Promise<void> {
    for (;;) {
      const page = await embeddings.listSavedAfter({ space, saved: lastSaved, limit: PAGE });
      for (const each of page) put(each);
      lastSaved = page.at(-1)?.saved ?? lastSaved;
      if (page.length < PAGE) return;
      await new Promise(setImmediate);
    }
  }

  /** One after the other: each reads on from where the one before it ended. */
  async function refresh(): Promise<void> {
    const mine = last.then(() => (isRead ? undefined : readAll())).then(readNew);
    last = mine.catch(() => {});
    await mine;
  }

  return {
    /**
     * The nearest of a window (null: of all time), nearest first, as far as they stand out among all that are held. `query`
     * has length 1.
     */
    async findNearest(
      query: Float32Array,
      { window, limit, signal }: { window: Window | null; limit: number; signal?: AbortSignal | undefined },
    ): Promise<NearVector[]> {
      await refresh();
      const held = room;
      const end = used;
      const range = window === null ? null : toBelongingRange(window);
      const turn = Math.max(1, Math.floor(WORK_PER_TURN / dimension));
      const best: NearVector[] = [];
      const cosines = new Float32Array(end);
      let compared = 0;
      for (let place = 0; place < end; place += 1) {
        if (place % turn === turn - 1) {
          await new Promise(setImmediate);
          signal?.throwIfAborted();
        }
        const number = held.numbers[place] ?? 0;
        if (number === 0) continue;
        const cosine = measureCosine(query, held, place);
        cosines[compared++] = cosine;
        if (cosine <= (best.length < limit ? -1 : (best.at(-1)?.cosine ?? -1))) continue;
        if (range !== null && !isWithin(range, held.times[place] ?? 0, held.wholeDays[place] === 1)) continue;
        add(best, { number, passage: held.passages[place] ?? 0, cosine });
        if (best.length > limit) best.pop();
      }
      const least = findLeast(cosines.subarray(0, compared));
      return best.filter(({ cosine }) => cosine >= least);
    },
  };
}

/** The best passage counts for its article. */
function add(best: NearVector[], near: NearVector): void {
  const known = best.findIndex(({ number }) => number === near.number);
  if (known >= 0 && (best[known]?.cosine ?? 1) >= near.cosine) return;
  if (known >= 0) best.splice(known, 1);
  const at = best.findIndex(({ cosine }) => cosine < near.cosine);
  best.splice(at === -1 ? best.length : at, 0, near);
}

/**
 * How near is nearer than chance: as far above the median as the greatest of so many normal numbers is expected to be, √(2 ln n)
 * standard deviations, these taken from the lower half, where what is near does not count. What models call near differs from
 * model to model, so that no figure fits all.
 */
function findLeast(cosines: Float32Array): number {
  const count = cosines.length;
  const step = Math.max(1, Math.ceil(count / MOST_SAMPLED));
  const sample = cosines.filter((_, at) => at % step === 0).sort();
  const median = sample[Math.floor((sample.length - 1) / 2)] ?? 1;
  const low = sample[Math.floor((sample.length - 1) * 0.16)] ?? median;
  return median + Math.max(LEAST_SPREAD, median - low) * Math.sqrt(2 * Math.log(Math.max(2, count)));
}

interface Room {
  vectors: Int8Array;
  lengths: Float32Array;
  /** 0 where the place is empty. */
  numbers: Float64Array;
  passages: Uint8Array;
  times: Float64Array;
  wholeDays: Uint8Array;
}

function createRoom(size: number, dimension: number, before?: Room): Room {
  const room = {
    vectors: new Int8Array(size * dimension),
    ...{ lengths: new Float32Array(size), numbers: new Float64Array(size) },
    ...{ passages: new Uint8Array(size), times: new Float64Array(size), wholeDays: new Uint8Array(size) },
  };
  if (before === undefined) return room;
  room.vectors.set(before.vectors);
  room.lengths.set(before.lengths);
  room.numbers.set(before.numbers);
  room.passages.set(before.passages);
  room.times.set(before.times);
  room.wholeDays.set(before.wholeDays);
  return room;
}

function measureCosine(query: Float32Array, { vectors, lengths }: Room, place: number): number {
  const start = place * query.length;
  let product = 0;
  for (let at = 0; at < query.length; at += 1)
    product += (query[at] as number) * (vectors[start + at] as number);
  const length = lengths[place] ?? 0;
  return length > 0 ? product / length : -1;
}

function isWithin({ from, to, dayFrom, dayTo }: BelongingRange, at: number, wholeDay: boolean): boolean {
  return wholeDay ? at >= dayFrom && at < dayTo : at >= from && at < to;
}

/** The least of the numbers that are not 0. */
function findOldest(numbers: Float64Array): number {
  let oldest = Number.POSITIVE_INFINITY;
  for (const number of numbers) if (number > 0 && number < oldest) oldest = number;
  return oldest;
}

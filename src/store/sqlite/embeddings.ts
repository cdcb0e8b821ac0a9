import type { Database } from 'better-sqlite3';
import type {
  EmbeddingSpace,
  EmbeddingStore,
  StoredVectors,
  WaitingArticle,
} from '../../core/ports/embedding-store.ts';
import { readArticles } from './articles.ts';
import { withStoreErrors } from './map-sqlite-error.ts';
import { prepareOnce } from './prepare-once.ts';
import type { Writer } from './writer.ts';

/** What nothing was saved in yet. */
const UNKNOWN_SPACE = -1;
/** Which rows wait, in the order of their turn; each is a range of the index, read backwards. */
const WAITING = [
  ['space = 0', 'space'],
  ['space > 0 AND space < @space', 'space'],
  ['space > max(@space, 0)', 'space'],
  ['space = @space AND cutting < @cutting', 'cutting'],
  ['space = @space AND cutting > @cutting', 'cutting'],
] as const;
/** Characters of a body, as its passages are cut of it at most. */
const LONGEST_BODY = 20_000;
/** The highest signed byte. */
const LARGEST = 127;

interface VectorRow {
  number: number;
  saved: number;
  belongsAt: number;
  wholeDay: number;
  vectors: Uint8Array;
}

/** The vectors in the file of the articles. */
export function createEmbeddingStore({
  read,
  writer,
}: {
  read: <T>(operation: string, work: (database: Database) => T) => Promise<T>;
  writer: Writer;
}): EmbeddingStore {
  return {
    listWaiting: ({ space, cutting, limit }) =>
      read('list the articles without a vector', (database) => {
        const waiting: WaitingArticle[] = [];
        for (const [which, order] of WAITING)
          waiting.push(
            ...prepareOnce<[object], WaitingArticle>(
              database,
              `SELECT id, content_hash AS contentHash, title, substr(body, 1, ${LONGEST_BODY}) AS body
               FROM (SELECT article FROM article_vectors WHERE ${which}
                 ORDER BY ${order} DESC, article DESC LIMIT @limit) AS waiting
               JOIN articles ON articles.number = waiting.article ORDER BY articles.number DESC`,
            ).all({ space: findSpace(database, space), cutting, limit: limit - waiting.length }),
          );
        return waiting;
      }),
    save: (saved) =>
      writer.write('save vectors', (database) =>
        withStoreErrors('save vectors', () => saveVectors(database, saved)),
      ),
    count: ({ model, cutting }) =>
      read('count the vectors', (database) => {
        const space = findLastSpace(database, model);
        const found = prepareOnce<[number, number], { embedded: number; articles: number }>(
          database,
          `SELECT (SELECT count(*) FROM article_vectors WHERE space = ? AND cutting = ?) AS embedded,
             (SELECT count(*) FROM articles) AS articles`,
        ).get(space, cutting);
        const { embedded, articles } = found ?? { embedded: 0, articles: 0 };
        return { embedded, waiting: articles - embedded };
      }),
    listNewest: ({ space, before, limit }) =>
      read('list vectors', (database) =>
        prepareOnce<unknown[], VectorRow>(
          database,
          `${SELECT_VECTORS} WHERE space = ? AND vector IS NOT NULL AND article < ? ORDER BY article DESC LIMIT ?`,
        )
          .all(findSpace(database, space), before ?? Number.MAX_SAFE_INTEGER, limit)
          .map((row) => toVectors(row)),
      ),
    listSavedAfter: ({ space, saved, limit }) =>
      read('list new vectors', (database) =>
        prepareOnce<unknown[], VectorRow>(
          database,
          `${SELECT_VECTORS} WHERE saved > 0 AND saved > ? AND +space = ? AND vector IS NOT NULL ORDER BY saved LIMIT ?`,
        )
          .all(saved, findSpace(database, space), limit)
          .map((row) => toVectors(row)),
      ),
    findLastSaved: () => read('find the last vector', findLastSaved),
    readArticles: (numbers) => read('read articles', (database) => readArticles(database, numbers)),
  };
}

const SELECT_VECTORS = `
  SELECT article AS number, saved, belongs_at AS belongsAt, whole_day AS wholeDay, vector AS vectors
  FROM article_vectors CROSS JOIN articles ON articles.number = article_vectors.article`;

function saveVectors(
  database: Database,
  { space: { model, dimension }, cutting, articles }: Parameters<EmbeddingStore['save']>[0],
): void {
  prepareOnce(
    database,
    'INSERT INTO embedding_spaces (model, dimension) VALUES (?, ?) ON CONFLICT DO NOTHING',
  ).run(model, dimension);
  const space = findSpace(database, { model, dimension });
  const update = prepareOnce(
    database,
    `UPDATE article_vectors SET space = @space, cutting = @cutting, saved = @saved, vector = @vector
     WHERE article = (SELECT number FROM articles WHERE id = @articleId AND content_hash = @contentHash)`,
  );
  let saved = findLastSaved(database);
  for (const { articleId, contentHash, vectors } of articles) {
    saved += 1;
    const vector = vectors.length === 0 ? null : Buffer.concat(vectors.map(toBytes));
    update.run({ space, cutting, saved, articleId, contentHash, vector });
  }
}

function findLastSaved(database: Database): number {
  const row = prepareOnce<[], { saved: number | null }>(
    database,
    'SELECT max(saved) AS saved FROM article_vectors WHERE saved > 0',
  ).get();
  return row?.saved ?? 0;
}

function findSpace(database: Database, { model, dimension }: EmbeddingSpace): number {
  const row = prepareOnce<[string, number], { number: number }>(
    database,
    'SELECT number FROM embedding_spaces WHERE model = ? AND dimension = ?',
  ).get(model, dimension);
  return row?.number ?? UNKNOWN_SPACE;
}

/** A model has several where its service was changed under one name. */
function findLastSpace(database: Database, model: string): number {
  const row = prepareOnce<[string], { number: number }>(
    database,
    'SELECT number FROM embedding_spaces WHERE model = ? ORDER BY number DESC LIMIT 1',
  ).get(model);
  return row?.number ?? UNKNOWN_SPACE;
}

/** A quarter of the floats' bytes; the cosine of two vectors is another by less than a hundredth. */
function toBytes(vector: Float32Array): Buffer {
  const most = vector.reduce((largest, value) => Math.max(largest, Math.abs(value)), Number.MIN_VALUE);
  return Buffer.from(Int8Array.from(vector, (value) => Math.round((value / most) * LARGEST)).buffer);
}

function toVectors({ wholeDay, vectors, ...row }: VectorRow): StoredVectors {
  return {
    ...row,
    wholeDay: wholeDay === 1,
    vectors: new Int8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength),
  };
}

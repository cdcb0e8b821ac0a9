import { join, parse } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { EmbeddingStore } from '../../core/ports/embedding-store.ts';
import type { ModelLedger } from '../../core/ports/model-ledger.ts';
import type { PlatformStore } from '../../core/ports/platform-store.ts';
import type { PushStore } from '../../core/ports/push-store.ts';
import type { SourceStore } from '../../core/ports/source-store.ts';
import { type Candidate, type Store, StoreError } from '../../core/ports/store.ts';
import { findMatches, toToken } from './article-index.ts';
import { countWindow, findSpan, listLatest, listMatching, listWindow } from './article-lists.ts';
import { countArticles, findArticleIds, findArticles, listFrom, readArticles } from './articles.ts';
import { checkDatabase } from './check-database.ts';
import { createPlatformStore } from './create-platform-store.ts';
import { createPushStore } from './create-push-store.ts';
import { createSourceStore } from './create-source-store.ts';
import { createDocumentFrequencies } from './document-frequencies.ts';
import { findEdition, saveEdition } from './editions.ts';
import { createEmbeddingStore } from './embeddings.ts';
import { importArticles } from './import-articles.ts';
import { mapSqliteError, withStoreErrors } from './map-sqlite-error.ts';
import { createModelLedger } from './model-ledger.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { findRevisions, listChanged, listRevised } from './revisions.ts';
import { runInTransaction } from './run-in-transaction.ts';
import { ARTICLE_SCHEMA, CHAT_SCHEMA } from './schemas.ts';
import { countSources } from './sources.ts';
import { countTopics } from './topics.ts';
import { createWriter } from './writer.ts';

/** How many articles `listAll` reads at a time. */
const PAGE = 200;

/**
 * A store in two SQLite files: `path` (its folder is created; `:memory:` for tests) has the articles, the one beside it what
 * the platforms keep, so that no chat waits for an import. Reads see the last committed state and go on while an import
 * runs; writes to one file queue. `now`: epoch milliseconds. `lockTimeout`: milliseconds for which another process that
 * writes is waited for. Throws StoreError.
 */
export async function createSqliteStore(options: {
  path: string;
  now: () => number;
  lockTimeout?: number;
}): Promise<
  Store & {
    platforms: PlatformStore;
    model: ModelLedger;
    sources: SourceStore;
    pushes: PushStore;
    embeddings: EmbeddingStore;
  }
> {
  const lockTimeout = options.lockTimeout ?? 30_000;
  const articles = await openFile({ ...options, lockTimeout, schema: ARTICLE_SCHEMA });
  const chats = await openFile({
    ...options,
    lockTimeout,
    path: chatsPath(options.path),
    schema: CHAT_SCHEMA,
  }).catch(async (error: unknown) => {
    await articles.close();
    throw error;
  });
  const writer = createWriter(articles.writer, lockTimeout);
  const chatWriter = createWriter(chats.writer, lockTimeout, { givesMemoryBack: false });
  const read = createReads(articles.reader);
  const readChats = createReads(chats.reader);
  const documentFrequencies = createDocumentFrequencies();

  return {
    importArticles: (entry) =>
      writer.write('import articles', (database) => importArticles(database, entry, options.now)),
    findArticles: (ids) => read('find articles', (database) => findArticles(database, ids)),
    findArticleIds: (prefix, limit) =>
      read('find article ids', (database) => findArticleIds(database, prefix, limit)),
    findRevisions: (articleId) =>
      read('find the revisions of an article', (database) => findRevisions(database, articleId)),
    listRevised: (query) => read('list what was revised', (database) => listRevised(database, query)),
    listChanged: (query) =>
      read('list the articles that changed', (database) => listChanged(database, query)),
    listLatest: (query) => read('list the latest articles', (database) => listLatest(database, query)),
    listWindow: (window, query) =>
      read('list the articles of a window', (database) => listWindow(database, window, query)),
    countWindow: (window, query) =>
      read('count the articles of a window', (database) => countWindow(database, window, query)),
    listMatching: (query) =>
      read('list the articles that say a word', (database) => listMatching(database, query)),
    findSpan: () => read('find the span of the articles', findSpan),
    countArticles: () => read('count the articles', countArticles),
    async *listAll() {
      for (let after: number | null = 0; after !== null; ) {
        const begin: number = after;
        const page: ReturnType<typeof listFrom> = await read('list all articles', (database) =>
          listFrom(database, begin, PAGE),
        );
        yield* page.articles;
        after = page.last;
      }
    },
    countTopics: (window, query) =>
      read('count the topics', (database) => countTopics(database, window, query)),
    findCandidates: (query) =>
      read('find candidates', (database): Candidate[] => {
        const matches = findMatches(database, documentFrequencies, query);
        const articles = readArticles(
          database,
          matches.map(({ number }) => number),
        );
        return articles.map((article, index) => ({ article, score: matches[index]?.score ?? 0 }));
      }),
    countTerms: (terms) =>
      read('count terms', (database) => {
        const { articles, counts } = documentFrequencies.count(database, new Set(terms.map(toToken)));
        return {
          articles,
          frequencies: new Map(terms.map((term) => [term, counts.get(toToken(term)) ?? 0])),
        };
      }),
    async countSources() {
      const { active, paused, failing, gone, unread } = await read('count the sources', countSources);
      return { sources: active + paused + failing + gone, unread };
    },
    saveEdition: (edition) =>
      writer.write('save an edition', (database) =>
        withStoreErrors('save an edition', () => saveEdition(database, edition)),
      ),
    findEdition: (query) => read('find an edition', (database) => findEdition(database, query)),
    platforms: createPlatformStore({ read: readChats, writer: chatWriter, now: options.now }),
    model: createModelLedger({ read, writer }),
    sources: createSourceStore({ read, writer }),
    pushes: createPushStore({ read, writer }),
    embeddings: createEmbeddingStore({ read, writer }),
    async check() {
      await read('check itself', checkDatabase);
      await readChats('check what the platforms keep', checkDatabase);
    },
    async close() {
      await Promise.all([writer.end(), chatWriter.end()]);
      await Promise.all([articles.close(), chats.close()]);
    },
  };
}

/** `jianbao.db` → `jianbao-chats.db`, beside it. */
export function chatsPath(path: string): string {
  if (path === ':memory:') return path;
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}-chats${ext}`);
}

async function openFile(options: Parameters<typeof openDatabase>[0]): Promise<OpenDatabase> {
  return openDatabase(options).catch((error: unknown) => {
    throw mapSqliteError(error, 'open');
  });
}

/** Read transactions on a connection: everything inside one sees the same state. */
function createReads(
  reader: Database,
): <T>(operation: string, work: (database: Database) => T) => Promise<T> {
  return async (operation, work) => {
    if (!reader.open) throw new StoreError(`The store is closed: can't ${operation}`, 'unknown');
    return withStoreErrors(operation, () => runInTransaction(reader, work));
  };
}

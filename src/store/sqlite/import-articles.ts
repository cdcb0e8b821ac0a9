import type { Database } from 'better-sqlite3';
import { findBelonging } from '../../core/articles/belonging.ts';
import type { Article, Skipped } from '../../core/model/article.ts';
import type { Import, ImportResult } from '../../core/ports/store.ts';
import { createIndexWriter } from './article-index.ts';
import { createArticleWriter } from './articles.ts';
import { withStoreErrors } from './map-sqlite-error.ts';
import { createTopicWriter } from './topics.ts';

/** After so many characters the event loop has its turn: some 10 ms of work. */
const charactersPerTurn = 16_000;

const operation = 'import articles';

/** Stores the articles of an import inside the transaction that `database` is in. */
export async function importArticles(database: Database, { articles }: Import): Promise<ImportResult> {
  const result: ImportResult = { stored: [], duplicates: [], rejected: [] };
  const { add, finish } = createAdder(database, result);
  let characters = 0;
  for await (const article of articles) {
    withStoreErrors(operation, () => add(toWellFormed(article)));
    characters += article.title.length + article.body.length + 100;
    if (characters >= charactersPerTurn) {
      characters = 0;
      await new Promise(setImmediate);
    }
  }
  withStoreErrors(operation, finish);
  return result;
}

function createAdder(
  database: Database,
  result: ImportResult,
): { add(article: Article): void; finish(): void } {
  const articleWriter = createArticleWriter(database);
  const topicWriter = createTopicWriter(database);
  const indexWriter = createIndexWriter(database);
  const add = (article: Article): void => {
    const duplicateOf = articleWriter.findDuplicate(article.contentHash);
    if (duplicateOf !== null) {
      result.duplicates.push({ article: { id: article.id, title: article.title }, duplicateOf });
      return;
    }
    const id = articleWriter.chooseId(article);
    if (id === null) {
      result.rejected.push(toRejected(article));
      return;
    }
    const stored = id === article.id ? article : { ...article, id };
    const belonging = findBelonging(stored);
    const source = articleWriter.addSource(stored.provenance.source);
    const number = articleWriter.insert(stored, belonging, source);
    topicWriter.add(stored, number, belonging, source);
    indexWriter.add(stored, number);
    result.stored.push(stored);
  };
  return { add, finish: topicWriter.finish };
}

function toRejected({ id, title, provenance }: Article): Skipped {
  return {
    reason: 'id-taken',
    // Cutting may part a surrogate pair.
    excerpt: title.slice(0, 80).replace(/[\ud800-\udbff]$/, ''),
    range: { start: provenance.start, end: provenance.end },
    detail: id,
  };
}

/**
 * SQLite stores UTF-8, which can't hold half a surrogate pair (JSON Lines can smuggle one in): U+FFFD takes its place
 * here, so that what the import returns is what is read later. Offsets stay, one unit for one.
 */
function toWellFormed(article: Article): Article {
  const { id, title, body, publisher, url, provenance } = article;
  const texts = [id, title, body, publisher ?? '', url ?? '', provenance.source];
  if (texts.every((text) => text.isWellFormed())) return article;
  return {
    ...article,
    id: id.toWellFormed(),
    title: title.toWellFormed(),
    body: body.toWellFormed(),
    publisher: publisher?.toWellFormed() ?? null,
    url: url?.toWellFormed() ?? null,
    provenance: { ...provenance, source: provenance.source.toWellFormed() },
  };
}

import type { Database } from 'better-sqlite3';
import { findBelonging } from '../../core/articles/belonging.ts';
import { deriveId } from '../../core/articles/complete-article.ts';
import type { Article, Skipped } from '../../core/model/article.ts';
import type { Import, ImportResult } from '../../core/ports/store.ts';
import { judgeIncoming } from '../../core/revisions/judge-incoming.ts';
import { reviseArticle } from '../../core/revisions/revise-article.ts';
import { shareText } from '../../core/revisions/share-text.ts';
import { createIndexWriter } from './article-index.ts';
import { createArticleWriter } from './articles.ts';
import { withStoreErrors } from './map-sqlite-error.ts';
import { createRecogniser, type MeantArticle } from './recognise-articles.ts';
import { createRevisionWriter } from './revisions.ts';
import { createTopicWriter } from './topics.ts';

/** After so many characters the event loop has its turn: some 10 ms of work. */
const charactersPerTurn = 16_000;

const operation = 'import articles';

/** Stores the articles of an import inside the transaction that `database` is in. */
export async function importArticles(
  database: Database,
  { articles }: Import,
  now: () => number,
): Promise<ImportResult> {
  const result: ImportResult = { stored: [], revised: [], duplicates: [], rejected: [] };
  const { add, finish } = createAdder(database, result, now);
  let characters = 0;
  for await (const article of articles) {
    characters += withStoreErrors(operation, () => add(toWellFormed(article)));
    if (characters >= charactersPerTurn) {
      characters = 0;
      await new Promise(setImmediate);
    }
  }
  withStoreErrors(operation, finish);
  return result;
}

/** `add` gives the characters that it looked at. */
function createAdder(
  database: Database,
  result: ImportResult,
  now: () => number,
): { add(article: Article): number; finish(): void } {
  const articleWriter = createArticleWriter(database);
  const topicWriter = createTopicWriter(database);
  const indexWriter = createIndexWriter(database);
  const revisionWriter = createRevisionWriter(database);
  const recogniser = createRecogniser(database);
  /** Articles that this import brought, changed or found as they are: it changes none of them once more. */
  const met = new Set<number>();

  function store(article: Article): void {
    const belonging = findBelonging(article);
    const source = articleWriter.addSource(article.provenance.source);
    const number = articleWriter.insert(article, belonging, source);
    topicWriter.add(article, number, belonging, source);
    indexWriter.add(article, number);
    met.add(number);
    result.stored.push(article);
  }

  function revise({ number, article: before }: MeantArticle, incoming: Article): void {
    const at = now();
    const article = reviseArticle(before, incoming, at);
    const belonging = findBelonging(article);
    const source = articleWriter.addSource(article.provenance.source);
    revisionWriter.add(number, before, at);
    topicWriter.remove(before, number);
    indexWriter.remove(number);
    articleWriter.revise(article, number, belonging, source);
    topicWriter.add(article, number, belonging, source);
    indexWriter.add(article, number);
    met.add(number);
    result.revised.push({ article, before });
  }

  function passOver({ id, title }: Article, duplicateOf: string): void {
    result.duplicates.push({ article: { id, title }, duplicateOf });
  }

  /** The id to store a text under that is no stored article's; null where that is not to be. */
  function chooseId(article: Article): string | null {
    const ownId = articleWriter.chooseId(article);
    if (ownId !== null) return ownId;
    // An id that its source gives to whatever is the latest: neither text is lost, the first keeps the id.
    const holder = recogniser.findOfId(article);
    if (holder === null || judgeIncoming(article, holder, { wasThere: false }) !== 'other') return null;
    return articleWriter.chooseId({ ...article, id: deriveId(article.contentHash) });
  }

  return {
    add(article) {
      const length = article.title.length + article.body.length + 100;
      const same = articleWriter.findDuplicate(article.contentHash);
      if (same !== null) {
        met.add(same.number);
        passOver(article, same.id);
        return length;
      }
      const meant = nearestFirst(
        article,
        recogniser.find(article, (number) => met.has(number)),
      );
      const compared = length + meant.reduce((sum, { article: { body } }) => sum + body.length, 0);
      for (const each of meant) {
        const wasThere = revisionWriter.has(each.number, article.contentHash);
        const judged = judgeIncoming(article, each.article, { wasThere });
        if (judged === 'other') continue;
        if (judged === 'revision') revise(each, article);
        else {
          met.add(each.number);
          passOver(article, each.article.id);
        }
        return compared;
      }
      const earlier = revisionWriter.findArticle(article.contentHash);
      const id = earlier === null ? chooseId(article) : null;
      if (earlier !== null) passOver(article, earlier);
      else if (id === null) result.rejected.push(toRejected(article));
      else store(id === article.id ? article : { ...article, id });
      return compared;
    },
    finish: topicWriter.finish,
  };
}

/** Of several articles under one address the one that has most in common with the text is meant. */
function nearestFirst(text: Article, meant: readonly MeantArticle[]): readonly MeantArticle[] {
  if (meant.length < 2) return meant;
  return meant
    .map((each) => ({ each, share: shareText(text, each.article) }))
    .sort((one, other) => other.share - one.share)
    .map(({ each }) => each);
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

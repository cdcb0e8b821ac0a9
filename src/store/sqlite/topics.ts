import type { Database } from 'better-sqlite3';
import { type Belonging, toBelongingRange } from '../../core/articles/belonging.ts';
import type { Article } from '../../core/model/article.ts';
import type { TopicCount, Window } from '../../core/ports/store.ts';
import { foldText } from '../../core/text/fold.ts';
import { inWindow } from './in-window.ts';
import { prepareOnce } from './prepare-once.ts';

type Kind = TopicCount['kind'];

/** One topic is what folds to the same text, so that its count is the number of articles that a filter by it finds. */
export function foldTopic(topic: string): string {
  return foldText(topic).trim();
}

interface KnownTopic {
  number: number;
  kind: Kind;
}

/** So many topics are kept in memory while an import runs. */
const mostKnown = 20_000;

/** A topic that is several of these at once goes by the first. */
const kinds: readonly Kind[] = ['section', 'hashtag', 'term'];

/** The writing side of topics, for one transaction of `database`; `finish` belongs at its end. */
export function createTopicWriter(database: Database) {
  const find = database.prepare<[string], KnownTopic>('SELECT number, kind FROM topics WHERE folded = ?');
  const insert = database.prepare('INSERT INTO topics (folded, label, kind, articles) VALUES (?, ?, ?, 0)');
  const promote = database.prepare('UPDATE topics SET kind = ?, label = ? WHERE number = ?');
  const count = database.prepare('UPDATE topics SET articles = articles + ? WHERE number = ?');
  const addArticle = database.prepare(`
    INSERT INTO article_topics (topic, belongs_at, seen_at, article, whole_day, source) VALUES (?, ?, ?, ?, ?, ?)`);
  const removeArticle = database.prepare(
    `DELETE FROM article_topics WHERE topic = @topic AND article = @number
      AND (belongs_at, seen_at) = (SELECT belongs_at, seen_at FROM articles WHERE number = @number)`,
  );
  const forget = database.prepare('DELETE FROM topics WHERE number = ? AND articles = 0');
  const known = new Map<string, KnownTopic>();
  const counts = new Map<number, number>();

  function findOrInsert(folded: string, label: string, kind: Kind): number {
    const topic = known.get(folded) ??
      find.get(folded) ?? { number: Number(insert.run(folded, label, kind).lastInsertRowid), kind };
    if (kinds.indexOf(kind) < kinds.indexOf(topic.kind)) {
      promote.run(kind, label, topic.number);
      topic.kind = kind;
    }
    known.set(folded, topic);
    return topic.number;
  }

  function finish(): void {
    for (const [topic, articles] of counts) {
      count.run(articles, topic);
      // Nobody's topic any more.
      if (articles <= 0) forget.run(topic);
    }
    counts.clear();
    known.clear();
  }

  return {
    /** Adds the topics of an article that was just stored under `number`. */
    add(article: Article, number: number, belonging: Belonging, source: number): void {
      const seenAt = Date.parse(article.firstSeenAt);
      for (const [folded, { label, kind }] of topicsOf(article)) {
        const topic = findOrInsert(folded, label, kind);
        counts.set(topic, (counts.get(topic) ?? 0) + 1);
        addArticle.run(topic, belonging.at, seenAt, number, belonging.wholeDay ? 1 : 0, source);
      }
      if (known.size >= mostKnown) finish();
    },

    /** Takes away the topics of an article that is stored under `number` still. */
    remove(article: Article, number: number): void {
      for (const folded of topicsOf(article).keys()) {
        const topic = (known.get(folded) ?? find.get(folded))?.number;
        if (topic === undefined) continue;
        const { changes } = removeArticle.run({ topic, number });
        counts.set(topic, (counts.get(topic) ?? 0) - changes);
      }
    },
    finish,
  };
}

/** By folded topic; each once, by the first of its kinds. */
function topicsOf(article: Article): Map<string, { label: string; kind: Kind }> {
  const labels: Record<Kind, readonly string[]> = {
    section: [article.section],
    hashtag: article.hashtags,
    term: article.terms,
  };
  const topics = new Map<string, { label: string; kind: Kind }>();
  for (const kind of kinds) {
    for (const label of labels[kind]) {
      const folded = foldTopic(label);
      if (folded !== '' && !topics.has(folded)) topics.set(folded, { label, kind });
    }
  }
  return topics;
}

/** Of the same count, the topic that was stored first comes first. */
export const topicStatements = {
  all: 'SELECT label AS topic, kind, articles AS count FROM topics ORDER BY articles DESC, number LIMIT @limit',
  window: `
    SELECT label AS topic, kind, counted.count
    FROM (
      SELECT topic AS number, count(*) AS count FROM article_topics INDEXED BY article_topics_newest
      WHERE ${inWindow} GROUP BY topic ORDER BY count DESC, topic LIMIT @limit
    ) AS counted
    JOIN topics USING (number)
    ORDER BY counted.count DESC, number`,
  /** A row where an article is outside of the window. */
  isOutside: `
    SELECT 1 FROM articles WHERE belongs_at < max(@from, @dayFrom) AND NOT (${inWindow})
    UNION ALL
    SELECT 1 FROM articles WHERE belongs_at >= min(@to, @dayTo) AND NOT (${inWindow})
    LIMIT 1`,
};

export function countTopics(
  database: Database,
  window: Window | null,
  { limit }: { limit: number },
): TopicCount[] {
  if (window === null) return prepareOnce<[object], TopicCount>(database, topicStatements.all).all({ limit });
  const range = toBelongingRange(window);
  // Everything was counted when it was stored.
  if (prepareOnce<[object], number>(database, topicStatements.isOutside).pluck().get(range) === undefined)
    return prepareOnce<[object], TopicCount>(database, topicStatements.all).all({ limit });
  return prepareOnce<[object], TopicCount>(database, topicStatements.window).all({ ...range, limit });
}

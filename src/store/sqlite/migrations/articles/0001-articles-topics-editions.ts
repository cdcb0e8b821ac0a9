import type { Migration } from '../../migrate.ts';

export const articlesTopicsEditions: Migration = {
  version: 1,
  name: 'articles-topics-editions',
  sql: `
    CREATE TABLE article_sources (
      number INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    -- belongs_at and whole_day: see core/articles/belonging.ts. seen_at is first_seen_at in epoch milliseconds.
    CREATE TABLE articles (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      content_hash TEXT NOT NULL UNIQUE,
      belongs_at INTEGER NOT NULL,
      whole_day INTEGER NOT NULL CHECK (whole_day IN (0, 1)),
      seen_at INTEGER NOT NULL,
      source INTEGER NOT NULL REFERENCES article_sources (number),
      source_start INTEGER NOT NULL,
      source_end INTEGER NOT NULL,
      title TEXT NOT NULL,
      publisher TEXT,
      url TEXT,
      published_at TEXT,
      first_seen_at TEXT NOT NULL,
      language TEXT NOT NULL,
      section TEXT NOT NULL,
      truncated INTEGER NOT NULL CHECK (truncated IN (0, 1)),
      hashtags TEXT NOT NULL,
      terms TEXT NOT NULL,
      paragraphs TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;

    -- Newest first; of the same time what was seen last first, and then in the order of the source.
    -- Covers listing and counting, so that neither touches a row with its body.
    CREATE INDEX articles_newest ON articles (belongs_at DESC, seen_at DESC, number, whole_day, source);

    -- articles: in how many articles the topic stands. Articles are never removed, so it only grows.
    CREATE TABLE topics (
      number INTEGER PRIMARY KEY,
      folded TEXT NOT NULL UNIQUE,
      label TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('section', 'hashtag', 'term')),
      articles INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX topics_most_articles ON topics (articles DESC, number);

    CREATE TABLE article_topics (
      topic INTEGER NOT NULL REFERENCES topics (number),
      belongs_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      article INTEGER NOT NULL REFERENCES articles (number),
      whole_day INTEGER NOT NULL,
      source INTEGER NOT NULL,
      PRIMARY KEY (topic, belongs_at DESC, seen_at DESC, article)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX article_topics_newest ON article_topics (belongs_at DESC, whole_day, topic);

    -- Rows hold the terms of core/retrieval/index-terms.ts joined by spaces; nothing but the index is stored.
    -- The ascii tokenizer takes everything beyond ASCII for a part of a token, and with these tokenchars all of
    -- printable ASCII too, so that a term stays one token whatever it holds.
    CREATE VIRTUAL TABLE article_index USING fts5 (
      title, body,
      content = '', contentless_delete = 1,
      tokenize = "ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~'"
    );
    CREATE VIRTUAL TABLE article_index_terms USING fts5vocab (article_index, row);

    CREATE TABLE editions (
      id TEXT NOT NULL UNIQUE,
      key TEXT NOT NULL UNIQUE,
      created_at TEXT NOT NULL,
      output TEXT NOT NULL
    ) STRICT;
  `,
};

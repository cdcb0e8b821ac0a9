import type { Migration } from '../../migrate.ts';

/** See core/ports/post-store.ts. Times are epoch milliseconds; articles and stories are JSON. */
export const posts: Migration = {
  version: 5,
  name: 'posts',
  sql: `
    -- Chats that take the same digest share what it says. text is empty once no post of it can be corrected any more.
    CREATE TABLE post_contents (
      key TEXT PRIMARY KEY,
      text TEXT,
      articles TEXT NOT NULL,
      kept_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX post_contents_with_text ON post_contents (kept_at) WHERE text IS NOT NULL;
    CREATE INDEX post_contents_oldest ON post_contents (kept_at);

    CREATE TABLE content_articles (
      article TEXT NOT NULL,
      content TEXT NOT NULL,
      PRIMARY KEY (article, content)
    ) STRICT, WITHOUT ROWID;

    -- A number is never given twice: who has looked at all up to one goes on after it.
    CREATE TABLE posts (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      platform TEXT NOT NULL,
      chat TEXT NOT NULL,
      message TEXT NOT NULL,
      delivery TEXT NOT NULL,
      content TEXT NOT NULL,
      sent_at INTEGER NOT NULL,
      UNIQUE (platform, chat, message)
    ) STRICT;
    CREATE INDEX posts_of_content ON posts (content, platform, number);
    CREATE INDEX posts_of_delivery ON posts (delivery, number);
    CREATE INDEX posts_oldest ON posts (sent_at);

    CREATE TABLE corrections (
      number INTEGER PRIMARY KEY,
      delivery TEXT NOT NULL,
      chat TEXT NOT NULL,
      message TEXT NOT NULL,
      corrected_at INTEGER NOT NULL,
      stories TEXT NOT NULL
    ) STRICT;
    CREATE INDEX corrections_of_delivery ON corrections (delivery, number);
    CREATE INDEX corrections_oldest ON corrections (corrected_at);

    ALTER TABLE deliveries ADD COLUMN corrected_at INTEGER;
  `,
};

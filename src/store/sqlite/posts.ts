import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { CorrectedStory, Correction, Post, PostContent, PostKey } from '../../core/ports/post-store.ts';
import { StoreError } from '../../core/ports/store.ts';
import { prepareOnce } from './prepare-once.ts';

const rowSchema = z.object({
  number: z.int(),
  platform: z.string(),
  chat: z.string(),
  message: z.string(),
  delivery: z.string(),
  content: z.string(),
  sent_at: z.int(),
});
const articlesSchema = z.array(z.string());
const correctionRowSchema = z.object({
  chat: z.string(),
  message: z.string(),
  corrected_at: z.int(),
  stories: z.string(),
});
const storiesSchema = z.array(
  z.object({ articleIds: z.array(z.string()), headline: z.string(), sentences: z.array(z.string()) }),
);

const COLUMNS = 'number, platform, chat, message, delivery, posts.content, sent_at';
/** Milliseconds: a content may be kept for a post that is sent a day later. */
const SENT_LATER = 2 * 86_400_000;

function damaged(): StoreError {
  return new StoreError('A stored post is not as it was written', 'damaged');
}

function readRow(row: unknown): { number: number; post: Post } {
  const read = rowSchema.safeParse(row);
  if (!read.success) throw damaged();
  const { number, sent_at: sentAt, ...post } = read.data;
  return { number, post: { ...post, sentAt } };
}

function readJson<T>(schema: z.ZodType<T>, text: unknown): T {
  try {
    return schema.parse(JSON.parse(String(text)));
  } catch {
    throw damaged();
  }
}

export function keepContents(database: Database, contents: readonly PostContent[], at: number): void {
  const insert = prepareOnce(
    database,
    `
      INSERT INTO post_contents (key, text, articles, kept_at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET text = excluded.text, kept_at = max(kept_at, excluded.kept_at)`,
  );
  const tell = prepareOnce(
    database,
    'INSERT INTO content_articles (article, content) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  for (const { key, text, articleIds } of contents) {
    insert.run(key, text, JSON.stringify(articleIds), at);
    for (const article of articleIds) tell.run(article, key);
  }
}

export function findContent(database: Database, key: string): string | null {
  return (
    prepareOnce<[string], string | null>(database, 'SELECT text FROM post_contents WHERE key = ?')
      .pluck()
      .get(key) ?? null
  );
}

export function keepPost(
  database: Database,
  { platform, chat, message, delivery, content, sentAt }: Post,
): void {
  prepareOnce(
    database,
    `
      INSERT INTO posts (platform, chat, message, delivery, content, sent_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET delivery = excluded.delivery, content = excluded.content, sent_at = excluded.sent_at`,
  ).run(platform, chat, message, delivery, content, sentAt);
}

export function findPost(database: Database, { platform, chat, message }: PostKey): Post | null {
  const row = prepareOnce(
    database,
    `SELECT ${COLUMNS} FROM posts WHERE platform = ? AND chat = ? AND message = ?`,
  ).get(platform, chat, message);
  return row === undefined ? null : readRow(row).post;
}

export function listPostsTelling(
  database: Database,
  {
    platform,
    articleId,
    after,
    since,
    limit,
  }: { platform: string; articleId: string; after: number; since: number; limit: number },
): { number: number; post: Post }[] {
  return prepareOnce(
    database,
    // The few contents of the article lead: told apart from them, all posts would be read.
    `
      SELECT ${COLUMNS} FROM content_articles CROSS JOIN posts INDEXED BY posts_of_content
      WHERE article = ? AND posts.content = content_articles.content AND platform = ? AND number > ? AND sent_at >= ?
      ORDER BY number LIMIT ?`,
  )
    .all(articleId, platform, after, since, limit)
    .map(readRow);
}

export function findLastPost(database: Database): number {
  return z.int().parse(prepareOnce(database, 'SELECT coalesce(max(number), 0) FROM posts').pluck().get());
}

export function listPostsOf(database: Database, delivery: string): (Post & { articleIds: string[] })[] {
  const find = prepareOnce<[string], string>(
    database,
    'SELECT articles FROM post_contents WHERE key = ?',
  ).pluck();
  return prepareOnce(database, `SELECT ${COLUMNS} FROM posts WHERE delivery = ? ORDER BY number DESC`)
    .all(delivery)
    .map((row) => {
      const { post } = readRow(row);
      return { ...post, articleIds: readJson(articlesSchema, find.get(post.content) ?? '[]') };
    });
}

export function correctPost(
  database: Database,
  key: PostKey,
  { content, stories, at }: { content: string; stories: readonly CorrectedStory[]; at: number },
): boolean {
  const post = findPost(database, key);
  if (post === null) return false;
  keepPost(database, { ...post, content });
  prepareOnce(
    database,
    'INSERT INTO corrections (delivery, chat, message, corrected_at, stories) VALUES (?, ?, ?, ?, ?)',
  ).run(post.delivery, key.chat, key.message, at, JSON.stringify(stories));
  prepareOnce(database, 'UPDATE deliveries SET corrected_at = ? WHERE id = ?').run(at, post.delivery);
  return true;
}

export function listCorrections(database: Database, delivery: string): Correction[] {
  return prepareOnce(
    database,
    'SELECT chat, message, corrected_at, stories FROM corrections WHERE delivery = ? ORDER BY number',
  )
    .all(delivery)
    .map((row) => {
      const read = correctionRowSchema.safeParse(row);
      if (!read.success) throw damaged();
      const { corrected_at: at, stories, ...correction } = read.data;
      return { ...correction, at, stories: readJson(storiesSchema, stories) };
    });
}

/** Posts of a chat that goes on under another id, where its messages are others. */
export function forgetPostsOf(
  database: Database,
  { platform, chat }: { platform: string; chat: string },
): void {
  prepareOnce(database, 'DELETE FROM posts WHERE platform = ? AND chat = ?').run(platform, chat);
}

export function forgetPosts(
  database: Database,
  { texts, posts }: { texts: number; posts: number },
  limit: number,
): boolean {
  const contents = posts - SENT_LATER;
  const changes = [
    prepareOnce(
      database,
      `
        UPDATE post_contents SET text = NULL WHERE rowid IN (
          SELECT rowid FROM post_contents INDEXED BY post_contents_with_text WHERE text IS NOT NULL AND kept_at < ? ORDER BY kept_at LIMIT ?)`,
    ).run(texts, limit),
    prepareOnce(
      database,
      'DELETE FROM posts WHERE number IN (SELECT number FROM posts WHERE sent_at < ? ORDER BY sent_at LIMIT ?)',
    ).run(posts, limit),
    prepareOnce(
      database,
      'DELETE FROM corrections WHERE number IN (SELECT number FROM corrections WHERE corrected_at < ? ORDER BY corrected_at LIMIT ?)',
    ).run(posts, limit),
    prepareOnce(
      database,
      `
        DELETE FROM content_articles WHERE (article, content) IN (
          SELECT value, old.content FROM
            (SELECT key AS content, articles FROM post_contents WHERE kept_at < ? ORDER BY kept_at LIMIT ?) AS old,
            json_each(old.articles))`,
    ).run(contents, limit),
    prepareOnce(
      database,
      'DELETE FROM post_contents WHERE rowid IN (SELECT rowid FROM post_contents WHERE kept_at < ? ORDER BY kept_at LIMIT ?)',
    ).run(contents, limit),
  ];
  return changes.every((change) => change.changes === 0);
}

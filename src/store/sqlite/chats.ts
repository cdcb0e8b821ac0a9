import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Chat, ChatChange, ChatKey, Exchange, PauseReason } from '../../core/ports/platform-store.ts';
import { StoreError } from '../../core/ports/store.ts';
import { chatSettingsSchema, DEFAULT_SETTINGS } from '../../core/subscriptions/chat-settings.ts';
import { forgetPostsOf } from './posts.ts';
import { prepareOnce } from './prepare-once.ts';
import { renameSubscriptions } from './subscriptions.ts';

const chatRowSchema = z.object({
  language: z.string().nullable(),
  paused: z.enum(['removed', 'blocked', 'muted', 'gone']).nullable(),
  server: z.string().nullable(),
  settings: z.string(),
});

const exchangeRowSchema = z.object({ question: z.string().nullable(), article_ids: z.string() });
const articleIdsSchema = z.array(z.string());

export function findChat(database: Database, { platform, chat }: ChatKey): Chat | null {
  const row = prepareOnce(
    database,
    'SELECT language, paused, server, settings FROM chats WHERE platform = ? AND chat = ?',
  ).get(platform, chat);
  if (row === undefined) return null;
  try {
    const { settings, ...chat } = chatRowSchema.parse(row);
    return { ...chat, settings: chatSettingsSchema.parse(JSON.parse(settings)) };
  } catch {
    throw new StoreError('A stored chat is not as it was written', 'damaged');
  }
}

export function changeChat(database: Database, key: ChatKey, change: ChatChange): void {
  const known: Chat = findChat(database, key) ?? {
    language: null,
    paused: null,
    server: null,
    settings: DEFAULT_SETTINGS,
  };
  const { language, paused, server } = { ...known, ...change };
  const settings = { ...known.settings, ...change.settings };
  prepareOnce(
    database,
    `
      INSERT INTO chats (platform, chat, language, paused, server, settings) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET language = excluded.language, paused = excluded.paused, server = excluded.server,
        settings = excluded.settings`,
  ).run(key.platform, key.chat, language, paused, server, JSON.stringify(settings));
}

export function listChatsOfServer(
  database: Database,
  { platform, server }: { platform: string; server: string },
): string[] {
  const found = prepareOnce(database, 'SELECT chat FROM chats WHERE platform = ? AND server = ?').pluck();
  return z.array(z.string()).parse(found.all(platform, server));
}

export function changeServer(
  database: Database,
  { platform, server }: { platform: string; server: string },
  change: { paused: PauseReason } | { resumed: PauseReason },
): void {
  if ('paused' in change)
    prepareOnce(database, 'UPDATE chats SET paused = ? WHERE platform = ? AND server = ?').run(
      change.paused,
      platform,
      server,
    );
  else
    prepareOnce(
      database,
      'UPDATE chats SET paused = NULL WHERE platform = ? AND server = ? AND paused = ?',
    ).run(platform, server, change.resumed);
}

export function renameChat(database: Database, { platform, chat }: ChatKey, to: string): void {
  const from = findChat(database, { platform, chat });
  if (from !== null) {
    const there = findChat(database, { platform, chat: to });
    changeChat(
      database,
      { platform, chat: to },
      {
        language: there?.language ?? from.language,
        paused: there === null ? from.paused : there.paused,
        server: there?.server ?? from.server,
        settings: there?.settings ?? from.settings,
      },
    );
    prepareOnce(database, 'DELETE FROM chats WHERE platform = ? AND chat = ?').run(platform, chat);
  }
  renameSubscriptions(database, { platform, chat }, to);
  prepareOnce(database, 'DELETE FROM exchanges WHERE platform = ? AND chat = ?').run(platform, chat);
  forgetPostsOf(database, { platform, chat });
}

export function keepExchange(
  database: Database,
  { platform, chat, message }: ChatKey & { message: string },
  { question, articleIds }: Exchange,
  at: number,
): void {
  prepareOnce(
    database,
    `
      INSERT INTO exchanges (platform, chat, message, question, article_ids, kept_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET question = excluded.question, article_ids = excluded.article_ids, kept_at = excluded.kept_at`,
  ).run(platform, chat, message, question, JSON.stringify(articleIds), at);
}

export function findExchange(
  database: Database,
  { platform, chat, message }: ChatKey & { message: string },
): Exchange | null {
  const row = prepareOnce(
    database,
    'SELECT question, article_ids FROM exchanges WHERE platform = ? AND chat = ? AND message = ?',
  ).get(platform, chat, message);
  if (row === undefined) return null;
  try {
    const { question, article_ids } = exchangeRowSchema.parse(row);
    return { question, articleIds: articleIdsSchema.parse(JSON.parse(article_ids)) };
  } catch {
    throw new StoreError('A stored exchange is not as it was written', 'damaged');
  }
}

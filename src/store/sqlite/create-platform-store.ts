import type { Database } from 'better-sqlite3';
import type { PlatformStore } from '../../core/ports/platform-store.ts';
import { changeChat, findChat, findExchange, keepExchange, renameChat } from './chats.ts';
import { createGroupCommit } from './group-commit.ts';
import { withStoreErrors } from './map-sqlite-error.ts';
import {
  countAttempt,
  countUncertain,
  endPart,
  finishUpdate,
  forgetUpdates,
  listOpenUpdates,
  planUpdate,
  putBackPart,
  receiveUpdates,
  startPart,
} from './updates.ts';
import type { Writer } from './writer.ts';

/** The platforms' part of the store, on the store's own connections. */
export function createPlatformStore({
  read,
  writer,
  now,
}: {
  read: <T>(operation: string, work: (database: Database) => T) => Promise<T>;
  writer: Writer;
  now: () => number;
}): PlatformStore {
  const group = createGroupCommit(writer);
  const write = <T>(operation: string, work: (database: Database) => T): Promise<T> =>
    group.write(operation, (database) => withStoreErrors(operation, () => work(database)));

  return {
    chats: {
      find: (key) => read('find a chat', (database) => findChat(database, key)),
      change: (key, change) => write('change a chat', (database) => changeChat(database, key, change)),
      rename: (key, to) => write('rename a chat', (database) => renameChat(database, key, to)),
    },
    buttons: {
      keep: (buttons) =>
        write('keep buttons', (database) => {
          const insert = database.prepare(`
            INSERT INTO buttons (platform, key, payload, kept_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET kept_at = excluded.kept_at`);
          for (const { platform, key, payload, at } of buttons) insert.run(platform, key, payload, at);
        }),
      find: ({ platform, key }) =>
        read(
          'find a button',
          (database) =>
            database
              .prepare<[string, string], string>('SELECT payload FROM buttons WHERE platform = ? AND key = ?')
              .pluck()
              .get(platform, key) ?? null,
        ),
      forget: (before) =>
        write('forget buttons', (database) => {
          database.prepare('DELETE FROM buttons WHERE kept_at < ?').run(before);
        }),
    },
    conversations: {
      keep: (key, exchange, at) =>
        write('keep an exchange', (database) => keepExchange(database, key, exchange, at)),
      find: (key) => read('find an exchange', (database) => findExchange(database, key)),
      forget: (before) =>
        write('forget exchanges', (database) => {
          database.prepare('DELETE FROM exchanges WHERE kept_at < ?').run(before);
        }),
    },
    updates: {
      receive: (bot, updates) =>
        write('receive updates', (database) => receiveUpdates(database, bot, updates)),
      listOpen: (bot) => read('list open updates', (database) => listOpenUpdates(database, bot)),
      countAttempt: (bot, id) => write('count an attempt', (database) => countAttempt(database, bot, id)),
      plan: (bot, id, plan, options) =>
        write('plan an answer', (database) => planUpdate(database, bot, id, plan, options)),
      putBackPart: (bot, id) => write('put a part back', (database) => putBackPart(database, bot, id)),
      startPart: (bot, id, part) => write('start a part', (database) => startPart(database, bot, id, part)),
      endPart: (bot, id, part, options) =>
        write('end a part', (database) => endPart(database, bot, id, part, options)),
      finish: (bot, id) => write('finish an update', (database) => finishUpdate(database, bot, id, now())),
      countUncertain: (bot) => read('count uncertain parts', (database) => countUncertain(database, bot)),
      forget: (before) => write('forget updates', (database) => forgetUpdates(database, before)),
    },
    notes: {
      read: (name) =>
        read(
          'read a note',
          (database) =>
            database
              .prepare<[string], string>('SELECT value FROM platform_notes WHERE name = ?')
              .pluck()
              .get(name) ?? null,
        ),
      write: (name, value) =>
        write('write a note', (database) => {
          database
            .prepare(
              'INSERT INTO platform_notes (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
            )
            .run(name, value);
        }),
    },
  };
}

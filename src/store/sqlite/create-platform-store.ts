import type { Database } from 'better-sqlite3';
import type { PlatformStore } from '../../core/ports/platform-store.ts';
import {
  changeChat,
  changeServer,
  findChat,
  findExchange,
  keepExchange,
  listChatsOfServer,
  renameChat,
} from './chats.ts';
import {
  claimDelivery,
  countUnsentDeliveries,
  endDelivery,
  findDelivery,
  findToldArticles,
  forgetDeliveries,
  hasEarlierDue,
  listDeliveries,
  listDueDeliveries,
  markDeliveryLate,
  reopenDelivery,
} from './deliveries.ts';
import {
  countAttempt,
  countUncertain,
  endPart,
  finishEvent,
  forgetEvents,
  listOpenEvents,
  planEvent,
  putBackPart,
  receiveEvents,
  showEvent,
  startPart,
} from './events.ts';
import { createGroupCommit } from './group-commit.ts';
import { withStoreErrors } from './map-sqlite-error.ts';
import {
  correctPost,
  findContent,
  findLastPost,
  findPost,
  forgetPosts,
  keepContents,
  keepPost,
  listCorrections,
  listPostsOf,
  listPostsTelling,
} from './posts.ts';
import { prepareOnce } from './prepare-once.ts';
import {
  addSubscription,
  changeSubscription,
  countSubscriptions,
  findNextSlot,
  findSubscription,
  forgetSubscription,
  listAllSubscriptions,
  listDueSubscriptions,
  listMadeSubscriptions,
  listSubscriptions,
  removeSubscription,
} from './subscriptions.ts';
import type { Writer } from './writer.ts';

/** What the platforms keep, on the connections of its file. */
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
      listOfServer: (server) =>
        read('list the chats of a server', (database) => listChatsOfServer(database, server)),
      changeServer: (server, change) =>
        write('change the chats of a server', (database) => changeServer(database, server, change)),
      rename: (key, to) => write('rename a chat', (database) => renameChat(database, key, to)),
    },
    buttons: {
      keep: (buttons) =>
        write('keep buttons', (database) => {
          const insert = prepareOnce(
            database,
            `
            INSERT INTO buttons (platform, key, payload, kept_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET kept_at = excluded.kept_at`,
          );
          for (const { platform, key, payload, at } of buttons) insert.run(platform, key, payload, at);
        }),
      find: ({ platform, key }) =>
        read(
          'find a button',
          (database) =>
            prepareOnce<[string, string], string>(
              database,
              'SELECT payload FROM buttons WHERE platform = ? AND key = ?',
            )
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
    events: {
      receive: (account, events) =>
        write('receive events', (database) => receiveEvents(database, account, events)),
      listOpen: (account) => read('list open events', (database) => listOpenEvents(database, account)),
      countAttempt: (account, id) =>
        write('count an attempt', (database) => countAttempt(database, account, id)),
      show: (account, id, message) =>
        write('show an answer', (database) => showEvent(database, account, id, message)),
      plan: (account, id, plan, options) =>
        write('plan an answer', (database) => planEvent(database, account, id, plan, options)),
      putBackPart: (account, id) =>
        write('put a part back', (database) => putBackPart(database, account, id)),
      startPart: (account, id, part, at) =>
        write('start a part', (database) => startPart(database, account, id, part, at)),
      endPart: (account, id, part, options) =>
        write('end a part', (database) => endPart(database, account, id, part, options)),
      finish: (account, id) =>
        write('finish an event', (database) => finishEvent(database, account, id, now())),
      countUncertain: (account) =>
        read('count uncertain parts', (database) => countUncertain(database, account)),
      forget: (before) => write('forget events', (database) => forgetEvents(database, before)),
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
      forget: (name) =>
        write('forget a note', (database) => {
          database.prepare('DELETE FROM platform_notes WHERE name = ?').run(name);
        }),
    },
    subscriptions: {
      add: (subscription) =>
        write('add a subscription', (database) => addSubscription(database, subscription)),
      find: (id) => read('find a subscription', (database) => findSubscription(database, id)),
      list: (target) => read('list subscriptions', (database) => listSubscriptions(database, target)),
      listMade: (target) =>
        read('list subscriptions that were made', (database) => listMadeSubscriptions(database, target)),
      listAll: (query) => read('list all subscriptions', (database) => listAllSubscriptions(database, query)),
      change: (id, change) =>
        write('change a subscription', (database) => changeSubscription(database, id, change)),
      remove: (id) => write('remove a subscription', (database) => removeSubscription(database, id)),
      forget: (id) => write('forget a subscription', (database) => forgetSubscription(database, id)),
      listDue: (platform, now, limit) =>
        read('list due subscriptions', (database) => listDueSubscriptions(database, platform, now, limit)),
      findNext: (platform) => read('find the next slot', (database) => findNextSlot(database, platform)),
      count: () => read('count subscriptions', countSubscriptions),
    },
    deliveries: {
      claim: (delivery, options) =>
        write('claim a delivery', (database) => claimDelivery(database, delivery, options)),
      find: (id) => read('find a delivery', (database) => findDelivery(database, id)),
      listDue: (platform, query) =>
        read('list due deliveries', (database) => listDueDeliveries(database, platform, query)),
      countUnsent: () => read('count unsent deliveries', countUnsentDeliveries),
      list: (query) => read('list deliveries', (database) => listDeliveries(database, query)),
      hasEarlierDue: (delivery, number) =>
        read('find an earlier delivery', (database) => hasEarlierDue(database, delivery, number)),
      end: (id, end, at) => write('end a delivery', (database) => endDelivery(database, id, end, at)),
      markLate: (id) => write('mark a delivery late', (database) => markDeliveryLate(database, id)),
      reopen: (id) => write('reopen a delivery', (database) => reopenDelivery(database, id)),
      forget: (before, limit) =>
        write('forget old deliveries', (database) => forgetDeliveries(database, before, limit)),
      findTold: (target, articleIds) =>
        read('find told articles', (database) => findToldArticles(database, target, articleIds)),
    },
    posts: {
      keepContents: (contents, at) =>
        write('keep what posts say', (database) => keepContents(database, contents, at)),
      findContent: (key) => read('find what a post says', (database) => findContent(database, key)),
      keep: (post) => write('keep a post', (database) => keepPost(database, post)),
      find: (key) => read('find a post', (database) => findPost(database, key)),
      listTelling: (query) => read('list posts', (database) => listPostsTelling(database, query)),
      findLast: () => read('find the last post', findLastPost),
      listOf: (delivery) =>
        read('list the posts of a delivery', (database) => listPostsOf(database, delivery)),
      correct: (key, correction) =>
        write('correct a post', (database) => correctPost(database, key, correction)),
      listCorrections: (delivery) =>
        read('list corrections', (database) => listCorrections(database, delivery)),
      forget: (before, limit) => write('forget posts', (database) => forgetPosts(database, before, limit)),
    },
  };
}

import type { Database } from 'better-sqlite3';
import type { PushStore } from '../../core/ports/push-store.ts';
import { withStoreErrors } from './map-sqlite-error.ts';
import {
  changePush,
  findPush,
  keepPush,
  listUnwantedPushes,
  listWantedPushes,
  notePush,
  removePush,
} from './pushes.ts';
import type { Writer } from './writer.ts';

/** What hubs were asked, on the connections of the articles' file. */
export function createPushStore({
  read,
  writer,
}: {
  read: <T>(operation: string, work: (database: Database) => T) => Promise<T>;
  writer: Writer;
}): PushStore {
  const write = <T>(operation: string, work: (database: Database) => T): Promise<T> =>
    writer.write(operation, (database) => withStoreErrors(operation, () => work(database)));

  return {
    find: (token) => read('find a push', (database) => findPush(database, token)),
    listWanted: (query) => read('list wanted pushes', (database) => listWantedPushes(database, query)),
    listUnwanted: (query) => read('list unwanted pushes', (database) => listUnwantedPushes(database, query)),
    keep: (push) => write('keep a push', (database) => keepPush(database, push)),
    change: (...change) => write('change a push', (database) => changePush(database, ...change)),
    remove: (token) => write('remove a push', (database) => removePush(database, token)),
    notePush: (token, at) => write('note a push', (database) => notePush(database, token, at)),
  };
}

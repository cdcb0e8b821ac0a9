import type { Database } from 'better-sqlite3';
import type { SourceStore } from '../../core/ports/source-store.ts';
import { createGroupCommit } from './group-commit.ts';
import { withStoreErrors } from './map-sqlite-error.ts';
import { forgetFiles, keepFile, listFiles } from './source-files.ts';
import { findNewItems, keepItems } from './source-items.ts';
import {
  addSource,
  changeSource,
  claimDueSources,
  countSources,
  endPoll,
  findNextDue,
  findSource,
  findSourceByUrl,
  listFailing,
  listSources,
  removeSource,
} from './sources.ts';
import type { Writer } from './writer.ts';

/** The sources, on the connections of the articles' file. */
export function createSourceStore({
  read,
  writer,
}: {
  read: <T>(operation: string, work: (database: Database) => T) => Promise<T>;
  writer: Writer;
}): SourceStore {
  const group = createGroupCommit(writer);
  const write = <T>(operation: string, work: (database: Database) => T): Promise<T> =>
    group.write(operation, (database) => withStoreErrors(operation, () => work(database)));

  return {
    add: (source) => write('add a source', (database) => addSource(database, source)),
    find: (id) => read('find a source', (database) => findSource(database, id)),
    findByUrl: (url) => read('find a source', (database) => findSourceByUrl(database, url)),
    list: (query) => read('list sources', (database) => listSources(database, query)),
    change: (id, change) => write('change a source', (database) => changeSource(database, id, change)),
    remove: (id) => write('remove a source', (database) => removeSource(database, id)),
    claimDue: (query) => write('claim due sources', (database) => claimDueSources(database, query)),
    endPoll: (id, change) => write('end a poll', (database) => endPoll(database, id, change)),
    findNextDue: () => read('find the next due source', findNextDue),
    count: () => read('count the sources', countSources),
    listFailing: (query) => read('list failing sources', (database) => listFailing(database, query)),
    findNewItems: (id, items) => read('find new items', (database) => findNewItems(database, id, items)),
    listFiles: (id) => read('list the files of a source', (database) => listFiles(database, id)),
    keepFile: (id, file) => write('keep a file', (database) => keepFile(database, id, file)),
    forgetFiles: (id, paths) => write('forget files', (database) => forgetFiles(database, id, paths)),
    keepItems: (id, items, at) => write('keep items', (database) => keepItems(database, id, items, at)),
  };
}

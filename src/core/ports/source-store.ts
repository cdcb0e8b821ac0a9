import type { SourceChange } from '../sources/after-poll.ts';
import type { FileProblem } from '../sources/file-problem.ts';
import type { Source, SourceState } from '../sources/source.ts';

/** An item of a feed by what names it and by what it says, each a hexadecimal hash. */
export interface ItemMark {
  key: string;
  version: string;
}

/** A file of a source that is a folder, as it was when it was read. */
export interface FolderFile {
  /** Below the folder, with `/`. */
  path: string;
  /** Another one where the file was written to. */
  mark: string;
  /** Why nothing of it could be taken in; null where it was, or where it is none of those that are read. */
  problem: FileProblem | null;
}

/**
 * The sources and which of their items are known. Every method is one transaction; a method that fails leaves nothing half
 * done and throws a StoreError.
 */
export interface SourceStore {
  /** False where there is one of that id or url. */
  add(source: Source): Promise<boolean>;
  find(id: string): Promise<Source | null>;
  /** By where it is now, or was when it was added. */
  findByUrl(url: string): Promise<Source | null>;
  /** In the order of their adding, after so many. */
  list(query: { offset: number; limit: number }): Promise<Source[]>;
  change(id: string, change: SourceChange): Promise<void>;
  /** False where there is none. What it brought stays. */
  remove(id: string): Promise<boolean>;
  /**
   * Up to `limit` sources whose time has come, the longest overdue first, each with the `nextAt` that it had. They are due again
   * `until` then, so that nobody else takes them up meanwhile, and a process that ends leaves none behind. What is not due
   * costs nothing.
   */
  claimDue(query: { now: number; until: number; limit: number }): Promise<Source[]>;
  /**
   * What a poll came to. Of one that its owner paused meanwhile state and time stay; an url that another source has is not
   * taken over.
   */
  endPoll(id: string, change: SourceChange): Promise<void>;
  /** When the next one is due (epoch milliseconds); null without one. */
  findNextDue(): Promise<number | null>;
  /** By state; `unread` are those that could not be read lately: failing, gone, or active with three failures in a row. */
  count(): Promise<Record<SourceState, number> & { unread: number }>;
  /** Those that could not be read the last time that they were asked, and are not paused by their owner: how many, and the ones that failed most often. */
  listFailing(query: { limit: number }): Promise<{ count: number; sources: Source[] }>;
  /** Which of the items are not known as they are now, by their place in the list. */
  findNewItems(id: string, items: readonly ItemMark[]): Promise<number[]>;
  /** They are known from now on; the ones that were seen last are remembered, a thousand or as many as there are. */
  keepItems(id: string, items: readonly ItemMark[], at: number): Promise<void>;
  /** Those of a folder that were read, sorted by path. */
  listFiles(id: string): Promise<FolderFile[]>;
  keepFile(id: string, file: FolderFile): Promise<void>;
  forgetFiles(id: string, paths: readonly string[]): Promise<void>;
}

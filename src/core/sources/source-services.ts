import type { FileProblem } from './file-problem.ts';
import type { IntervalBounds, Source } from './source.ts';
import type { SourceProblem } from './source-problem.ts';

/** The newest items of a source, as it is added. */
export interface FoundItem {
  title: string;
  url: string | null;
  /** See core/model/article.ts. */
  publishedAt: string | null;
}

export type SourceAdded =
  | {
      kind: 'added';
      source: Source;
      newest: FoundItem[];
      /** How many articles were taken in at once. */
      taken: number;
      /** How many files of a folder are left for the running bot: they are being written, or had no room. */
      waiting?: number;
      /** Other feeds that the page names, where the address was that of a page. */
      others: FoundFeed[];
    }
  /** It is there already. */
  | { kind: 'known'; source: Source }
  /** A page that names no feed; as an article it was taken in alone; one that links to articles becomes a source itself, as does any with a `selector` (CSS) of those links. */
  | { kind: 'article'; id: string; title: string }
  /** A folder of this machine, which only whoever runs the program may name. */
  | { kind: 'folder-refused' }
  /** The CSS selector can't be read. */
  | { kind: 'bad-selector' }
  /** A page that names no feed, is no article and links to none. */
  | { kind: 'no-feed' }
  | { kind: 'failed'; problem: SourceProblem };

/** What became of an article that was named by its page's address. */
export type ArticleTaken =
  /** It is stored, now or since before. */
  | { kind: 'taken'; id: string; title: string }
  /** A page that holds no article. */
  | { kind: 'no-article' }
  /** No page at all: a feed, a picture. */
  | { kind: 'no-page' }
  | { kind: 'failed'; problem: SourceProblem };

export interface FoundFeed {
  url: string;
  title: string | null;
}

export interface UnreadFile {
  /** Below the folder. */
  file: string;
  reason: FileProblem;
}

export interface SourcesImported {
  added: number;
  known: number;
  refused: { address: string; problem: SourceProblem }[];
}

/** What whoever runs the bot does with sources. Throws StoreError. */
export interface SourceServices {
  /**
   * Looks at what the address is, and where it is a feed (or a page that names one), adds it and takes in its newest; the article of a page that names none is
   * taken in alone. `by` is `telegram:42` or the like.
   */
  add(
    address: string,
    options: {
      by: string;
      bounds: IntervalBounds;
      selector?: string;
      /** A path may name a folder of this machine. */
      takesFolders?: boolean;
      signal?: AbortSignal;
    },
  ): Promise<SourceAdded>;
  /** Takes in the one article of a page, without keeping its address as a source. */
  takeInArticle(address: string, options: { signal?: AbortSignal }): Promise<ArticleTaken>;
  list(query: { offset: number; limit: number }): Promise<Source[]>;
  /** By its id or the beginning of one, by its address, or by its whole title. */
  find(which: string): Promise<Source | 'not-found' | 'ambiguous'>;
  /** What it brought stays. */
  remove(id: string): Promise<void>;
  pause(id: string): Promise<void>;
  /** It is asked at once. */
  resume(id: string): Promise<void>;
  changeBounds(id: string, bounds: IntervalBounds): Promise<void>;
  /** Whether the texts of teasers are fetched from their pages; counts for what is new from now on. */
  changeFullText(id: string, fullText: boolean): Promise<void>;
  /** Which links of a page lead to its articles; null for those that look like it. False where the selector can't be read. */
  changeSelector(id: string, selector: string | null): Promise<boolean>;
  /** Adds what an OPML file, a MonitoRSS export or a text with an address a line names, without asking each now. Null where it is none. */
  importOpml(bytes: Uint8Array, options: { by: string }): Promise<SourcesImported | null>;
  /** The files of a folder of which nothing could be taken in, sorted by path. */
  listUnread(id: string): Promise<UnreadFile[]>;
  /** The feeds; `leftOut` are the pages and folders, which such a list can't hold. */
  exportOpml(): Promise<{ opml: string; leftOut: number }>;
}

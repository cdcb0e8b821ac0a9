import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** What came of taking in one file. */
export type TakeIn =
  | { kind: 'taken'; articles: number; revised: number; duplicates: number; skipped: number }
  /** The file can't be taken in, however often it is tried. */
  | { kind: 'failed'; reason: string }
  /** Something else is in the way (the store is locked, the file is still being written): worth another try. */
  | { kind: 'later'; reason: string };

/** What became of one file of the inbox. `unmoved`: why it still stands in the inbox, where it can't be moved out of it. */
export type InboxOutcome =
  | {
      state: 'taken';
      name: string;
      articles: number;
      revised: number;
      duplicates: number;
      skipped: number;
      unmoved?: string;
    }
  | { state: 'failed'; name: string; reason: string; unmoved?: string }
  | { state: 'later'; name: string; reason: string }
  /** A file that was taken in (or was not) at an earlier look could be moved out of the inbox at last. */
  | { state: 'moved'; name: string };

export interface Inbox {
  /**
   * One look at the folder: takes in every file that has not changed since the look before (one that is still being
   * written waits), then moves it to `done/`, or to `failed/` with a note beside it that says why. A file that can't be moved is not taken in again; one that is
   * to be taken in later waits for ever more looks. Hidden files and folders are left alone. Throws only where the
   * folder itself can't be read.
   */
  look(): Promise<InboxOutcome[]>;
  /** Stops after the file that is being taken in, and where that was taken in, after it was moved. */
  stop(): Promise<void>;
}

/** What is known of a file of the inbox, as long as its size and time (`mark`) stay what they were. */
interface Known {
  mark: string;
  /** Why it can't be taken in. */
  reason: string | null;
  /** Set once it was decided where the file belongs. */
  target: 'done' | 'failed' | null;
  /** How often it was tried in vain, and how many looks are passed over until it is tried again. */
  tries: number;
  wait: number;
}

/** Looks that are passed over at most between two tries of one file. */
const LONGEST_WAIT = 128;

/**
 * Watches a folder by looking, not by file events, which network and container file systems do not always send.
 * What `takeIn` throws is a reason to put the file into `failed/`, too.
 */
export async function createInbox({
  folder,
  takeIn,
}: {
  folder: string;
  takeIn: (path: string) => Promise<TakeIn>;
}): Promise<Inbox> {
  await mkdir(folder, { recursive: true });
  const known = new Map<string, Known>();
  let looking: Promise<InboxOutcome[]> | null = null;
  let stopped = false;

  async function lookOnce(): Promise<InboxOutcome[]> {
    const outcomes: InboxOutcome[] = [];
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
    const present = new Set(names.map(({ name }) => name));
    for (const name of known.keys()) if (!present.has(name)) known.delete(name);
    for (const { name } of names) {
      if (stopped) break;
      const outcome = await lookAt(name);
      if (outcome !== null) outcomes.push(outcome);
    }
    return outcomes;
  }

  async function lookAt(name: string): Promise<InboxOutcome | null> {
    const mark = await readMark(join(folder, name));
    const file = known.get(name);
    if (mark === null) known.delete(name);
    else if (file?.mark !== mark) known.set(name, { mark, reason: null, target: null, tries: 0, wait: 0 });
    else if (file.wait > 0) file.wait -= 1;
    else return file.target === null ? takeInFile(name, file) : moveAtLast(name, file, file.target);
    return null;
  }

  async function takeInFile(name: string, file: Known): Promise<InboxOutcome> {
    const outcome = await takeIn(join(folder, name)).catch(
      (error: unknown): TakeIn => ({ kind: 'failed', reason: messageOf(error) }),
    );
    if (outcome.kind === 'later') {
      postpone(file);
      return { state: 'later', name, reason: outcome.reason };
    }
    file.target = outcome.kind === 'taken' ? 'done' : 'failed';
    file.reason = outcome.kind === 'failed' ? outcome.reason : null;
    const unmoved = await move(name, file, file.target);
    const said = { name, ...(unmoved === null ? {} : { unmoved }) };
    if (outcome.kind === 'failed') return { state: 'failed', reason: outcome.reason, ...said };
    const { articles, revised, duplicates, skipped } = outcome;
    return { state: 'taken', articles, revised, duplicates, skipped, ...said };
  }

  /** Tried in silence: that it can't be moved was said when it was taken in. */
  async function moveAtLast(
    name: string,
    file: Known,
    target: 'done' | 'failed',
  ): Promise<InboxOutcome | null> {
    return (await move(name, file, target)) === null ? { state: 'moved', name } : null;
  }

  /** Null where the file is where it belongs, else why it is not. */
  async function move(name: string, file: Known, target: 'done' | 'failed'): Promise<string | null> {
    const path = join(folder, name);
    // What was written to it meanwhile is not taken in yet: the next look finds a new file.
    const mark = await readMark(path);
    if (mark === null) return null;
    if (mark !== file.mark) return 'it has changed since it was read';
    try {
      const moved = await moveTo(join(folder, target), path);
      if (file.reason !== null) await writeFile(`${moved}.why.txt`, noteOf(file.reason)).catch(() => {});
      known.delete(name);
      return null;
    } catch (error) {
      postpone(file);
      return messageOf(error);
    }
  }

  return {
    look() {
      // A look that takes long (a large file) is not started a second time beside itself.
      looking ??= lookOnce().finally(() => {
        looking = null;
      });
      return looking;
    },
    async stop() {
      stopped = true;
      await looking?.catch(() => {});
    },
  };
}

/** Waits twice as many looks as the time before. */
function postpone(file: Known): void {
  file.wait = Math.min(LONGEST_WAIT, 2 ** Math.min(file.tries, 10)) - 1;
  file.tries += 1;
}

/** What changes when a file is written to; null where there is none any more. */
async function readMark(path: string): Promise<string | null> {
  const state = await stat(path, { bigint: true }).catch(() => null);
  return state === null ? null : `${state.size} ${state.mtimeNs} ${state.ino}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** For whoever looks for the file, in whatever language. */
function noteOf(reason: string): string {
  return `没能收入这个文件 · 沒能收入這個檔案 · This file could not be taken in\n\n${reason}\n`;
}

/** Moves without overwriting: a second file of the same name gets a number. Resolves with where it is now. */
async function moveTo(folder: string, path: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { name, ext } = parse(path);
  for (let count = 1; ; count += 1) {
    const target = join(folder, count === 1 ? `${name}${ext}` : `${name}-${count}${ext}`);
    const taken = await stat(target).catch(() => null);
    if (taken === null) {
      await rename(path, target);
      return target;
    }
  }
}

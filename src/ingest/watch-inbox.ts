import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** What became of one file of the inbox. */
export type InboxOutcome =
  | { state: 'taken'; name: string; articles: number; duplicates: number; skipped: number }
  | { state: 'failed'; name: string; reason: string };

export interface Inbox {
  /**
   * One look at the folder: takes in every file that has not changed since the look before (one that is still being
   * written waits), then moves it to `done/` or `failed/`. Hidden files and folders are left alone.
   */
  look(): Promise<InboxOutcome[]>;
  /** Stops after the file that is being taken in. */
  stop(): Promise<void>;
}

/**
 * Watches a folder by looking, not by file events, which network and container file systems do not always send.
 * `takeIn` throws where a file can't be taken in; its message is the reason.
 */
export async function createInbox({
  folder,
  takeIn,
}: {
  folder: string;
  takeIn: (path: string) => Promise<{ articles: number; duplicates: number; skipped: number }>;
}): Promise<Inbox> {
  await mkdir(folder, { recursive: true });
  let seen = new Map<string, string>();
  let looking: Promise<InboxOutcome[]> | null = null;
  let stopped = false;

  async function lookOnce(): Promise<InboxOutcome[]> {
    const present = new Map<string, string>();
    const outcomes: InboxOutcome[] = [];
    const entries = await readdir(folder, { withFileTypes: true });
    for (const { name } of entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))) {
      const state = await stat(join(folder, name)).catch(() => null);
      if (state === null) continue;
      const mark = `${state.size} ${state.mtimeMs}`;
      if (seen.get(name) !== mark) present.set(name, mark);
      else if (!stopped) outcomes.push(await takeInFile(name));
    }
    seen = present;
    return outcomes;
  }

  async function takeInFile(name: string): Promise<InboxOutcome> {
    const path = join(folder, name);
    try {
      const counts = await takeIn(path);
      await moveTo(join(folder, 'done'), path);
      return { state: 'taken', name, ...counts };
    } catch (error) {
      await moveTo(join(folder, 'failed'), path);
      return { state: 'failed', name, reason: error instanceof Error ? error.message : String(error) };
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
      await looking;
    },
  };
}

/** Moves without overwriting: a second file of the same name gets a number. */
async function moveTo(folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { name, ext } = parse(path);
  for (let count = 1; ; count += 1) {
    const target = join(folder, count === 1 ? `${name}${ext}` : `${name}-${count}${ext}`);
    const taken = await stat(target).catch(() => null);
    if (taken === null) {
      await rename(path, target);
      return;
    }
  }
}

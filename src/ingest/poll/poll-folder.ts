import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { FolderFile, SourceStore } from '../../core/ports/source-store.ts';
import type { PollOutcome } from '../../core/sources/after-poll.ts';
import type { FileProblem } from '../../core/sources/file-problem.ts';
import { pathOfFolder } from '../../core/sources/folder-address.ts';
import type { Source } from '../../core/sources/source.ts';
import { describeProblem, type SourceProblem } from '../../core/sources/source-problem.ts';
import type { IngestError } from '../ingest-error.ts';
import { listFiles } from '../list-files.ts';

/** Files of a folder, at any depth: each is looked at every minute. */
const MOST_FILES = 20_000;
/** Milliseconds of one look, after which the rest waits for the next, so that others have their turn. */
const LONGEST_LOOK = 60_000;
/** Milliseconds for which a file must have stayed as it is: whoever writes one writes on sooner. */
const SETTLED = 10_000;
/** Milliseconds until what is still being written, or had no turn, is looked at again. */
const AGAIN = 12_000;
/** In place of a mark, of what could not be looked at. */
const UNSEEN = '';

/** What came of taking in one file. `later`: it is being written to, or gone by now. */
export type FileTaken =
  | { kind: 'taken'; articles: number }
  | { kind: 'failed'; problem: FileProblem }
  | { kind: 'later' };

/** Takes in one file, all of it or nothing. Throws what the store throws, and the signal's reason. */
export type TakeInFile = (path: string, signal?: AbortSignal) => Promise<FileTaken>;

export interface FolderPolling {
  sources: Pick<SourceStore, 'listFiles' | 'keepFile' | 'forgetFiles'>;
  takeInFile: TakeInFile;
  now: () => number;
}

interface FoundFile {
  path: string;
  /** Below the folder, with `/`. */
  name: string;
  mark: string;
  /** Milliseconds since it was written to; below zero where its clock is another. */
  age: number;
}

export interface FolderPoll {
  /** Throws what the store throws, and the signal's reason. `waiting`: how many files are left for the next look. */
  look(
    source: Pick<Source, 'id' | 'url'>,
    signal?: AbortSignal,
  ): Promise<{ outcome: PollOutcome; waiting: number }>;
}

/**
 * Looks into sources that are folders: what is new or has changed since it was read, and stays as it is for ten seconds, is
 * taken in and left where it is. A file that can't be taken in keeps none of the others from it, and is not tried again
 * until it changes.
 */
export function createFolderPoll({ sources, takeInFile, now }: FolderPolling): FolderPoll {
  /** Files whose times tell nothing (another clock wrote them), with when they were first seen as they are. */
  const seen = new Map<string, { mark: string; since: number }>();

  function isSettled({ path, mark, age }: FoundFile): boolean {
    if (age >= SETTLED) return true;
    const known = seen.get(path);
    if (known?.mark === mark) return now() - known.since >= SETTLED;
    if (seen.size >= MOST_FILES) seen.clear();
    seen.set(path, { mark, since: now() });
    return false;
  }

  async function takeIn(id: string, file: FoundFile, signal: AbortSignal | undefined): Promise<FileTaken> {
    if (!isSettled(file)) return { kind: 'later' };
    seen.delete(file.path);
    const taken = await takeInFile(file.path, signal);
    signal?.throwIfAborted();
    const { name: path, mark } = file;
    const problem = taken.kind === 'failed' ? taken.problem : null;
    // As it was before it was read: what was written to it since then makes it another.
    if (taken.kind !== 'later') await sources.keepFile(id, { path, mark, problem });
    return taken;
  }

  return {
    async look({ id, url }, signal) {
      const folder = pathOfFolder(url);
      const listed = await listFolder(folder, now());
      if ('problem' in listed) return { outcome: { kind: 'failed', problem: listed.problem }, waiting: 0 };
      const { files, failed } = listed;
      const known = new Map((await sources.listFiles(id)).map((file) => [file.path, file]));
      for (const file of failed)
        if (known.get(file.path)?.problem !== file.problem) await sources.keepFile(id, file);
      const present = new Set([...files.map(({ name }) => name), ...failed.map(({ path }) => path)]);
      await sources.forgetFiles(
        id,
        [...known.keys()].filter((path) => !present.has(path)),
      );

      const changed = files.filter(({ name, mark }) => known.get(name)?.mark !== mark);
      const end = now() + LONGEST_LOOK;
      let articles = 0;
      let waiting = 0;
      for (const file of changed) {
        signal?.throwIfAborted();
        const taken: FileTaken = now() < end ? await takeIn(id, file, signal) : { kind: 'later' };
        if (taken.kind === 'later') waiting += 1;
        else if (taken.kind === 'taken') articles += taken.articles;
      }
      return {
        waiting,
        outcome: {
          ...{ kind: 'read', news: articles, instants: [], hints: {} },
          ...(waiting === 0 ? {} : { againAt: now() + AGAIN }),
          feed: { title: null, link: null, language: null },
          answer: { movedTo: null, freshUntil: null, etag: null, lastModified: null, bodyHash: null },
        },
      };
    },
  };
}

/** Why a folder can't be looked into; null where it can. */
export async function findFolderProblem(path: string): Promise<SourceProblem | null> {
  try {
    return (await stat(path)).isDirectory() ? null : describeProblem('no-folder', 'not a folder');
  } catch (error) {
    return problemOf(error);
  }
}

async function listFolder(
  folder: string,
  now: number,
): Promise<{ files: FoundFile[]; failed: FolderFile[] } | { problem: SourceProblem }> {
  const missing = await findFolderProblem(folder);
  if (missing !== null) return { problem: missing };
  const files: FoundFile[] = [];
  const failed: FolderFile[] = [];
  for await (const entry of listFiles(folder, { staysInside: true })) {
    const path = entry.kind === 'file' ? entry.path : entry.error.source;
    const name = relative(folder, path).split(sep).join('/');
    if (entry.kind === 'failed') {
      if (name === '') return { problem: problemOf(entry.error) };
      failed.push({ path: name, mark: UNSEEN, problem: toFileProblem(entry.error) });
    } else {
      const state = await stat(path, { bigint: true }).catch(() => null);
      if (state === null) continue;
      // A right that was given changes only the last of them.
      const mark = `${state.size} ${state.mtimeNs} ${state.ctimeNs}`;
      files.push({ path, name, mark, age: now - Number(state.mtimeMs) });
    }
    if (files.length + failed.length > MOST_FILES)
      return { problem: describeProblem('too-many-files', `more than ${MOST_FILES}`) };
  }
  return { files, failed };
}

function problemOf(error: unknown): SourceProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const isForbidden = code === 'EACCES' || code === 'EPERM' || code === 'no-permission';
  return describeProblem(isForbidden ? 'no-permission' : 'no-folder', code);
}

function toFileProblem({ code }: IngestError): FileProblem {
  return code === 'no-permission' ? 'unreadable' : code === 'unsupported' ? 'unsupported' : 'failed';
}

import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { IngestError, toIngestError } from './ingest-error.ts';

const DEEPEST_FOLDER = 32;

export type ListedFile =
  | { kind: 'file'; path: string /** Named by the user, not found in a folder. */; isNamed: boolean }
  | { kind: 'failed'; error: IngestError };

/**
 * The files of a path: itself, or what a folder holds at any depth up to 32, sorted by name. Hidden files, folders seen
 * before (loops of links) and what is neither file nor folder are passed over; with `staysInside` also links that lead out of
 * the folder.
 */
export async function* listFiles(
  path: string,
  { staysInside = false }: { staysInside?: boolean } = {},
): AsyncGenerator<ListedFile> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) {
      if (found.isFile()) yield { kind: 'file', path, isNamed: true };
      else
        yield {
          kind: 'failed',
          error: new IngestError('unsupported', path, `${path} is neither a file nor a folder.`),
        };
      return;
    }
  } catch (error) {
    yield { kind: 'failed', error: toIngestError(error, path) };
    return;
  }
  yield* listFolder(path, staysInside);
}

async function* listFolder(root: string, staysInside: boolean): AsyncGenerator<ListedFile> {
  const seen = new Set<string>();
  let inside: string | null = null;
  // Last in, first out, each folder's names pushed in reverse: the walk is in order without recursion.
  const waiting: { path: string; depth: number }[] = [{ path: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, depth } = next;
    try {
      const entry = depth === 0 ? null : await lstat(path);
      const isLink = entry?.isSymbolicLink() === true;
      if (staysInside && isLink) {
        inside ??= join(await realpath(root), sep);
        if (!(await realpath(path)).startsWith(inside)) continue;
      }
      const found = entry === null || isLink ? await stat(path) : entry;
      if (found.isFile()) yield { kind: 'file', path, isNamed: false };
      if (!found.isDirectory()) continue;
      const real = await realpath(path);
      if (seen.has(real)) continue;
      seen.add(real);
      if (depth >= DEEPEST_FOLDER) {
        yield {
          kind: 'failed',
          error: new IngestError(
            'unsupported',
            path,
            `${path} lies more than ${DEEPEST_FOLDER} folders deep.`,
          ),
        };
        continue;
      }
      const names: string[] = [];
      for await (const entry of await opendir(path)) if (!entry.name.startsWith('.')) names.push(entry.name);
      names.sort();
      for (const name of names.reverse()) waiting.push({ path: join(path, name), depth: depth + 1 });
    } catch (error) {
      yield { kind: 'failed', error: toIngestError(error, path) };
    }
  }
}

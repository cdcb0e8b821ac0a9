import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pathOfFolder } from '../../core/sources/folder-address.ts';

/** Whether a text names a place on this machine, whatever stands there. */
export function looksLikePath(text: string): boolean {
  return /^(?:file:|[./~\\]|[a-z]:[\\/])/i.test(text.trim());
}

/** The path of what looks like one. */
export function toPath(text: string): string {
  const trimmed = text.trim();
  if (!/^file:/i.test(trimmed)) return trimmed;
  try {
    return pathOfFolder(trimmed);
  } catch {
    // No such address, or half a character in it: it is the path of nothing.
    return trimmed;
  }
}

/** What a folder is kept by, however its path is written. */
export function addressOfFolder(path: string): string {
  return pathToFileURL(resolve(path)).href;
}

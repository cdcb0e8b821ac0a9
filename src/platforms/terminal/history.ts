import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const MOST_LINES = 500;
const LONGEST_LINE = 1000;
/** Bot tokens, API keys and their like: long runs of letters and digits without a space. */
const SECRET =
  /\b\d{6,}:[\w-]{20,}|\b(?:sk|ghp|gho|xox[a-z]|AKIA)[-_\w]{12,}|(?:token|secret|password|api[-_]?key)\s*[=:]/i;

/** The lines of a history file, the last typed first; none where there is no such file or it cannot be read. */
export async function readHistory(file: string): Promise<string[]> {
  try {
    const text = await readFile(file, 'utf8');
    return text.split('\n').filter(isKept).slice(-MOST_LINES).reverse();
  } catch {
    return [];
  }
}

/**
 * Keeps the lines (the last typed first) for the next run, readable by their owner alone. Lines that begin with a space,
 * are very long or look like a secret are not kept. A failure loses the history, nothing else.
 */
export async function writeHistory(file: string, lines: readonly string[]): Promise<void> {
  const kept = lines.filter(isKept).slice(0, MOST_LINES).reverse();
  const unfinished = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(unfinished, kept.map((line) => `${line}\n`).join(''), { mode: 0o600 });
    await rename(unfinished, file);
  } catch {
    // A read-only folder is no reason to disturb anybody.
  }
}

function isKept(line: string): boolean {
  return (
    line.trim() !== '' &&
    !line.startsWith(' ') &&
    line.length <= LONGEST_LINE &&
    !/\p{Cc}/u.test(line) &&
    !SECRET.test(line)
  );
}

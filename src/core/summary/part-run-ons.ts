import type { Span } from '../text/sentences.ts';

// Pages flattened to one paragraph glue captions, which end without a mark, to the sentence after them.
// Only a sentence this long is looked at, and no piece is made shorter than the other figure (both in words).
const RUN_ON_WORDS = 40;
const SHORTEST_PIECE = 6;

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u));

/** Words that with a capital, after a word without one, can hardly stand but at the start of a sentence. */
const STARTERS = wordSet(
  'The A An It He She They His Her Their This These Those There But In On At After When While As For With However Meanwhile Police According One Two Three Former',
);
/** A sentence does not end on these. */
const NEVER_LAST = wordSet(
  `a an the this that these those his her its their our my your of in on at to by for from with without and or but nor as than
  then so if when while where who whom whose which because before after since until over under into onto about against
  between during like near via per is are was were be been being has have had will would can could should may might must
  do does did not no said says say told tells heard claims claimed believes believed thinks insists insisted added called
  named dubbed titled known among across around through off up down out mr mrs ms dr sir lord lady de la van von st new`,
);
/** A name after these is said of them (`striker Jane Doe`), it does not start a sentence. */
const ROLE =
  /(?:er|or|ist|ian|m[ae]n|ess|ent|ant|boss|captain|coach|star|wife|husband|son|mum|dad|king|queen|model|legend|side|club|team|rival|host|chief|executive|icon|hero|couple|mate|half|back|head|friend|duo|pair|company|giant|firm|city|town|state|capital|network|show|film|book|app)s?$/u;
const FINITE = wordSet('is was has had are were have will would could can');

interface Word extends Span {
  text: string;
}

function startsSentence(words: readonly Word[], index: number, names: ReadonlySet<string>): boolean {
  const word = words[index]?.text ?? '';
  const previous = words[index - 1]?.text ?? '';
  if (!/^\p{Lu}/u.test(word) || !/^[(\p{Ll}\p{N}].*[)\p{Ll}\p{N}]$/u.test(previous)) return false;
  const last = previous.toLowerCase();
  if (NEVER_LAST.has(last)) return false;
  const bare = word.replace(/[’'].*$/u, '');
  if (STARTERS.has(bare)) return true;
  return names.has(bare) && !ROLE.test(last) && FINITE.has(words[index + 1]?.text ?? '');
}

/** The capitalised word that a sentence starts with, if it does. */
export function findOpeningWord(text: string): string | null {
  return /^["'“‘]?(\p{Lu}[\p{L}-]+)/u.exec(text.slice(0, 60))?.[1] ?? null;
}

/**
 * Parts an English sentence that is really several, glued where a caption ended without a mark. `names` are the words
 * that sentences of the text start with. Offsets are into `text`; one span where there is nothing to part.
 */
export function partRunOns(text: string, names: ReadonlySet<string>): Span[] {
  const words = [...text.matchAll(/\S+/gu)].map(
    (match): Word => ({ text: match[0], start: match.index, end: match.index + match[0].length }),
  );
  const spans: Span[] = [];
  let first = 0;
  if (words.length > RUN_ON_WORDS) {
    for (let index = SHORTEST_PIECE; index + SHORTEST_PIECE <= words.length; index++) {
      if (index - first < SHORTEST_PIECE || !startsSentence(words, index, names)) continue;
      spans.push({ start: words[first]?.start ?? 0, end: words[index - 1]?.end ?? 0 });
      first = index;
    }
  }
  spans.push({ start: words[first]?.start ?? 0, end: words.at(-1)?.end ?? text.length });
  return spans;
}

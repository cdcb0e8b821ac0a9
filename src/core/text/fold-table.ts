import traditionalToSimplified from 'opencc-js/dict/TSCharacters';

/**
 * What folding does to each UTF-16 unit on its own.
 * `kinds` says whether `units` holds the whole answer or the unit has to be looked at with its neighbours.
 */
export interface FoldTable {
  kinds: Uint8Array;
  units: Uint16Array;
}

/** The unit becomes `units[unit]`, whatever follows, unless an extender does. */
export const PLAIN = 0;
/** The unit becomes several, or is half of a surrogate pair. */
export const COMPLEX = 1;
/** The unit may join the one before it (marks, Hangul vowels, half-width voicing), or vanish. */
export const EXTENDER = 2;

/** Carry no meaning of their own: soft hyphen, zero-width space, direction marks, word joiner, BOM, variation selectors. */
export const IGNORABLE = /[\u00AD\u200B\u200E\u200F\u2060\uFEFF]|\p{Variation_Selector}/gu;

// Everything outside these ranges (unified ideographs, Hangul syllables, private use) is its own normal form.
const CHANGING_RANGES = [
  [0x0000, 0x33ff],
  [0xa000, 0xabff],
  [0xd7b0, 0xd7ff],
  [0xf900, 0xffff],
] as const;
const JOINING = /[\p{M}\u1160-\u11FF\u3131-\u318E\uD7B0-\uD7FF\uFF9E\uFF9F\uFFA0-\uFFDC]/u;

/** NFKC of lower case; a final sigma is a sigma, so that a word folds alike wherever it ends. */
export function foldCluster(cluster: string): string {
  return cluster.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
}

let table: FoldTable | undefined;

/** Built at the first call (some milliseconds), then kept. */
export function getFoldTable(): FoldTable {
  table ??= buildFoldTable();
  return table;
}

function buildFoldTable(): FoldTable {
  const kinds = new Uint8Array(0x10000);
  const simplified = buildSimplifiedUnits();
  const units = simplified.slice();
  for (const [first, last] of CHANGING_RANGES) {
    for (let unit = first; unit <= last; unit += 1) {
      const character = String.fromCharCode(unit);
      if (JOINING.test(character) || character.search(IGNORABLE) === 0) {
        kinds[unit] = EXTENDER;
        continue;
      }
      const folded = foldCluster(character);
      if (folded.length === 1) units[unit] = simplified[folded.charCodeAt(0)] ?? unit;
      else kinds[unit] = COMPLEX;
    }
  }
  kinds.fill(COMPLEX, 0xd800, 0xe000);
  return { kinds, units };
}

/**
 * Character by character, the same for every text: a phrase table would fold 乾 in 乾隆 and 乾燥 apart,
 * and then a piece of a text would not fold to a piece of the folded text.
 * Only pairs within the Basic Multilingual Plane: the others (rare variants) would change the text's length.
 */
function buildSimplifiedUnits(): Uint16Array {
  const simplified = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
  for (const pair of traditionalToSimplified.split('|')) {
    const [from = '', to = ''] = pair.split(' ');
    if (from.length === 1 && to.length === 1) simplified[from.charCodeAt(0)] = to.charCodeAt(0);
  }
  // A few characters lead on to another (薴 → 苧 → 苎): folding twice must change nothing.
  return simplified.map((unit) => simplified[unit] ?? unit);
}

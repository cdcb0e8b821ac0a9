import traditionalToSimplified from 'opencc-js/dict/TSCharacters';

/** Characters that tell the two ways of writing Chinese apart. */
export interface ScriptCharacters {
  onlyTraditional: ReadonlySet<string>;
  onlySimplified: ReadonlySet<string>;
}

let characters: ScriptCharacters | undefined;

/**
 * Derived at the first call from OpenCC's pairs: a Traditional form that GB 2312 (the Simplified standard) lacks, and a
 * Simplified form that the first plane of Big5 (the everyday Traditional set) lacks. What stands in both (干, 后, 里, 乾, 著)
 * says nothing.
 */
export function getScriptCharacters(): ScriptCharacters {
  characters ??= deriveCharacters();
  return characters;
}

function deriveCharacters(): ScriptCharacters {
  const gb2312 = decodeRows('gbk', 0xb0, 0xf7, 0xa1, 0xfe);
  const big5 = decodeRows('big5', 0xa4, 0xc6, 0x40, 0xfe);
  const onlyTraditional = new Set<string>();
  const onlySimplified = new Set<string>();
  for (const pair of traditionalToSimplified.split('|')) {
    const [traditional = '', simplified = ''] = pair.split(' ');
    if (!gb2312.has(traditional)) onlyTraditional.add(traditional);
    if (!big5.has(simplified)) onlySimplified.add(simplified);
  }
  for (const character of onlyTraditional) onlySimplified.delete(character);
  return { onlyTraditional, onlySimplified };
}

function decodeRows(
  encoding: string,
  firstLead: number,
  lastLead: number,
  firstTrail: number,
  lastTrail: number,
): Set<string> {
  const bytes: number[] = [];
  for (let lead = firstLead; lead <= lastLead; lead += 1)
    for (let trail = firstTrail; trail <= lastTrail; trail += 1) bytes.push(lead, trail);
  return new Set(new TextDecoder(encoding).decode(Uint8Array.from(bytes)));
}

/** A run of text that looks alike. A link or code stands alone; nothing nests. */
export interface TextRun {
  text: string;
  style?: 'bold' | 'italic' | 'code';
  url?: string;
  /** Is never cut, nor parted from what stands before it (the number of a source). */
  glued?: true;
}

/** What a message is made of: a line, a sentence. `before` parts it from what stands above it in the same message. */
export interface Piece {
  before: '\n\n' | '\n' | ' ' | '';
  runs: TextRun[];
  /** Part of an expandable quote. */
  quoted?: true;
}

export interface Cost {
  /** UTF-16 code units after parsing. */
  length: number;
  /** Those that are given, and those that Telegram may find by itself. */
  entities: number;
  /** Of the entities, as they go to Telegram's servers: three integers and a padded address each. */
  entityBytes: number;
  /** Of the markup, at most. */
  markupBytes: number;
}

export const NOTHING: Cost = { length: 0, entities: 0, entityBytes: 0, markupBytes: 0 };

export function addCosts(one: Cost, other: Cost): Cost {
  return {
    length: one.length + other.length,
    entities: one.entities + other.entities,
    entityBytes: one.entityBytes + other.entityBytes,
    markupBytes: one.markupBytes + other.markupBytes,
  };
}

export function measureRuns(runs: readonly TextRun[]): Cost {
  return runs.map(measureRun).reduce(addCosts, NOTHING);
}

function measureRun({ text, style, url }: TextRun): Cost {
  const found =
    url === undefined && style !== 'code' ? (text.match(/[#＃/](?=[\p{L}\p{N}_])/gu)?.length ?? 0) : 0;
  const given = (style === undefined ? 0 : 1) + (url === undefined ? 0 : 1);
  // `&quot;` is the longest of what stands for one character.
  const escaped = text.match(/[&<>"]/g)?.length ?? 0;
  const urlBytes = url === undefined ? 0 : url.length;
  return {
    length: text.length,
    entities: given + found,
    entityBytes: given * 12 + (url === undefined ? 0 : urlBytes + 8),
    markupBytes:
      Buffer.byteLength(text) + escaped * 5 + given * 16 + urlBytes + (url?.match(/[&"]/g)?.length ?? 0) * 5,
  };
}

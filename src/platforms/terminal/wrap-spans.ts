import stringWidth from 'string-width';

export type Style = 'bold' | 'dim' | 'cyan' | 'yellow' | 'red' | 'green' | 'underline';

/** A run of text that looks alike. It holds no escape sequence. */
export interface Span {
  text: string;
  styles?: readonly Style[];
  /** An address that a terminal may link it to. */
  url?: string | null;
  /** Stays on the line of what stands before it. */
  glued?: boolean;
}

interface Character {
  text: string;
  width: number;
  span: Span;
}

/** Kinsoku: what does not begin a line (after GB/T 15834 and JIS X 4051), and what does not end one. */
const NEVER_FIRST = new Set(
  '、。，．,.;；:：!！?？)）]］}｝」』】〉》〕〗〙〛﹂﹄”’…‥—～〜·・•ー々%％‰℃°ぁぃぅぇぉっゃゅょァィゥェォッャュョ',
);
const NEVER_LAST = new Set('（(［[{｛「『【〈《〔〖〘〚﹁﹃“‘#＃￥¥$＄');

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The columns that a text takes on a terminal. */
export function measureWidth(text: string): number {
  // What most texts are made of, told without the tables: plain ASCII, or one ideograph or its punctuation.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return /^[\u3001-\u3029\u4E00-\u9FFF\uFF01-\uFF60]$/.test(text) ? 2 : stringWidth(text);
}

/**
 * Breaks text into lines of at most `width` columns: at spaces, between Chinese characters, after hyphens; a word that is
 * longer than a line is cut. Closing punctuation never begins a line, opening punctuation never ends one, unless a line
 * has no other place to break. A line feed in a text breaks too. Linear in the length of the text.
 */
export function wrapSpans(spans: readonly Span[], width: number): Span[][] {
  const lines: Character[][] = [[]];
  let used = 0;
  const startLine = (): void => {
    lines.push([]);
    used = 0;
  };
  const put = (characters: readonly Character[]): void => {
    for (const character of characters) {
      if (used + character.width > width && used > 0 && character.text !== ' ') startLine();
      lines.at(-1)?.push(character);
      used += character.width;
    }
  };

  for (const atom of splitAtoms(spans)) {
    if (atom[0]?.text === '\n') {
      startLine();
      continue;
    }
    const solid = atom
      .filter(({ text }) => text !== ' ')
      .reduce((sum, character) => sum + character.width, 0);
    if (used > 0 && used + solid > width) startLine();
    put(used === 0 && lines.length > 1 ? trimStart(atom) : atom);
  }
  return lines.map((line) => joinSpans(trimEnd(line)));
}

/** Runs that are not broken inside: a word with the spaces after it, a Chinese character with its punctuation. */
function* splitAtoms(spans: readonly Span[]): Generator<Character[]> {
  let atom: Character[] = [];
  for (const span of spans) {
    let first = true;
    for (const { segment } of graphemes.segment(span.text)) {
      const character = { text: segment, width: segment === '\n' ? 0 : measureWidth(segment), span };
      const previous = atom.at(-1);
      const glued = first && span.glued === true;
      first = false;
      if (previous !== undefined && !glued && mayBreak(previous, character)) {
        yield atom;
        atom = [];
      }
      atom.push(character);
    }
  }
  if (atom.length > 0) yield atom;
}

function mayBreak(previous: Character, next: Character): boolean {
  if (previous.text === '\n' || next.text === '\n') return true;
  if (next.text === ' ') return false;
  if (NEVER_FIRST.has(next.text) || NEVER_LAST.has(previous.text)) return false;
  if (previous.text === ' ') return true;
  return previous.width > 1 || next.width > 1 || previous.text === '-';
}

function trimStart(line: readonly Character[]): Character[] {
  const first = line.findIndex(({ text }) => text !== ' ');
  return first < 0 ? [] : line.slice(first);
}

function trimEnd(line: readonly Character[]): Character[] {
  return line.slice(0, line.findLastIndex(({ text }) => text !== ' ') + 1);
}

function joinSpans(line: readonly Character[]): Span[] {
  const joined: Span[] = [];
  let last: Span | null = null;
  for (const { text, span } of line) {
    const current = joined.at(-1);
    if (last === span && current !== undefined) current.text += text;
    else joined.push({ ...span, text });
    last = span;
  }
  return joined;
}

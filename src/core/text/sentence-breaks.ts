import { matchPairs } from './match-pairs.ts';
import { endsSentence, type Quotation } from './sentence-end.ts';

// A quotation or bracket up to this many UTF-16 units stays in one piece though several sentences stand in it;
// a longer one is broken where its sentences end. Han text says about twice as much in a unit.
const LONGEST_WHOLE_QUOTE = { han: 90, latin: 220 };
// Longer sentences also end at …… and ；, where shorter ones go on.
const LONG_SENTENCE = { han: 180, latin: 450 };

const HAN = /\p{Script=Han}/u;
const SPACE = /\s/;
const CANDIDATES = /[。｡．！？!?.…‼⁇⁈⁉।؟۔；;“‘「『﹁﹃«《〈（(【〔["＂:]/g;
const TERMINATORS = new Set('。｡．！？!?.…‼⁇⁈⁉।؟۔');
const CLOSERS = new Set('”’」』﹂﹄»》〉）)】〕]');
const INTRODUCED = /(?:[：:，,]|说|說|道|称|稱|表示|指出|强调|強調|认为|認為|问|問)\s{0,3}$/u;
/** The first character makes one grapheme with what stands before it. */
export const EXTENDING = /^[\p{Grapheme_Extend}\p{Mc}\p{Emoji_Modifier}\u200D]/u;
const FOOTNOTE = /\[(?:注 ?)?\d{1,3}\]/y;

/**
 * The offsets at which the sentences of one line (no line break inside) end. Each is after the closing marks that
 * belong to the sentence; the line's own end is not among them.
 */
export function findSentenceBreaks(line: string): number[] {
  const breaks: number[] = [];
  const script = HAN.test(line) ? 'han' : 'latin';
  const usesFullStops = line.includes('。');
  const pairs = matchPairs(line);
  const closers = new Set(pairs.values());
  const quotations: Quotation[] = [];
  let sentenceStart = 0;
  let contentStart = skipSpace(line, 0);
  let wholeUntil = -1;
  CANDIDATES.lastIndex = 0;
  for (let match = CANDIDATES.exec(line); match; match = CANDIDATES.exec(line)) {
    const position = match.index;
    const mark = match[0];
    while ((quotations.at(-1)?.closer ?? position) < position) quotations.pop();
    const closer = pairs.get(position);
    if (closer !== undefined) {
      if (closer - position <= LONGEST_WHOLE_QUOTE[script]) wholeUntil = Math.max(wholeUntil, closer);
      quotations.push({
        mark,
        closer,
        leads: position <= contentStart,
        introduced: INTRODUCED.test(line.slice(Math.max(sentenceStart, position - 8), position)),
      });
      continue;
    }
    if (mark === ':') {
      if (position > wholeUntil && line.startsWith('://', position))
        wholeUntil = findAddressEnd(line, position);
      continue;
    }
    const isStop = TERMINATORS.has(mark);
    if (!isStop && mark !== ';' && mark !== '；') continue;
    const marksEnd = isStop ? skipTerminators(line, position) : position + 1;
    const end = isStop ? skipClosers(line, marksEnd, closers) : marksEnd;
    CANDIDATES.lastIndex = end;
    if (end <= wholeUntil) continue;
    const quotation = quotations.find((entry) => entry.closer >= marksEnd && entry.closer < end);
    const isLong = position - sentenceStart > LONG_SENTENCE[script];
    if (!endsSentence({ line, sentenceStart, position, marksEnd, end, quotation, isLong, usesFullStops }))
      continue;
    sentenceStart = skipExtending(line, end);
    contentStart = skipSpace(line, sentenceStart);
    CANDIDATES.lastIndex = sentenceStart;
    if (sentenceStart < line.length) breaks.push(sentenceStart);
  }
  return breaks;
}

/** The end of the address whose `://` stands at `position`, without the punctuation that follows it. */
function findAddressEnd(line: string, position: number): number {
  let end = position;
  while (end < line.length && isAddressUnit(line.charCodeAt(end))) end += 1;
  while (end > position && '.,;:!?)]\'"'.includes(line.charAt(end - 1))) end -= 1;
  return end;
}

function isAddressUnit(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f && unit !== 0x22 && unit !== 0x3c && unit !== 0x3e;
}

function skipTerminators(line: string, position: number): number {
  let end = position;
  while (end < line.length && TERMINATORS.has(line.charAt(end))) end += 1;
  return end;
}

/** Past closing quotes, brackets and footnote numbers, and terminators between them (`！”。`). */
function skipClosers(line: string, position: number, closers: ReadonlySet<number>): number {
  let end = position;
  for (; end < line.length; end += 1) {
    const mark = line.charAt(end);
    if (closers.has(end) || CLOSERS.has(mark)) continue;
    if (end > position && TERMINATORS.has(mark)) continue;
    if (mark === ' ' && closers.has(end + 1)) continue;
    if (mark === "'" && (end + 1 === line.length || /[\s"”]/.test(line.charAt(end + 1)))) continue;
    if (mark !== '[') break;
    FOOTNOTE.lastIndex = end;
    const footnote = FOOTNOTE.exec(line);
    if (!footnote) break;
    end += footnote[0].length - 1;
  }
  return end;
}

function skipSpace(line: string, position: number): number {
  let end = position;
  while (end < line.length && SPACE.test(line.charAt(end))) end += 1;
  return end;
}

/** Past the marks and modifiers that make one character with what stands before them. */
function skipExtending(line: string, position: number): number {
  let end = position;
  while (end < line.length) {
    const character = String.fromCodePoint(line.codePointAt(end) ?? 0);
    if (!EXTENDING.test(character)) break;
    end += character.length;
  }
  return end;
}

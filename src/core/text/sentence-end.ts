import { abbreviationKind, startsSentence } from './english-abbreviations.ts';

/** A quotation or bracket that has a partner, as it stands in its sentence. */
export interface Quotation {
  mark: string;
  closer: number;
  /** Nothing stands before it in its sentence. */
  leads: boolean;
  /** A colon, comma or verb of speech stands before it. */
  introduced: boolean;
}

/** A run of terminators and what surrounds it, in one line. */
export interface Situation {
  line: string;
  sentenceStart: number;
  /** The first terminator. */
  position: number;
  /** After the last terminator of the first run. */
  marksEnd: number;
  /** After the closing marks too. */
  end: number;
  /** The outermost quotation that closes right after the terminators. */
  quotation: Quotation | undefined;
  isLong: boolean;
  /** The line has 。, so that its ASCII stops are something else. */
  usesFullStops: boolean;
}

const HAN = /[\p{Script=Han}\u3007]/u;
const SPACE = /\s/;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
const DIGIT = /\p{Nd}/u;
const QUOTES = new Set('“‘「『﹁﹃«"＂');
const GOES_ON = new Set('，,、；;：:—');
const OPENS = /^[\s“‘「『"'（(《【[]*/u;
const CHINESE_ATTRIBUTION =
  /^[^，。！？；：、,!?;:“”「」]{0,16}?(?:说|說|道[，。：]|表示|称|稱|指出|介绍|介紹|问|問|回答|喊|告诉|告訴|坦言|回忆|回憶|笑着|透露|写道|寫道|解释|解釋|补充|補充|直言|感叹|感嘆|感慨|呼吁|呼籲)/u;
const ENGLISH_ATTRIBUTION =
  /^\s*(?:[\p{Lu}][\p{L}.’'-]{0,20}\s+){0,3}(?:said|says|asked|asks|added|adds|told|tells|wrote|writes|replied|cried|shouted|explained|continued)\b/u;

/** Whether a sentence ends after these terminators. */
export function endsSentence(situation: Situation): boolean {
  const { line, position, marksEnd, end } = situation;
  const marks = line.slice(position, Math.min(marksEnd, position + 8));
  if (line.slice(end, end + 200).trim() === '') return true;
  if (GOES_ON.has(line.charAt(end))) return false;
  if (marks === ';' || marks === '；') return situation.isLong;
  if (/[。｡！？‼⁇⁈⁉।؟۔]/u.test(marks)) return endsAtFullMark(situation, /[。｡।۔]/u.test(marks));
  if (/[!?]/.test(marks)) return endsAtAsciiMark(situation);
  if (marks.length > 1 || marks === '…') return endsAtEllipsis(situation);
  return endsAtStop(situation);
}

function endsAtFullMark(situation: Situation, isStop: boolean): boolean {
  const { line, end, quotation } = situation;
  if (!quotation) return true;
  if (!QUOTES.has(quotation.mark)) return quotation.leads;
  if (quotation.introduced && !quotation.leads) return true;
  const rest = line.slice(end, end + 64);
  if (quotation.leads) return !CHINESE_ATTRIBUTION.test(rest) && !ENGLISH_ATTRIBUTION.test(rest);
  // 他喊了一声“快跑！”就冲了出去。
  return isStop || SPACE.test(rest.charAt(0));
}

function endsAtAsciiMark(situation: Situation): boolean {
  const { line, position, end, quotation } = situation;
  const following = line.charAt(end);
  if (SPACE.test(following)) {
    const rest = line.slice(end, end + 64);
    if (LOWER.test(firstOf(rest))) return false;
    if (quotation?.leads && ENGLISH_ATTRIBUTION.test(rest)) return false;
    return !quotation || QUOTES.has(quotation.mark) || quotation.leads;
  }
  if (HAN.test(characterAt(line, end))) return endsAtFullMark(situation, false);
  if (HAN.test(line.charAt(position - 1))) return !LOWER.test(following);
  return isMissingSpace(situation);
}

function endsAtEllipsis(situation: Situation): boolean {
  const { line, position, end, quotation, isLong } = situation;
  const rest = line.slice(end, end + 64);
  const following = line.charAt(end);
  if (quotation) {
    if (!QUOTES.has(quotation.mark)) return false;
    if (quotation.introduced && !LOWER.test(firstOf(rest))) return true;
    return quotation.leads && !CHINESE_ATTRIBUTION.test(rest) && UPPER.test(firstOf(rest));
  }
  if (!SPACE.test(following)) return isLong && HAN.test(characterAt(line, end));
  const first = firstOf(rest);
  if (HAN.test(line.charAt(position - 1))) return true;
  return UPPER.test(first) && !/^[\s“"‘]*I\b/.test(rest);
}

/** A single `.` (or ．): the mark that most often ends nothing. */
function endsAtStop(situation: Situation): boolean {
  const { line, position, end, marksEnd } = situation;
  const before = line.charAt(position - 1);
  const following = characterAt(line, end);
  if (HAN.test(following)) return endsBeforeHan(situation, before);
  if (!SPACE.test(following)) {
    if (end > marksEnd) return UPPER.test(following) || QUOTES.has(following);
    return isMissingSpace(situation);
  }
  if (HAN.test(before)) return !situation.usesFullStops;
  const rest = line.slice(end, end + 64);
  const first = firstOf(rest);
  if (LOWER.test(first)) return false;
  if (isListMarker(situation)) return false;
  if (end > marksEnd) return true;
  const word = wordBefore(line, position);
  const kind = abbreviationKind(word);
  if (kind === null) return true;
  if (kind === 'leads') return false;
  if (kind === 'numbers') return !DIGIT.test(first);
  const next = /^[\p{L}'’]{1,20}/u.exec(rest.replace(OPENS, ''))?.[0] ?? '';
  return startsSentence(next);
}

/** Full stops typed as `.` in Chinese text, told from list numbers, the dots in names and decimals. */
function endsBeforeHan(situation: Situation, before: string): boolean {
  const { line, position, sentenceStart, usesFullStops } = situation;
  if (HAN.test(before)) return !usesFullStops && position - sentenceStart >= 10;
  if (DIGIT.test(before)) {
    let start = position;
    while (start > sentenceStart && position - start < 12 && DIGIT.test(line.charAt(start - 1))) start -= 1;
    return start > sentenceStart && HAN.test(line.charAt(start - 1));
  }
  const word = wordBefore(line, position);
  if (/^\p{L}$/u.test(word) || abbreviationKind(word) !== null) return false;
  return word === '' || !usesFullStops;
}

/** `…the end.The next…`, as pages lose their spaces; not Node.js, a.b or an address. */
function isMissingSpace(situation: Situation): boolean {
  const { line, position, end } = situation;
  const before = line.slice(Math.max(0, position - 3), position);
  if (!/(?:\p{L}\p{Ll}|\p{Lu}{3}|\p{Nd}|[”’")\]%])$/u.test(before)) return false;
  if (isListMarker(situation) || abbreviationKind(wordBefore(line, position)) !== null) return false;
  const rest = line.slice(end, end + 24);
  const isAcronym = /\p{Ll}\p{Ll}$/u.test(before) && /^\p{Lu}{2,6} /u.test(rest);
  if (!isAcronym && !/^[“‘"(]?\p{Lu}[\p{Ll}’' ]/u.test(rest)) return false;
  const token = line.slice(Math.max(0, position - 40), position);
  return !/[/@\\]|www/i.test(token.slice(token.search(/\S*$/)));
}

/** 1. or a. or iv. at the start of a sentence numbers it. */
function isListMarker({ line, sentenceStart, position }: Situation): boolean {
  if (position - sentenceStart > 8) return false;
  return /^\s*[(（]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$/.test(line.slice(sentenceStart, position));
}

function wordBefore(line: string, position: number): string {
  return (
    /[\p{Script=Latin}\p{Nd}.’'-]{1,24}$/u.exec(line.slice(Math.max(0, position - 24), position))?.[0] ?? ''
  );
}

function firstOf(rest: string): string {
  return characterAt(rest.replace(OPENS, ''), 0);
}

function characterAt(line: string, position: number): string {
  const code = line.codePointAt(position);
  return code === undefined ? '' : String.fromCodePoint(code);
}

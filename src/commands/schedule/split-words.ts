/** A word as it was typed, without its mark and quotes. */
export interface Word {
  text: string;
  mark: 'topic' | 'muted' | null;
  /** What stood in quotes is no time and no place. */
  quoted: boolean;
  /** A comma or the like stands before it. */
  parted: boolean;
}

/** Quotes are closed within so many characters, so that a text of opening quotes costs no more than another. */
const WORD =
  /([#＃+＋\-－−–—]?)(?:"([^"]{1,200})"|“([^”]{1,200})”|「([^」]{1,200})」|『([^』]{1,200})』)|([^\s,，、;；()（）]+)|([,，、;；()（）])/gu;
/** Followed by figures it is an offset. */
const MUTES = /^[-－−–—]+(?=[^\s\d\-－−–—])/u;
const OFFSET = /^[+＋\-－−]\d{1,2}(?:[:：]?\d{2})?$/u;

/** Words at white space, commas and brackets, in order; `#秦创原`, `-体育`, `-"real estate"` and `+科技` are marked. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  let parted = false;
  for (const [, mark = '', double, curly, corner, white, plain, separator] of text.matchAll(WORD)) {
    if (separator !== undefined) {
      parted = true;
      continue;
    }
    const quoted = double ?? curly ?? corner ?? white;
    if (quoted !== undefined) addWord(words, { text: quoted, mark: readMark(mark), quoted: true, parted });
    else for (const word of splitPlain(plain ?? '')) addWord(words, { ...word, quoted: false, parted });
    parted = false;
  }
  return words;
}

function addWord(words: Word[], word: Word): void {
  const text = word.text.trim();
  if (text !== '') words.push({ ...word, text });
}

function readMark(mark: string): Word['mark'] {
  if (mark === '') return null;
  return /[#＃+＋]/u.test(mark) ? 'topic' : 'muted';
}

function splitPlain(word: string): Pick<Word, 'text' | 'mark'>[] {
  if (OFFSET.test(word)) return [{ text: word, mark: null }];
  const unmuted = word.replace(MUTES, '');
  const isMuted = unmuted !== word || /^[-－−]\d/u.test(word);
  const text = isMuted ? unmuted.replace(/^[-－−]+/u, '') : word;
  if (/^[#＃]/u.test(text)) {
    // Chinese hashtags are closed (#秦创原#), and some leave out the space between two.
    const tags = text.split(/[#＃]+/u);
    return tags.map((tag) => ({ text: tag, mark: isMuted ? 'muted' : 'topic' }));
  }
  if (isMuted) return [{ text, mark: 'muted' }];
  return /^[+＋]\D/u.test(word) ? [{ text: word.slice(1), mark: 'topic' }] : [{ text: word, mark: null }];
}

import type { Article } from '../model/article.ts';
import { collectCandidates } from './collect-candidates.ts';

/** The longest headline made from a sentence, in UTF-16 units: two lines on a phone in either script. */
const LONGEST = { han: 40, other: 100 };
const CUT_TITLE = /(?:…|\.{2,}|。{2,})[\s#】」』”"'’)）\]]*$/u;
const HAN = /\p{Script=Han}/u;
// A clause shorter than this share of the room is not worth cutting at: the word is.
const LEAST_CLAUSE = 0.5;

/** Cuts a text before the first word that does not fit, at the end of a clause where one is near; says so with an ellipsis. */
function cutOnWord(text: string, room: number): string {
  if (text.length <= room) return text;
  let words = 0;
  let clause = 0;
  const head = text.slice(0, room + 1);
  // The last word of the head may be cut itself; its start is where the cut may fall.
  for (const piece of new Intl.Segmenter('zh', { granularity: 'word' }).segment(head)) {
    words = piece.index;
    if (/^[，；：、,;:—]/u.test(piece.segment)) clause = piece.index;
  }
  const end = clause >= room * LEAST_CLAUSE ? clause : words;
  // One endless word: cut between characters, never inside one.
  const cut = end > 0 ? head.slice(0, end) : [...head.slice(0, room)].slice(0, -1).join('');
  return `${cut.trimEnd()}…`;
}

/**
 * The headline of an article: its title as it is, or, where there is none or it is cut off, its first sentence, cut on a word boundary.
 * Empty only where the article has neither title nor text.
 */
export function pickHeadline(article: Pick<Article, 'title' | 'body' | 'paragraphs'>): string {
  const title = article.title.trim();
  if (title !== '' && !CUT_TITLE.test(title)) return title;
  const candidates = collectCandidates({ ...article, title: '' });
  const sentence =
    candidates.find(({ fit, leaning }) => fit && !leaning) ?? candidates.find(({ fit }) => fit);
  const text = sentence?.text ?? (title === '' ? candidates[0]?.text : undefined);
  if (text === undefined) return title;
  return cutOnWord(text.replace(/[。.]$/u, ''), HAN.test(text) ? LONGEST.han : LONGEST.other);
}

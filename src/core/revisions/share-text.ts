import { termsOf } from '../summary/sentence-terms.ts';
import { type ArticleText, listSentences } from './compare-texts.ts';

/** In UTF-16 units: enough to know a text by, and little enough to be compared while it is taken in. */
const COMPARED = 20_000;
/** A sentence of fewer letters (本报讯, Read more) stands in any text. */
const TELLING_SENTENCE = 10;

/**
 * How much of the shorter of two texts stands in the longer, 0 to 1: sentences word for word or terms in common,
 * whichever is more. Compared are their titles and the head of their bodies.
 */
export function shareText(one: ArticleText, other: ArticleText): number {
  const heads = [headOf(one), headOf(other)] as const;
  return Math.max(shareSentences(...heads), shareTerms(...heads));
}

function headOf({ title, body, paragraphs }: ArticleText): ArticleText {
  if (body.length <= COMPARED) return { title, body, paragraphs };
  const inside = paragraphs
    .filter(({ start }) => start < COMPARED)
    .map((paragraph) => ({ ...paragraph, end: Math.min(paragraph.end, COMPARED) }));
  return { title, body: body.slice(0, COMPARED), paragraphs: inside };
}

/** The common sentences' share of the letters of the shorter. */
function shareSentences(one: ArticleText, other: ArticleText): number {
  const [first, second] = [lettersOf(one), lettersOf(other)];
  const size = (sentences: ReadonlySet<string>): number =>
    [...sentences].reduce((sum, letters) => sum + letters.length, 0);
  const common = new Set([...first].filter((letters) => second.has(letters)));
  return size(common) / Math.max(1, Math.min(size(first), size(second)));
}

function lettersOf(text: ArticleText): Set<string> {
  const telling = listSentences(text).filter(({ letters }) => letters.length >= TELLING_SENTENCE);
  return new Set(telling.map(({ letters }) => letters));
}

function shareTerms(one: ArticleText, other: ArticleText): number {
  const [first, second] = [one, other].map(({ title, body }) => termsOf(`${title}\n${body}`));
  if (first === undefined || second === undefined) return 0;
  const [fewer, more] = first.size <= second.size ? [first, second] : [second, first];
  let common = 0;
  for (const term of fewer) if (more.has(term)) common += 1;
  return common / Math.max(1, fewer.size);
}

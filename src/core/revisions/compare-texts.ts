import type { Article } from '../model/article.ts';
import { foldToLetters } from '../text/fold-to-letters.ts';
import { type ArticleSentence, splitArticle } from '../text/sentences.ts';

/** What of an article says something. */
export type ArticleText = Pick<Article, 'title' | 'body' | 'paragraphs'>;

/** A sentence with what it is known by: its folded letters. */
export interface KnownSentence extends ArticleSentence {
  letters: string;
}

/** The sentences of a body that say anything, in order; a body that names no paragraphs is one paragraph. */
export function listSentences({ body, paragraphs }: Omit<ArticleText, 'title'>): KnownSentence[] {
  const whole = [{ start: 0, end: body.length, kind: 'text' as const }];
  return splitArticle({ body, paragraphs: paragraphs.length > 0 ? paragraphs : whole })
    .map((sentence) => ({ ...sentence, letters: foldToLetters(sentence.text) }))
    .filter(({ letters }) => letters !== '');
}

/**
 * What was added and taken away from one text of an article to another: sentences of one that do not stand in the other,
 * but for spacing, punctuation, width, case and script. One that was moved is in neither; one that was reworded is in both.
 */
export function compareSentences(
  before: readonly KnownSentence[],
  after: readonly KnownSentence[],
): { added: KnownSentence[]; removed: KnownSentence[] } {
  return { added: listMissing(after, before), removed: listMissing(before, after) };
}

function listMissing(sentences: readonly KnownSentence[], among: readonly KnownSentence[]): KnownSentence[] {
  const known = new Set(among.map(({ letters }) => letters));
  return sentences.filter(({ letters }) => {
    if (known.has(letters)) return false;
    known.add(letters);
    return true;
  });
}

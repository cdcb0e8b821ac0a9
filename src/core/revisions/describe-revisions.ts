import type { Article } from '../model/article.ts';
import type { ArticleOutput } from '../model/output.ts';
import type { ArticleRevision } from '../ports/store.ts';
import { type ArticleText, compareSentences, type KnownSentence, listSentences } from './compare-texts.ts';

/** Of a change, so many sentences each way, and so many UTF-16 units of each. */
const MOST_SENTENCES = 20;
const LONGEST_SENTENCE = 400;
/** UTF-16 units of all texts that are compared, some half a second's work: of very long articles the last changes only. */
const MOST_COMPARED = 600_000;

type DescribedRevision = ArticleOutput['revisions'][number];

/** What each change of an article added to the text before it and took away; in the order in which they were made. */
export function describeRevisions(
  article: Article,
  revisions: readonly ArticleRevision[],
): DescribedRevision[] {
  const described: DescribedRevision[] = [];
  let after: ArticleText = article;
  let sentences: KnownSentence[] | null = null;
  let compared = article.body.length;
  for (const { number, replacedAt, article: before } of revisions.toReversed()) {
    compared += before.body.length;
    const isCompared = compared <= MOST_COMPARED;
    const earlier = isCompared ? listSentences(before) : null;
    const later = isCompared ? (sentences ?? listSentences(after)) : null;
    const change = earlier === null || later === null ? null : describeChange(earlier, later);
    described.unshift({ number, replacedAt, title: before.title, change });
    after = before;
    sentences = earlier;
  }
  return described;
}

function describeChange(
  before: readonly KnownSentence[],
  after: readonly KnownSentence[],
): NonNullable<DescribedRevision['change']> {
  const { added, removed } = compareSentences(before, after);
  const omitted = [added, removed].reduce((sum, all) => sum + Math.max(0, all.length - MOST_SENTENCES), 0);
  return { added: cutAll(added), removed: cutAll(removed), omitted };
}

function cutAll(sentences: readonly KnownSentence[]): string[] {
  return sentences.slice(0, MOST_SENTENCES).map(({ text }) => {
    const shown = text.replace(/\s+/gu, ' ');
    // Cutting may part a surrogate pair.
    return shown.length <= LONGEST_SENTENCE
      ? shown
      : `${shown.slice(0, LONGEST_SENTENCE).replace(/[\ud800-\udbff]$/, '')}…`;
  });
}

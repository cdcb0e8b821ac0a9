import type { Article } from '../model/article.ts';
import { pickHeadline } from '../summary/pick-headline.ts';
import { findUnheldQuotation, normaliseForQuoting } from '../verify/find-quotations.ts';
import { findUnheldFigure } from '../verify/find-unheld-figure.ts';

/** What a post said of one or more articles, each sentence with the words that it was told from. */
export interface ToldStory {
  headline: string;
  sentences: readonly { text: string; citations: readonly { articleId: string; quote: string }[] }[];
  figures: readonly string[];
}

/** Which parts of a story no longer stand in the texts as they are now. */
export interface FallenParts {
  headline: boolean;
  /** Indexes. */
  sentences: number[];
  figures: number[];
}

/**
 * What an article has come to say otherwise since the story was told: quotes and figures that its text no longer holds, and
 * a headline that says a figure or quotation which it no longer holds (another wording alone is no correction; of a story
 * that was its headline alone any other is). Null where all stands: what was added takes nothing back. `articles` are
 * as they are now, the one that the headline is of first; one that is not among them stands.
 */
export function findFallen(
  { headline, sentences, figures }: ToldStory,
  articles: readonly Article[],
): FallenParts | null {
  const texts = new Map(
    articles.map(({ id, title, body }) => [id, normaliseForQuoting(`${title}\n${body}`)] as const),
  );
  const all = [...texts.values()];
  const isWhole = sentences.every(({ citations }) =>
    citations.every(({ articleId }) => texts.has(articleId)),
  );
  const fallen: FallenParts = {
    headline: articles[0] !== undefined && !headlineStands(headline, articles, sentences.length === 0),
    sentences: sentences.flatMap(({ citations }, index) =>
      citations.some(({ articleId, quote }) => {
        const text = texts.get(articleId);
        return text !== undefined && !text.includes(normaliseForQuoting(quote));
      })
        ? [index]
        : [],
    ),
    // A figure may be of an article that is not looked at.
    figures: !isWhole
      ? []
      : figures.flatMap((figure, index) =>
          all.some((text) => text.includes(normaliseForQuoting(figure))) ? [] : [index],
        ),
  };
  const isFallen = fallen.headline || fallen.sentences.length > 0 || fallen.figures.length > 0;
  return isFallen ? fallen : null;
}

/** A headline that was cut ends in an ellipsis. */
const CUT = /…$/u;

function headlineStands(headline: string, articles: readonly Article[], isAll: boolean): boolean {
  const said = normaliseForQuoting(headline.replace(CUT, ''));
  const isHeld = articles.some(
    (article) =>
      normaliseForQuoting(`${article.title}\n${article.body}`).includes(said) ||
      pickHeadline(article) === headline,
  );
  if (isHeld || isAll) return isHeld;
  const texts = articles.flatMap(({ title, body }) => [title, body]);
  return findUnheldFigure(headline, texts) === null && findUnheldQuotation(headline, texts) === null;
}

import type { Article } from '../model/article.ts';
import { pickHeadline } from '../summary/pick-headline.ts';
import { standsWhole } from '../text/stands-whole.ts';
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
  const texts = new Map(articles.map((article) => [article.id, readText(article)]));
  const all = [...texts.values()];
  const isWhole = sentences.every(({ citations }) =>
    citations.every(({ articleId }) => texts.has(articleId)),
  );
  const fallen: FallenParts = {
    headline: articles[0] !== undefined && !headlineStands(headline, all, sentences.length === 0),
    sentences: sentences.flatMap(({ citations }, index) =>
      citations.some(({ articleId, quote }) => texts.get(articleId)?.holds(quote) === false) ? [index] : [],
    ),
    // A figure may be of an article that is not looked at.
    figures: !isWhole
      ? []
      : figures.flatMap((figure, index) => (all.some((text) => text.holds(figure)) ? [] : [index])),
  };
  const isFallen = fallen.headline || fallen.sentences.length > 0 || fallen.figures.length > 0;
  return isFallen ? fallen : null;
}

interface ReadText {
  article: Article;
  /** Whether words stand in it, but for how they are set, and as no part of a longer figure. */
  holds(words: string): boolean;
}

function readText(article: Article): ReadText {
  const text = `${article.title}\n${article.body}`;
  let normalised: string | null = null;
  return {
    article,
    holds(words) {
      // Folding takes its time with a long text, of which most that was said stands as it was.
      if (standsWhole(words, text)) return true;
      normalised ??= normaliseForQuoting(text);
      return standsWhole(normaliseForQuoting(words), normalised);
    },
  };
}

/** A headline that was cut ends in an ellipsis. */
const CUT = /…$/u;

function headlineStands(headline: string, texts: readonly ReadText[], isAll: boolean): boolean {
  const said = headline.replace(CUT, '');
  const isHeld = texts.some(({ article, holds }) => holds(said) || pickHeadline(article) === headline);
  if (isHeld || isAll) return isHeld;
  const held = texts.flatMap(({ article: { title, body } }) => [title, body]);
  return findUnheldFigure(headline, held) === null && findUnheldQuotation(headline, held) === null;
}

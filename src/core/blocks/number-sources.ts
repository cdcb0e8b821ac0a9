import type { ArticleReference, Sentence } from '../model/output.ts';
import type { Button, CitedSentence, Source } from './blocks.ts';

interface Labels {
  published(article: ArticleReference): string | null;
  positions(positions: Source['positions']): string;
  button(articleId: string): Button;
}

export interface SourceNumbering {
  /** The sentences with their citations numbered, and the sources that they cite, each with its own positions only. */
  number(
    sentences: readonly Sentence[],
    articles: ReadonlyMap<string, ArticleReference>,
  ): { sentences: CitedSentence[]; sources: Source[] };
  /** An article as a source of which nothing is cited. */
  list(article: ArticleReference): Source;
}

/**
 * Numbers the articles of one reply from 1 in the order in which its sentences cite them; an article keeps its number
 * through the whole reply. An article that is not among those given is shown by its id. `known`: numbers that articles have
 * already.
 */
export function createSourceNumbering(
  labels: Labels,
  known: ReadonlyMap<string, number> = new Map(),
): SourceNumbering {
  const numbers = new Map(known);

  const numberOf = (articleId: string): number => {
    const given = numbers.get(articleId);
    if (given !== undefined) return given;
    const next = Math.max(0, ...numbers.values()) + 1;
    numbers.set(articleId, next);
    return next;
  };

  const toSource = (articleId: string, article: ArticleReference | undefined): Source => ({
    number: numberOf(articleId),
    articleId,
    title: article?.title ?? articleId,
    publisher: article?.publisher ?? null,
    published: article === undefined ? null : labels.published(article),
    publishedAt: article?.publishedAt ?? null,
    url: article?.url ?? null,
    positions: [],
    positionLabel: null,
    button: labels.button(articleId),
  });

  return {
    number(sentences, articles) {
      const sources = new Map<string, Source>();
      const cited = sentences.map(({ text, citations }) => ({
        text,
        citations: citations.map(({ articleId, start, end, quote }) => {
          const source = sources.get(articleId) ?? toSource(articleId, articles.get(articleId));
          sources.set(articleId, source);
          if (!source.positions.some((known) => known.start === start && known.end === end))
            source.positions.push({ start, end });
          return { number: source.number, articleId, start, end, quote };
        }),
      }));
      const labelled = [...sources.values()].map((source) => ({
        ...source,
        positionLabel: labels.positions(source.positions),
      }));
      return { sentences: cited, sources: labelled };
    },
    list: (article) => toSource(article.id, article),
  };
}

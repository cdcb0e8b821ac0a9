import type { Article } from '../model/article.ts';

/** UTF-16 offsets `[start, end)` of a piece of a text. */
export interface Span {
  start: number;
  end: number;
}

/** The sentences of a text, in order, without the white space around them. */
export function splitSentences(text: string): Span[] {
  return [...text.matchAll(/[^。！？!?\n]+[。！？!?]*/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** A sentence of an article; offsets are into the body. `paragraph` is the index into `article.paragraphs`. */
export interface ArticleSentence extends Span {
  text: string;
  paragraph: number;
  kind: 'text' | 'subheading';
}

/** The sentences of an article's paragraphs, in order; a subheading is one piece of its own. */
export function splitArticle(article: Pick<Article, 'body' | 'paragraphs'>): ArticleSentence[] {
  return article.paragraphs.flatMap((paragraph, index) =>
    splitSentences(article.body.slice(paragraph.start, paragraph.end)).map((span) => {
      const start = paragraph.start + span.start;
      const end = paragraph.start + span.end;
      return { start, end, text: article.body.slice(start, end), paragraph: index, kind: paragraph.kind };
    }),
  );
}

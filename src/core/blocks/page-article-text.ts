import type { ArticleOutput } from '../model/output.ts';
import { splitSentences } from '../text/sentences.ts';
import type { ArticleTextBlock } from './blocks.ts';

type PageParagraph = ArticleTextBlock['paragraphs'][number];

/**
 * An article's text in pages of at most `limit` UTF-16 units of text. Pages break at paragraphs, a paragraph that is
 * longer than a page at sentences, a sentence that is longer at `limit`, never inside a surrogate pair.
 * A subheading goes with what follows it. Never empty: an article without text has one empty page.
 */
export function pageArticleText(
  article: Pick<ArticleOutput['article'], 'body' | 'paragraphs'>,
  limit: number,
): ArticleTextBlock[] {
  const pages: PageParagraph[][] = [];
  let page: PageParagraph[] = [];
  let length = 0;

  const turnPage = (): void => {
    const carried = page.at(-1)?.kind === 'subheading' && page.length > 1 ? page.splice(-1) : [];
    if (page.length > 0) pages.push(page);
    page = carried;
    length = carried.reduce((sum, { text }) => sum + text.length, 0);
  };

  for (const { start, end, kind } of article.paragraphs) {
    for (const text of cutParagraph(article.body.slice(start, end).trim(), limit)) {
      if (length > 0 && length + text.length > limit) turnPage();
      page.push({ kind, text });
      length += text.length;
    }
  }
  if (page.length > 0 || pages.length === 0) pages.push(page);
  return pages.map((paragraphs) => ({ kind: 'articleText', paragraphs }));
}

function cutParagraph(text: string, limit: number): string[] {
  if (text === '') return [];
  if (text.length <= limit) return [text];
  const pieces: string[] = [];
  let from = 0;
  let whole = 0;
  const cutAt = (end: number): void => {
    pieces.push(text.slice(from, end));
    from = end;
  };
  for (const { end } of [...splitSentences(text), { end: text.length }]) {
    if (end - from > limit && whole > from) cutAt(whole);
    while (end - from > limit) {
      const insidePair = /[\uD800-\uDBFF]/.test(text.charAt(from + limit - 1));
      cutAt(from + limit - (insidePair && limit > 1 ? 1 : 0));
    }
    whole = end;
  }
  if (from < text.length) cutAt(text.length);
  return pieces;
}

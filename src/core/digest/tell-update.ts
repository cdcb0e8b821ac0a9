import type { Article } from '../model/article.ts';
import type { DigestStory } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { ArticleRevision } from '../ports/store.ts';
import type { ArticleText } from '../revisions/compare-texts.ts';
import { findNews } from '../revisions/find-news.ts';
import { pickHeadline } from '../summary/pick-headline.ts';
import { pickKeyFigures } from '../summary/pick-key-figures.ts';
import { type SummaryLength, summariseArticle } from '../summary/summarise-article.ts';
import { verifySentences } from '../verify/verify-sentences.ts';
import { nameTopics, referToText, STORY_FIGURES } from './tell-story.ts';

/**
 * The story of an article that a reader was told of and that has changed since: what is new in it, each sentence cited and
 * verified. Null where nothing is. `toldHash`: the content hash of the text that the reader was told of; null where that was
 * not kept, as before there were revisions: it was the first text then.
 */
export function tellUpdate(
  article: Article,
  { revisions, toldHash }: { revisions: readonly ArticleRevision[]; toldHash: string | null },
  { language, ...length }: SummaryLength & { language: ReaderLanguage },
): DigestStory | null {
  if (toldHash === article.contentHash) return null;
  const news = findNews(article, textsUpTo(toldHash, revisions));
  if (news.length === 0) return null;
  const among = new Set(news.map(({ start }) => start));
  const summary = summariseArticle(article, length, { isTakeable: ({ start }) => among.has(start) });
  const { sentences } = verifySentences(summary, new Map([[article.id, article]]));
  if (sentences.length === 0) return null;
  return {
    id: article.id,
    headline: pickHeadline(article),
    sentences,
    topics: nameTopics(article, language),
    articles: [referToText(article)],
    // Those of the new sentences alone.
    figures: pickKeyFigures({ body: '', paragraphs: [] }, sentences, STORY_FIGURES),
    isUpdate: true,
  };
}

/**
 * The texts that the article had before and when the reader was told of it, so that one that comes and goes is told once.
 * Where the text told is no longer kept, all that are: rather nothing is told again than anything twice.
 */
function textsUpTo(toldHash: string | null, revisions: readonly ArticleRevision[]): ArticleText[] {
  const texts = revisions.map(({ article }) => article);
  if (toldHash === null) return texts.slice(0, 1);
  const told = texts.findLastIndex(({ contentHash }) => contentHash === toldHash);
  return told < 0 ? texts : texts.slice(0, told + 1);
}

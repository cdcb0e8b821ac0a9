import { nameTopics } from '../digest/tell-story.ts';
import type { Article, Language } from '../model/article.ts';
import type { ArticleOutput } from '../model/output.ts';
import type { ArticleRevision } from '../ports/store.ts';
import { describeRevisions } from '../revisions/describe-revisions.ts';
import { pickKeyFigures } from '../summary/pick-key-figures.ts';
import { summariseArticle } from '../summary/summarise-article.ts';
import { verifySentences } from '../verify/verify-sentences.ts';
import { referTo } from './refer-to-article.ts';

const SUMMARY_LENGTH = { sentences: 3, characters: 360 };
const FIGURES = 8;

/** An article with its summary (verified) and key figures, and how it changed. */
export function showArticle(
  article: Article,
  language: Language,
  revisions: readonly ArticleRevision[],
): ArticleOutput {
  const { sentences } = verifySentences(
    summariseArticle(article, SUMMARY_LENGTH),
    new Map([[article.id, article]]),
  );
  const { body, paragraphs, hashtags, truncated, firstSeenAt, provenance } = article;
  return {
    article: {
      ...referTo(article),
      body,
      paragraphs,
      hashtags,
      topics: nameTopics(article, language),
      language: article.language,
      length: body.length,
      truncated,
      firstSeenAt,
      provenance,
    },
    summary: sentences,
    figures: pickKeyFigures(article, sentences, FIGURES),
    generator: 'extractive',
    revisions: describeRevisions(article, revisions),
  };
}

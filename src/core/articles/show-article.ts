import { nameTopics } from '../digest/tell-story.ts';
import type { Article, Language } from '../model/article.ts';
import type { ArticleOutput } from '../model/output.ts';
import { pickKeyFigures } from '../summary/pick-key-figures.ts';
import { summariseArticle } from '../summary/summarise-article.ts';
import { verifySentences } from '../verify/verify-sentences.ts';
import { referTo } from './refer-to-article.ts';

const SUMMARY_LENGTH = { sentences: 3, characters: 360 };
const FIGURES = 8;

/** An article with its summary (verified) and key figures. */
export function showArticle(article: Article, language: Language): ArticleOutput {
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
  };
}

import { z } from 'zod';
import { keepPossibleTime } from '../../core/articles/keep-possible-time.ts';
import { type Article, articleSchema } from '../../core/model/article.ts';
import { StoreError } from '../../core/ports/store.ts';

/** What `articleColumns` selects. */
const articleRowSchema = z.object({
  id: z.string(),
  content_hash: z.string(),
  source: z.string(),
  source_start: z.number(),
  source_end: z.number(),
  title: z.string(),
  publisher: z.string().nullable(),
  url: z.string().nullable(),
  published_at: z.string().nullable(),
  first_seen_at: z.string(),
  language: z.string(),
  section: z.string(),
  truncated: z.number(),
  hashtags: z.string(),
  terms: z.string(),
  paragraphs: z.string(),
  body: z.string(),
});

/** To be selected from `articles JOIN article_sources ON article_sources.number = articles.source`. */
export const articleColumns = `articles.id, content_hash, article_sources.name AS source, source_start, source_end,
  title, publisher, url, published_at, first_seen_at, language, section, truncated, hashtags, terms, paragraphs, body`;

/** Throws StoreError `damaged` for a row that is no article. */
export function readArticleRow(row: unknown): Article {
  try {
    const columns = articleRowSchema.parse(row);
    return articleSchema.parse({
      id: columns.id,
      title: columns.title,
      body: columns.body,
      paragraphs: JSON.parse(columns.paragraphs),
      publisher: columns.publisher,
      url: columns.url,
      publishedAt: columns.published_at === null ? null : keepPossibleTime(columns.published_at),
      firstSeenAt: columns.first_seen_at,
      language: columns.language,
      hashtags: JSON.parse(columns.hashtags),
      section: columns.section,
      terms: JSON.parse(columns.terms),
      truncated: columns.truncated === 1,
      contentHash: columns.content_hash,
      provenance: { source: columns.source, start: columns.source_start, end: columns.source_end },
    });
  } catch {
    // Without the cause: messages of JSON.parse and zod may quote what the article says.
    throw new StoreError('A stored article is not as it was written', 'damaged');
  }
}

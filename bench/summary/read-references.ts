import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Article } from '../../src/core/model/article.ts';

const rowSchema = z.object({
  id: z.string(),
  dataset: z.string(),
  title: z.string().nullable(),
  text: z.string(),
  summary: z.string(),
});

/** An article with the summary that a person wrote of it. */
export interface ReferenceCase {
  dataset: string;
  article: Article;
  reference: string;
  /** Every other row in the order of the file, from the first on. */
  even: boolean;
}

function toArticle(row: z.infer<typeof rowSchema>): Article {
  return {
    id: row.id,
    title: row.title ?? '',
    body: row.text,
    paragraphs: [{ start: 0, end: row.text.length, kind: 'text' }],
    publisher: null,
    url: null,
    publishedAt: null,
    firstSeenAt: '2026-01-01T00:00:00Z',
    language: 'en',
    hashtags: [],
    section: 'other',
    terms: [],
    truncated: false,
    contentHash: row.id,
    provenance: { source: 'bench', start: 0, end: row.text.length },
  };
}

/** Reads JSON Lines of articles with references; throws where a line is not what the data README says. */
export async function readReferences(path: string): Promise<ReferenceCase[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const row = rowSchema.parse(JSON.parse(line));
    return { dataset: row.dataset, article: toArticle(row), reference: row.summary, even: index % 2 === 0 };
  });
}

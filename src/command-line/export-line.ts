import { z } from 'zod';
import { type Article, articleSchema } from '../core/model/article.ts';
import { toJson } from './write-reply.ts';

/** The fields that every JSON Lines input has stand first, so that `ingest` takes an export too; `stored` is the rest. */
const exportLineSchema = z.object({
  id: articleSchema.shape.id,
  title: articleSchema.shape.title,
  text: articleSchema.shape.body,
  url: articleSchema.shape.url,
  published_at: articleSchema.shape.publishedAt,
  publisher: articleSchema.shape.publisher,
  stored: articleSchema.omit({
    id: true,
    title: true,
    body: true,
    url: true,
    publishedAt: true,
    publisher: true,
  }),
});

/** An article as a line of an export, with its line end. */
export function writeExportLine({
  id,
  title,
  body,
  url,
  publishedAt,
  publisher,
  ...stored
}: Article): string {
  const line: z.infer<typeof exportLineSchema> = {
    id,
    title,
    text: body,
    url,
    published_at: publishedAt,
    publisher,
    stored,
  };
  return toJson(line);
}

/** The article of a line of an export, or what is wrong with the line. */
export function readExportLine(text: string): { article: Article } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'JSON' };
  }
  const read = exportLineSchema.safeParse(value);
  if (!read.success) return { problem: read.error.issues[0]?.path.join('.') ?? '' };
  const { text: body, published_at: publishedAt, stored, ...fields } = read.data;
  if (!areInside(stored.paragraphs, body.length)) return { problem: 'stored.paragraphs' };
  return { article: { ...fields, body, publishedAt, ...stored } };
}

function areInside(paragraphs: Article['paragraphs'], length: number): boolean {
  let end = 0;
  for (const paragraph of paragraphs) {
    if (paragraph.start < end || paragraph.end < paragraph.start || paragraph.end > length) return false;
    end = paragraph.end;
  }
  return true;
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readerLanguages } from '../../commands/create-translator.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import type { ReaderLanguage } from '../../core/model/reader-language.ts';
import type { PostContent } from '../../core/ports/post-store.ts';

/** What one message of a digest says, and to whom. */
export interface DigestContent {
  language: ReaderLanguage;
  zone: string;
  blocks: Block[];
  /** Those of them that stand in another message too, by their places: a story that was too long for one. */
  split: number[];
  /** Those of `split` that began in an earlier message. */
  continued: number[];
}

const sentences = z.array(
  z.object({
    text: z.string(),
    citations: z.array(
      z.object({
        number: z.int(),
        articleId: z.string(),
        start: z.int(),
        end: z.int(),
        quote: z.string(),
      }),
    ),
  }),
);

/** What a model's overview says. */
const overviewSchema = z.object({ kind: z.literal('sentences'), sentences });

const storySchema = z.looseObject({
  kind: z.literal('story'),
  position: z.int(),
  headline: z.string(),
  sentences,
  figures: z.array(z.string()),
  sources: z.array(z.looseObject({ number: z.int(), articleId: z.string(), url: z.string().nullable() })),
  notes: z
    .array(z.object({ kind: z.enum(['corrected', 'earlier']), text: z.string(), url: z.string().nullable() }))
    .optional(),
});

const contentSchema = z.object({
  language: z.enum(readerLanguages),
  zone: z.string(),
  // Of the other blocks nothing is read: they go back to where they were rendered as we kept them ourselves.
  blocks: z.array(
    z.union([
      storySchema,
      overviewSchema,
      z.looseObject({ kind: z.enum(['heading', 'paragraph', 'notice']) }),
    ]),
  ),
  split: z.array(z.int()),
  continued: z.array(z.int()),
});

/** Null where a text is no content. */
export function readContent(text: string): DigestContent | null {
  try {
    return contentSchema.parse(JSON.parse(text)) as unknown as DigestContent;
  } catch {
    return null;
  }
}

export function writeContent(content: DigestContent, articleIds: readonly string[]): PostContent {
  const text = JSON.stringify(content);
  return { key: createHash('sha256').update(text).digest('base64url').slice(0, 22), text, articleIds };
}

import { z } from 'zod';
import { fileProblems } from '../core/sources/file-problem.ts';
import { sourceSchema } from '../core/sources/source.ts';
import { sourceProblemSchema } from '../core/sources/source-problem.ts';

/** What `sources` prints with `--json`, by its subcommands. */
export const SOURCE_OUTPUT_SCHEMAS = {
  'sources-list': z.object({ sources: z.array(sourceSchema) }),
  'sources-show': z.object({
    source: sourceSchema,
    unread: z
      .array(z.object({ file: z.string(), reason: z.enum(fileProblems) }))
      .exactOptional()
      .describe('the files of a folder of which nothing could be taken in'),
  }),
  'sources-change': z.object({ source: sourceSchema }),
  'sources-add': z.object({
    source: sourceSchema.nullable().describe('null where only an article was taken in'),
    added: z.boolean(),
    article: z.string().exactOptional().describe('the id of the article that was taken in alone'),
    newest: z
      .array(z.object({ title: z.string(), url: z.string().nullable(), publishedAt: z.string().nullable() }))
      .exactOptional(),
    taken: z.int().exactOptional(),
    waiting: z.int().exactOptional().describe('files of a folder that are left for the running bot'),
    others: z.array(z.object({ url: z.string(), title: z.string().nullable() })).exactOptional(),
  }),
  'sources-pause': z.object({ source: z.string() }),
  'sources-resume': z.object({ source: z.string() }),
  'sources-remove': z.object({ source: z.string() }),
  'sources-import': z.object({
    added: z.int(),
    known: z.int(),
    refused: z.array(z.object({ address: z.string(), problem: sourceProblemSchema })),
  }),
};

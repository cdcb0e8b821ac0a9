import { z } from 'zod';
import { POLL_REASONS, SOURCE_KINDS, SOURCE_STATES, type Source } from '../core/sources/source.ts';
import { sourceProblemSchema } from '../core/sources/source-problem.ts';

const instant = z.number().nullable().describe('epoch milliseconds');
const span = z.number().nullable().describe('milliseconds');

const sourceSchema = z.object({
  id: z.string(),
  kind: z.enum(SOURCE_KINDS),
  url: z.string(),
  addedUrl: z.string(),
  title: z.string().nullable(),
  link: z.string().nullable(),
  language: z.string().nullable(),
  state: z.enum(SOURCE_STATES),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  bodyHash: z.string().nullable(),
  nextAt: instant,
  nextReason: z.enum(POLL_REASONS),
  interval: z.number().describe('milliseconds'),
  bounds: z.object({ shortest: span, longest: span }),
  fullText: z.boolean(),
  pace: z.object({ since: z.number(), count: z.int() }).nullable(),
  hints: z.object({
    ttl: z.number().exactOptional(),
    skipHours: z.array(z.int()).readonly().exactOptional(),
    skipDays: z.array(z.int()).readonly().exactOptional(),
  }),
  polledAt: instant,
  succeededAt: instant,
  newsAt: instant,
  problem: sourceProblemSchema.nullable(),
  failures: z.int(),
  selector: z.string().nullable(),
  addedBy: z.string(),
  addedAt: z.number(),
}) satisfies z.ZodType<Source>;

/** What `sources` prints with `--json`, by its subcommands. */
export const SOURCE_OUTPUT_SCHEMAS = {
  'sources-list': z.object({ sources: z.array(sourceSchema) }),
  'sources-show': z.object({ source: sourceSchema }),
  'sources-change': z.object({ source: sourceSchema }),
  'sources-add': z.object({
    source: sourceSchema.nullable().describe('null where only an article was taken in'),
    added: z.boolean(),
    article: z.string().exactOptional().describe('the id of the article that was taken in alone'),
    newest: z
      .array(z.object({ title: z.string(), url: z.string().nullable(), publishedAt: z.string().nullable() }))
      .exactOptional(),
    taken: z.int().exactOptional(),
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

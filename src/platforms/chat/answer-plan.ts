import { z } from 'zod';
import type { Exchange } from '../../core/ports/platform-store.ts';

/** What a digest is to be recorded with when it was sent. */
const digestSchema = z.object({
  state: z.enum(['sent', 'empty']),
  edition: z.string().nullable(),
  coveredTo: z.int(),
  articleIds: z.array(z.string()),
  /** Which text of each article is told; absent in plans of before there was more than one. */
  contentHashes: z.record(z.string(), z.string()).default({}),
});
export type SentDigest = z.infer<typeof digestSchema>;

/** What a post is to be recorded with when it was corrected. */
const correctionSchema = z.object({
  chat: z.string(),
  message: z.string(),
  content: z.string(),
  at: z.int(),
  stories: z.array(
    z.object({ articleIds: z.array(z.string()), headline: z.string(), sentences: z.array(z.string()) }),
  ),
});
export type PlannedCorrection = z.infer<typeof correctionSchema>;

/** Everything that an event leads to being sent, made once and kept before the first part leaves. */
export interface AnswerPlan<Part> {
  parts: Part[];
  /** What the messages answer, for follow-ups. */
  exchange: Exchange | null;
  digest?: SentDigest | undefined;
  correction?: PlannedCorrection | undefined;
}

/** Reads the plans that are kept as JSON; null where a text is no plan of such parts. */
export function createPlanReader<Part>(part: z.ZodType<Part>): (text: string) => AnswerPlan<Part> | null {
  const schema = z.object({
    parts: z.array(part),
    exchange: z.object({ question: z.string().nullable(), articleIds: z.array(z.string()) }).nullable(),
    digest: digestSchema.optional(),
    correction: correctionSchema.optional(),
  });
  return (text) => {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  };
}

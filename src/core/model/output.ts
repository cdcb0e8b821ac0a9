import { z } from 'zod';
import { languageSchema, publishedAtSchema, skippedSchema } from './article.ts';

/** `body.slice(start, end) === quote` of the article's stored body, UTF-16 offsets. */
export const citationSchema = z.object({
  articleId: z.string(),
  start: z.int().nonnegative(),
  end: z.int().positive(),
  quote: z.string().min(1),
});
export type Citation = z.infer<typeof citationSchema>;

export const sentenceSchema = z.object({
  text: z.string().min(1),
  citations: z.array(citationSchema).min(1),
});
export type Sentence = z.infer<typeof sentenceSchema>;

/** `extractive`, or `openai:MODEL`. */
export const generatorSchema = z.string().regex(/^(?:extractive|openai:.+)$/);

export const articleReferenceSchema = z.object({
  id: z.string(),
  title: z.string(),
  publisher: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: publishedAtSchema.nullable(),
});
export type ArticleReference = z.infer<typeof articleReferenceSchema>;

/** Who wrote the sentences of a story or an overview, and what of a model's the source's own words stand for: what was wrong with it. */
export const writingSchema = z.object({
  generator: generatorSchema,
  replaced: z.array(z.object({ kind: z.string(), detail: z.string() })),
});

export const storySchema = z.object({
  id: z.string(),
  headline: z.string(),
  /** Where the headline is a translation: the article's own. */
  originalHeadline: z.string().optional(),
  /** Where a model was asked. */
  writing: writingSchema.optional(),
  sentences: z.array(sentenceSchema),
  topics: z.array(z.string()),
  articles: z.array(articleReferenceSchema).min(1),
});
export type Story = z.infer<typeof storySchema>;

/** A story of a digest: also its key figures, each as it stands in the cited sentences. */
export const digestStorySchema = storySchema.extend({
  articles: z
    .array(
      articleReferenceSchema.extend({
        /** Of the text that is told, for an article may change. */
        contentHash: z.string().optional(),
      }),
    )
    .min(1),
  figures: z.array(z.string()),
  /** It tells what is new in an article that was told before. */
  isUpdate: z.literal(true).optional(),
  /** In a chat's own digest: the delivery by which the chat was told of it first. */
  updates: z.object({ delivery: z.string() }).optional(),
});
export type DigestStory = z.infer<typeof digestStorySchema>;

const takenInSchema = articleReferenceSchema.extend({
  hashtags: z.array(z.string()),
  language: languageSchema,
  length: z.int().nonnegative(),
  truncated: z.boolean(),
});

export const ingestOutputSchema = z.object({
  articles: z.array(takenInSchema),
  /** Articles that were there with another text, as they are now. */
  revised: z.array(takenInSchema),
  duplicates: z.int().nonnegative(),
  skipped: z.array(skippedSchema),
});
export type IngestOutput = z.infer<typeof ingestOutputSchema>;

export const latestOutputSchema = z.object({ stories: z.array(storySchema) });
export type LatestOutput = z.infer<typeof latestOutputSchema>;

export const digestOutputSchema = z.object({
  edition: z.object({
    id: z.string(),
    /** ISO instants; the window is [from, to). */
    from: z.string(),
    to: z.string(),
    language: z.string(),
    generator: generatorSchema,
  }),
  /** What matters most in the stories together, where a model wrote it. */
  overview: z.array(sentenceSchema).optional(),
  /** Where a model was asked for one. */
  overviewWriting: writingSchema.optional(),
  sections: z.array(z.object({ topic: z.string(), stories: z.array(digestStorySchema) })),
  coverage: z.object({
    sources: z.int().nonnegative(),
    failing: z.int().nonnegative(),
    articles: z.int().nonnegative(),
    stories: z.int().nonnegative(),
  }),
});
export type DigestOutput = z.infer<typeof digestOutputSchema>;

/** A sentence of an answer. */
const answerSentenceSchema = sentenceSchema.extend({
  /**
   * Another source says the same with another figure: the index of the sentence whose figure is another, and when this source
   * published (`alike`: at about the same time, or it is not known). Such sentences stand last, the latest published at the end.
   */
  differs: z
    .object({ from: z.int().nonnegative(), published: z.enum(['earlier', 'alike', 'later']) })
    .optional(),
});
export type AnswerSentence = z.infer<typeof answerSentenceSchema>;

export const askOutputSchema = z.object({
  question: z.string(),
  answered: z.boolean(),
  sentences: z.array(answerSentenceSchema),
  /** Best first; `score` is comparable within one answer only. */
  articles: z.array(z.object({ id: z.string(), title: z.string(), score: z.number() })),
  generator: generatorSchema,
  /** Where it is not answered: the topics nearest to the question. */
  nearestTopics: z.array(z.string()),
  /** Where it is not answered from the time that it names: the first and the last day of that, `YYYY-MM-DD`. */
  period: z.object({ from: z.string(), to: z.string() }).optional(),
});
export type AskOutput = z.infer<typeof askOutputSchema>;

export const searchOutputSchema = z.object({
  hits: z.array(
    z.object({
      articleId: z.string(),
      title: z.string(),
      score: z.number(),
      /** Original text around the words found. */
      snippet: z.string(),
      /** UTF-16 offsets into `snippet` of the words found. */
      highlights: z.array(z.object({ start: z.int(), end: z.int() })),
    }),
  ),
});
export type SearchOutput = z.infer<typeof searchOutputSchema>;

export const topicsOutputSchema = z.object({
  topics: z.array(
    z.object({
      topic: z.string(),
      kind: z.enum(['hashtag', 'section', 'term']),
      count: z.int().positive(),
      /** Against the period of the same length before; null where there is none. */
      change: z.int().nullable(),
    }),
  ),
});
export type TopicsOutput = z.infer<typeof topicsOutputSchema>;

export const articleOutputSchema = z.object({
  article: articleReferenceSchema.extend({
    body: z.string(),
    paragraphs: z.array(z.object({ start: z.int(), end: z.int(), kind: z.enum(['text', 'subheading']) })),
    hashtags: z.array(z.string()),
    topics: z.array(z.string()),
    language: languageSchema,
    length: z.int().nonnegative(),
    truncated: z.boolean(),
    firstSeenAt: z.string(),
    provenance: z.object({ source: z.string(), start: z.int(), end: z.int() }),
  }),
  summary: z.array(sentenceSchema),
  figures: z.array(z.string()),
  generator: generatorSchema,
  /** The changes of its text that are known of, in the order in which they were made. */
  revisions: z.array(
    z.object({
      /** From 1; some are no longer known of where there were many. */
      number: z.int().positive(),
      /** ISO instant of the change. */
      replacedAt: z.string(),
      /** The title before. */
      title: z.string(),
      /** Sentences that the change added and took away, the first of each; null where the texts are too long to compare. */
      change: z
        .object({
          added: z.array(z.string()),
          removed: z.array(z.string()),
          /** How many more there are. */
          omitted: z.int().nonnegative(),
        })
        .nullable(),
    }),
  ),
});
export type ArticleOutput = z.infer<typeof articleOutputSchema>;

/** What a person may know of the whole bot. */
export const statusOutputSchema = z.object({
  articles: z.int().nonnegative(),
  newest: articleReferenceSchema.nullable(),
});
export type StatusOutput = z.infer<typeof statusOutputSchema>;

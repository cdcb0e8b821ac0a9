import { z } from 'zod';

/** The language of a text as far as the project tells them apart; `other` is everything it does not read. */
export const languageSchema = z.enum(['zh-Hans', 'zh-Hant', 'en', 'other']);
export type Language = z.infer<typeof languageSchema>;

const MONTH = '(?:0[1-9]|1[0-2])';
/** Month and day; whether there is a 29 February is asked apart. */
const DAY =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|[12]\\d))';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const SECOND = '[0-5]\\d';

/**
 * When a publisher says an article came out, no more precise than the text says it:
 * - `2022-03-05T08:30:00+08:00` (an instant; an offset or `Z` is always there),
 * - `2022-03-05T08:30` (a local time whose zone the text does not give),
 * - `2022-03-05` (a day), `2022-03` (a month), or
 * - `--03-05`, also `--03-05T08:30` (month and day without a year, the form of XML Schema's gMonthDay:
 *   the text gives no year and none is invented).
 * Month, day, time and offset are such as there are.
 */
export const publishedAtSchema = z
  .string()
  .regex(
    new RegExp(
      `^(?:\\d{4}-(?:${MONTH}|${DAY}(?:T${TIME}(?::${SECOND}(?:\\.\\d+)?)?(?:Z|[+-]${TIME})?)?)|--${DAY}(?:T${TIME}(?::${SECOND})?)?)$`,
    ),
  )
  .refine((text) => !/^\d{4}-02-29/.test(text) || isLeapYear(Number(text.slice(0, 4))), {
    error: 'has no 29 February in that year',
  });

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** A run of an article's body. `start` and `end` are UTF-16 offsets into the body. Paragraphs are in order and do not overlap. */
export const paragraphSchema = z.object({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  kind: z.enum(['text', 'subheading']),
});
export type Paragraph = z.infer<typeof paragraphSchema>;

/** Where an article came from: the source's name (a file, a feed) and the characters of its decoded text. */
export const provenanceSchema = z.object({
  source: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});

/** What a parser finds: an article as its publisher wrote it, before it has an id. */
export interface ArticleDraft {
  /** The id that the input itself gives, kept as it is; null where the id is to be derived from the content. */
  givenId: string | null;
  title: string;
  /** Paragraphs parted by `\n\n` where the parser assembled it; verbatim where the input gave one text (JSON Lines). */
  body: string;
  paragraphs: Paragraph[];
  publisher: string | null;
  url: string | null;
  publishedAt: string | null;
  /** Without the `#`; super-topics ([超话]) too. In order of appearance, no repeats. */
  hashtags: string[];
  /** The text itself says that it goes on elsewhere (it ends in ……). */
  truncated: boolean;
  /** UTF-16 offsets into the decoded text of the source. */
  range: { start: number; end: number };
}

/** An article as it is stored; where its source changes it, see ArticleRevision in core/ports/store.ts. Stored JSON is checked against this schema when it is read. */
export const articleSchema = z.object({
  id: z.string().min(1).max(200),
  title: z.string(),
  body: z.string(),
  paragraphs: z.array(paragraphSchema),
  publisher: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: publishedAtSchema.nullable(),
  /** ISO instant at which the store took it in. */
  firstSeenAt: z.iso.datetime(),
  language: languageSchema,
  hashtags: z.array(z.string()),
  /** The news desk it belongs to, a key of core/topics/sections.ts (`other` where none fits). */
  section: z.string(),
  /** The salient terms of the text, as they stand in it, most salient first; see core/topics. */
  terms: z.array(z.string()),
  truncated: z.boolean(),
  contentHash: z.string(),
  provenance: provenanceSchema,
});
export type Article = z.infer<typeof articleSchema>;

/** A piece of input that became part of no article, and why. `excerpt` is at most 80 characters. */
export const skipReasonSchema = z.enum([
  'chrome',
  'teaser',
  'comment',
  'empty',
  'malformed',
  'too-large',
  'id-taken',
  'unsupported',
]);
export type SkipReason = z.infer<typeof skipReasonSchema>;
export const skippedSchema = z.object({
  reason: skipReasonSchema,
  excerpt: z.string(),
  /** UTF-16 offsets into the decoded text of the source; absent where they mean nothing (a binary file). */
  range: z.object({ start: z.int(), end: z.int() }).optional(),
  /** What a person can do about it, for `malformed` and the like. */
  detail: z.string().optional(),
});
export type Skipped = z.infer<typeof skippedSchema>;

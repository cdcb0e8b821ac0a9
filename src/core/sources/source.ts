import { z } from 'zod';
import { sourceProblemSchema } from './source-problem.ts';

const SOURCE_KINDS = ['feed', 'page', 'folder'] as const;
export const SOURCE_STATES = ['active', 'paused', 'failing', 'gone'] as const;
export type SourceState =
  | 'active'
  /** By its owner: not polled until resumed. */
  | 'paused'
  /** After many failures: polled once a day, active again when that succeeds. */
  | 'failing'
  /** The server said that it is gone for good (410): not polled until resumed. */
  | 'gone';

/** Why the next poll comes when it does. */
const POLL_REASONS = ['pace', 'server', 'owner', 'failure'] as const;
export type PollReason = (typeof POLL_REASONS)[number];

/** Where a feed says that what is new in it is pushed from (WebSub), and what it is called there. */
const feedHubSchema = z.object({ url: z.string(), topic: z.string() });
export type FeedHub = z.infer<typeof feedHubSchema>;

/** What a feed asks of those that read it. */
export const feedHintsSchema = z.object({
  /** Minutes for which it may be kept. */
  ttl: z.number().exactOptional(),
  /** Hours (0 to 23) and weekdays (0 is Sunday), UTC, in which it need not be read. */
  skipHours: z.array(z.int()).readonly().exactOptional(),
  skipDays: z.array(z.int()).readonly().exactOptional(),
  hub: feedHubSchema.exactOptional(),
});
export type FeedHints = z.infer<typeof feedHintsSchema>;

export const PUSH_STATES = ['asked', 'held', 'denied', 'failed'] as const;
export type PushState =
  /** The hub was asked and has not answered yet. */
  | 'asked'
  /** It has promised to, for a time. */
  | 'held'
  | 'denied'
  /** It can't be asked, or asks what nobody can do. */
  | 'failed';

const instant = z.number().nullable().describe('epoch milliseconds');
const span = z.number().nullable().describe('milliseconds');

/** Something that publishes. All instants are epoch milliseconds. */
export const sourceSchema = z.object({
  id: z.string(),
  kind: z.enum(SOURCE_KINDS),
  /** Where it is now; permanent redirects are followed for good. */
  url: z.string(),
  /** As it was added. */
  addedUrl: z.string(),
  title: z.string().nullable(),
  /** The site that it belongs to. */
  link: z.string().nullable(),
  language: z.string().nullable(),
  state: z.enum(SOURCE_STATES),
  /** Of the last answer with a body, sent back with the next request. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Of the last body, hexadecimal: the same again is not read again. */
  bodyHash: z.string().nullable(),
  /** When it is polled next; null while it is not. */
  nextAt: instant,
  nextReason: z.enum(POLL_REASONS),
  /** Milliseconds between polls as things stand, without what a failure adds. */
  interval: z.number().describe('milliseconds'),
  /** Of the time between two polls, milliseconds; null where the owner set none. They win over what a feed asks for. */
  bounds: z.object({ shortest: span, longest: span }),
  /** Where its feed has teasers only, the texts are fetched from their pages. */
  fullText: z.boolean(),
  /** How often it publishes, as so many items (`count`) since an instant; null where its items bear no times. */
  pace: z.object({ since: z.number(), count: z.int() }).nullable(),
  /** What its feed asked for at the last reading. */
  hints: feedHintsSchema,
  polledAt: instant,
  succeededAt: instant,
  /** When it last brought something new. */
  newsAt: instant,
  /** What a hub that was asked to push it says; null where none was. */
  push: z
    .object({
      state: z.enum(PUSH_STATES),
      hub: z.string(),
      /** Until when it has promised to. */
      until: instant,
      pushedAt: instant,
    })
    .nullable(),
  problem: sourceProblemSchema.nullable(),
  /** In a row. */
  failures: z.int(),
  /** Of a page: the CSS selector of the links to its articles; null where those count that look like them. */
  selector: z.string().nullable(),
  addedBy: z.string(),
  addedAt: z.number(),
});
export type Source = z.infer<typeof sourceSchema>;
export type IntervalBounds = Source['bounds'];
export type Pace = NonNullable<Source['pace']>;

import { z } from 'zod';

/** Why an address could not be fetched or read; commands say each in words for a person. */
export const sourceProblemKinds = [
  /** No http or https address, a password in it, or a port that is refused. */
  'bad-address',
  /** It leads to a private network, this machine, or another place that is not public. */
  'refused-address',
  'dns',
  'connection',
  'tls',
  'time-out',
  'too-large',
  /** An HTTP status that is no success; see `status`. */
  'status',
  /** Too many redirects, or one that leads back. */
  'redirect-loop',
  /** An answer that HTTP does not know: half of one, a broken encoding, headers without end. */
  'broken-answer',
  /** The site's robots.txt wants no robot there. */
  'robots',
  /** What came is no feed, or one that can not be read. */
  'unreadable',
  /** Of a folder: it is not there, this program may not look into it, it holds more than is looked at. */
  'no-folder',
  'no-permission',
  'too-many-files',
] as const;

export const sourceProblemSchema = z.object({
  kind: z.enum(sourceProblemKinds),
  /** The HTTP status, for `status`. */
  status: z.int().nullable(),
  /** Whether trying again can help although nobody changes anything. */
  retryable: z.boolean(),
  /** Epoch milliseconds before which the server wants no request (Retry-After); null where it said nothing. */
  retryAt: z.number().nullable(),
  /** What stood between, and answered in the site's place. */
  through: z.enum(['rsshub']).exactOptional(),
  /** For the log: a code or a few English words, without what an address may hold of a secret. */
  detail: z.string(),
});
export type SourceProblem = z.infer<typeof sourceProblemSchema>;
export type SourceProblemKind = SourceProblem['kind'];

const RETRYABLE: ReadonlySet<SourceProblemKind> = new Set([
  'dns',
  'connection',
  'time-out',
  'broken-answer',
  'unreadable',
  'no-folder',
  'no-permission',
]);

/** A problem whose kind says whether trying again can help, unless `retryable` does. */
export function describeProblem(
  kind: SourceProblemKind,
  detail: string,
  rest: Partial<Pick<SourceProblem, 'status' | 'retryable' | 'retryAt'>> = {},
): SourceProblem {
  return { kind, status: null, retryable: RETRYABLE.has(kind), retryAt: null, detail, ...rest };
}

/** Why nothing of a file (or of what else is taken in) is stored; commands say each in words for a person. */
export const fileProblems = [
  'not-found',
  'unreadable',
  'too-large',
  'empty',
  'binary',
  'changed',
  'unsupported',
  'malformed',
  'no-article',
  'unfetched',
  'failed',
] as const;
export type FileProblem = (typeof fileProblems)[number];

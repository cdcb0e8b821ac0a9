/** Where it is logged. Details hold ids, kinds and reasons; never a text of a person or article, nor the token. */
export interface PlatformLog {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** An error as far as it may be logged: messages of errors may quote what somebody wrote. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  // A StoreError says what failed and nothing else.
  const words = error.name === 'StoreError' ? { words: error.message } : {};
  return { error: error.name, ...code, ...words, at: frames.slice(0, 6).map((line) => line.trim()) };
}

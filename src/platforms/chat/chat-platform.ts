/** A chat platform as the process runs it. */
export interface ChatPlatform {
  /** Works until the signal aborts; the exit code. */
  run(signal: AbortSignal): Promise<number>;
  /** Some digests may be due. */
  wake(): void;
}

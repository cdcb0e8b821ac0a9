import type { Block } from '../../core/blocks/blocks.ts';
import type { ChatReader } from './find-reader.ts';

/** What those who run the bot are told, for one of them. */
export type OwnerNotice = (reader: ChatReader) => Block[];

/** A chat platform as the process runs it. */
export interface ChatPlatform {
  /** Works until the signal aborts; the exit code. */
  run(signal: AbortSignal): Promise<number>;
  /** Some digests may be due. */
  wake(): void;
  /** Tells those who run the bot in private, as far as the platform lets it; once it is connected. Never rejects. */
  tellOwners(notice: OwnerNotice): Promise<void>;
}

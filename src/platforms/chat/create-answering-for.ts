import type { Answering } from '../../commands/answer-text.ts';
import type { Command, CommandContext } from '../../commands/command.ts';
import type { Services } from '../../commands/services.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import type { Target } from '../../core/ports/subscription-store.ts';
import type { ChatReader } from './find-reader.ts';
import { describeError, type PlatformLog } from './platform-log.ts';

/** What commands run with, for one reader and one question. */
export type AnsweringFor = (options: {
  reader: ChatReader;
  target: Target;
  /** Who asks, by their id on the platform; null where that is not known. */
  person: string | null;
  signal: AbortSignal;
  grow?: ((blocks: readonly Block[]) => void) | undefined;
}) => Answering;

/** `zone`: where the chat has set none. `owners`: the ids of those who run the bot. */
export function createAnsweringFor({
  commands,
  services,
  owners,
  zone,
  now,
  log,
}: {
  commands: readonly Command[];
  services: Services;
  owners: readonly (string | number)[];
  zone: string;
  now: () => number;
  log: PlatformLog;
}): AnsweringFor {
  return ({ reader, target, person, signal, grow }) => {
    const context: CommandContext = {
      ...reader,
      services,
      target,
      person: person === null ? null : `${target.platform}:${person}`,
      isOwner: owners.some((owner) => String(owner) === person),
      zone: reader.settings.zone ?? zone,
      now,
      signal,
      writeCommand: (name) => `/${name}`,
      ...(grow === undefined ? {} : { grow }),
    };
    return { commands, context, onError: (error) => log.error(describeError(error), 'a command failed') };
  };
}

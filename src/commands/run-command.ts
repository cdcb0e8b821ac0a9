import { notice } from '../core/blocks/build-blocks.ts';
import { StoreError } from '../core/ports/store.ts';
import type { AnyOptionValues, Command, CommandContext, Reply } from './command.ts';
import type { MessageKey } from './create-translator.ts';

const STORE_REMEDIES: Record<StoreError['remedy'], MessageKey> = {
  damaged: 'remedy.damaged',
  'read-only': 'remedy.readOnly',
  'newer-version': 'remedy.newerVersion',
  locked: 'remedy.locked',
  'disk-full': 'remedy.diskFull',
  unknown: 'remedy.unknown',
};

/** The message that says what to do about a store's failure. */
export function storeRemedy(error: StoreError): MessageKey {
  return STORE_REMEDIES[error.remedy];
}

/** Runs a command with options that were checked, as runSafely does. */
export function runCommand(
  command: Command,
  context: CommandContext,
  options: AnyOptionValues,
  onError: (error: unknown) => void,
): Promise<Reply> {
  return runSafely(context, () => command.run(context, options), onError);
}

/**
 * Does what a reader asked for; whatever goes wrong becomes a reply that says so in the reader's language, and `onError` gets the cause
 * for the log. Never rejects.
 */
export async function runSafely<Result>(
  context: CommandContext,
  work: () => Promise<Result>,
  onError: (error: unknown) => void,
): Promise<Result | Reply> {
  try {
    context.signal?.throwIfAborted();
    return await work();
  } catch (error) {
    const { translate, signal, runsProgram } = context;
    if (signal?.aborted)
      return { blocks: [notice('info', translate('failure.cancelled'))], failure: 'cancelled' };
    onError(error);
    const isStores = error instanceof StoreError;
    const known = isStores && error.remedy !== 'unknown' ? storeRemedy(error) : null;
    // A member of a chat has neither the log nor the command line.
    const unknown = isStores ? 'remedy.unknown' : 'failure.internalRemedy';
    const remedy = known ?? (runsProgram ? unknown : 'failure.tellOwner');
    return {
      blocks: [
        notice('error', translate(isStores ? 'failure.store' : 'failure.internal'), translate(remedy)),
      ],
      failure: isStores ? 'store' : 'internal',
    };
  }
}

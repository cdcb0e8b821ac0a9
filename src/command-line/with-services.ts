import { storeRemedy } from '../commands/run-command.ts';
import { notice } from '../core/blocks/build-blocks.ts';
import { ConfigurationError } from '../core/ports/configuration-error.ts';
import { StoreError } from '../core/ports/store.ts';
import type { Opened, Run } from './create-command-line.ts';
import { writeReply } from './write-reply.ts';

/** Opens the services for a piece of work and closes them after it. A store that cannot be used is said, with what to do. */
export async function withServices(
  run: Run,
  { json }: { json: boolean },
  work: (opened: Opened) => Promise<void>,
): Promise<void> {
  const { translate } = run.context;
  let opened: Opened | null = null;
  try {
    opened = await run.dependencies.openServices();
    await work(opened);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      const blocks = [notice('error', error.message)];
      await writeReply({ blocks, failure: 'internal' }, run, { json, writeAction: () => '' });
      return;
    }
    if (!(error instanceof StoreError)) throw error;
    run.dependencies.onError(error);
    await writeReply(
      {
        // A cause without a remedy of its own is all that can be said.
        blocks: [
          notice(
            'error',
            translate('failure.store'),
            error.remedy === 'unknown' ? error.message : translate(storeRemedy(error)),
          ),
        ],
        failure: 'store',
      },
      run,
      { json, writeAction: () => '' },
    );
  } finally {
    await opened?.close();
  }
}

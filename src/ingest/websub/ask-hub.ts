import type { Push } from '../../core/ports/push-store.ts';
import type { SourceProblem } from '../../core/sources/source-problem.ts';
import type { Fetcher } from '../fetch/create-fetcher.ts';

/** Seconds that a hub is asked to push for; it decides. */
export const ASKED_LEASE = 10 * 86_400;
/** What it says beside its status is for people who write hubs. */
const READ_OF_ANSWER = 1024;

/**
 * Asks a hub to push a topic to `callback`, or not to any more. It answers by asking back there, perhaps before this resolves: null
 * where it has taken the request.
 */
export type AskHub = (
  push: Pick<Push, 'hub' | 'topic' | 'secret' | 'wish'>,
  callback: string,
  signal?: AbortSignal,
) => Promise<SourceProblem | null>;

/** https://www.w3.org/TR/websub/#subscriber-sends-subscription-request */
export function createHubAsker({ fetcher }: { fetcher: Pick<Fetcher, 'fetch'> }): AskHub {
  return async ({ hub, topic, secret, wish }, callback, signal) => {
    const form = new URLSearchParams({
      'hub.mode': wish,
      'hub.topic': topic,
      'hub.callback': callback,
      ...(wish === 'subscribe' ? { 'hub.lease_seconds': String(ASKED_LEASE), 'hub.secret': secret } : {}),
    });
    const answer = await fetcher.fetch({
      ...{ url: hub, wants: 'anything', form, limit: READ_OF_ANSWER, cuts: true },
      ...(signal === undefined ? {} : { signal }),
    });
    return answer.kind === 'failed' ? answer.problem : null;
  };
}

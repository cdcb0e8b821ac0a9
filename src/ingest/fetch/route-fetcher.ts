import { addressOfRoute, isRsshubRoute, PUBLIC_RSSHUB } from '../../core/sources/rsshub-route.ts';
import type { Fetcher } from './create-fetcher.ts';

/**
 * Fetches routes of RSSHub (`rsshub://…`) from `instance`, and all else as it is. What comes is named by its address on the
 * public instance, whichever one answers: the same entries keep their ids where the instance changes, and nobody reads the
 * address of a private one. A redirect moves no route.
 */
export function createRouteFetcher(
  fetcher: Pick<Fetcher, 'fetch'>,
  instance: string,
): Pick<Fetcher, 'fetch'> {
  return {
    async fetch(request) {
      if (!isRsshubRoute(request.url)) return fetcher.fetch(request);
      const fetched = await fetcher.fetch({ ...request, url: addressOfRoute(request.url, instance) });
      return fetched.kind === 'failed'
        ? { kind: 'failed', problem: { ...fetched.problem, through: 'rsshub' } }
        : { ...fetched, url: addressOfRoute(request.url, PUBLIC_RSSHUB), movedTo: null };
    },
  };
}

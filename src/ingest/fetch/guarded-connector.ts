import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';

export interface ResolvedAddress {
  address: string;
  family: number;
}
/** All addresses of a host name. Rejects as `dns.promises.lookup` does. */
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

/** What was to be connected to is no address that may be. */
export class RefusedAddressError extends Error {
  readonly code = 'REFUSED_ADDRESS';

  constructor(what: string) {
    super(`${what} is not public`);
    this.name = 'RefusedAddressError';
  }
}

/**
 * Connects to what `isAllowed` lets through only. It stands where each connection is made, so that redirects go through it
 * and a name is judged by the very addresses that are connected to: one that resolves otherwise the next time
 * (DNS rebinding) is judged again. Of several addresses the allowed ones are tried.
 */
export function createGuardedConnector({
  isAllowed,
  resolve,
  timeout,
}: {
  isAllowed: (address: string) => boolean;
  resolve: Resolve;
  /** Milliseconds for the connection and TLS. */
  timeout: number;
}): buildConnector.connector {
  const lookup: LookupFunction = (hostname, { all }, callback) => {
    resolve(hostname)
      .then((found) => {
        const allowed = found.filter(({ address }) => isAllowed(address));
        const [first] = allowed;
        if (found.length > 0 && first === undefined) throw new RefusedAddressError(hostname);
        if (first === undefined) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
        // Out of the promise: what a callback throws is not a failed lookup.
        if (all === true) setImmediate(callback, null, allowed);
        else setImmediate(callback, null, first.address, first.family);
      })
      .catch((error: unknown) => setImmediate(callback, error as NodeJS.ErrnoException, ''));
  };
  const connect = buildConnector({ timeout, lookup, allowH2: false });
  return (options, callback) => {
    // `lookup` is not asked about what is an address already.
    const host = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isAllowed(host)) {
      callback(new RefusedAddressError(host), null);
      return;
    }
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      const { remoteAddress = '' } = socket;
      if (isAllowed(remoteAddress)) return callback(null, socket);
      socket.destroy();
      callback(new RefusedAddressError(remoteAddress), null);
    });
  };
}

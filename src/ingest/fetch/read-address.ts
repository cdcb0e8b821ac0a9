import { describeProblem, type SourceProblem } from '../../core/sources/source-problem.ts';

const LONGEST_ADDRESS = 2048;
const MOST_SHOWN = 120;
/** Below it live services that are no web server (mail, remote login); what the Fetch standard names above it is refused by fetch itself. */
const FIRST_OPEN_PORT = 1024;

/**
 * An address as it may be fetched: http or https, port 80, 443 or above 1023, no user name or password, without a
 * fragment. Whether its host is public is seen when it is connected to.
 */
export function readAddress(text: string, base?: string): { url: URL } | { problem: SourceProblem } {
  const refuse = (detail: string) => ({ problem: describeProblem('bad-address', detail) });
  if (text.length > LONGEST_ADDRESS) return refuse(`longer than ${LONGEST_ADDRESS} characters`);
  const url = URL.parse(text, base);
  if (url === null) return refuse('not a URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse('neither http nor https');
  if (url.username !== '' || url.password !== '') return refuse('it has a user name or password');
  const port = url.port === '' ? null : Number(url.port);
  if (port !== null && port !== 80 && port !== 443 && port < FIRST_OPEN_PORT)
    return refuse(`port ${port} is refused`);
  url.hash = '';
  return { url };
}

/** An address for logs, and for people other than who gave it: without what may be secret in it (user, query). */
export function describeAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null) return '(no address)';
  const place = `${url.protocol}//${url.host}${url.pathname}`;
  const shown = place.length > MOST_SHOWN ? `${place.slice(0, MOST_SHOWN)}…` : place;
  return url.search === '' ? shown : `${shown}?…`;
}

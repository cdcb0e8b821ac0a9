import {
  describeProblem,
  type SourceProblem,
  type SourceProblemKind,
} from '../../core/sources/source-problem.ts';

const BY_CODE: Readonly<Record<string, SourceProblemKind>> = {
  REFUSED_ADDRESS: 'refused-address',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ENODATA: 'dns',
  ESERVFAIL: 'dns',
  ECONNREFUSED: 'connection',
  ECONNRESET: 'connection',
  EHOSTUNREACH: 'connection',
  ENETUNREACH: 'connection',
  EADDRNOTAVAIL: 'connection',
  EPIPE: 'connection',
  UND_ERR_SOCKET: 'broken-answer',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'broken-answer',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
  UND_ERR_CONNECT_TIMEOUT: 'time-out',
  UND_ERR_HEADERS_TIMEOUT: 'time-out',
  UND_ERR_BODY_TIMEOUT: 'time-out',
  ETIMEDOUT: 'time-out',
};

const TLS_CODE =
  /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;

/**
 * What fetch threw, as a problem. Its detail is the error's code: messages may name an address. Whatever has no code of its
 * own (zlib's errors, the HTTP parser's `HPE_…`) is a broken answer.
 */
export function mapFetchError(error: unknown): SourceProblem {
  const code = findCode(error);
  // The Fetch standard's own list: ports of services that are no web server.
  if (code === '' && isBadPort(error)) return describeProblem('bad-address', 'the port is refused');
  const kind = BY_CODE[code] ?? (TLS_CODE.test(code) ? 'tls' : 'broken-answer');
  return describeProblem(kind, code === '' ? 'no code' : code);
}

/** The code of an error or of what caused it; of several attempts to connect, the first that has one. */
function findCode(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return '';
  if (error instanceof AggregateError) {
    const codes = error.errors.map((each) => findCode(each, depth + 1)).filter((code) => code !== '');
    if (codes[0] !== undefined) return codes[0];
  }
  if ('code' in error && typeof error.code === 'string') return error.code;
  return findCode(error.cause, depth + 1);
}

function isBadPort(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && error.cause.message === 'bad port';
}

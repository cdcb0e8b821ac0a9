import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Route, WebAnswer, WebRequest } from './route.ts';

/** Milliseconds that a request may take to arrive, its head less. */
const REQUEST_TIMEOUT = 30_000;
const HEAD_TIMEOUT = 10_000;
/** Milliseconds that requests under way have at the end. */
const PATIENCE = 1000;
/** Who opens more leaves the others none. */
const MOST_CONNECTIONS = 500;

export interface WebServer {
  /** Where it listens, also where any free one was asked for. */
  port: number;
  /** Answers by it from now on; gives what ends that. */
  add(route: Route): () => void;
  /** Ends within a second, whatever clients do. */
  close(): Promise<void>;
}

class BodyTooLargeError extends Error {}

/**
 * The one HTTP server: everything that is served over HTTP is a route of it. Rejects where the address can't be listened on.
 * Nothing of a request is logged: paths, queries and headers hold secrets.
 */
export async function createWebServer({
  host,
  port,
  log,
  timeout = REQUEST_TIMEOUT,
}: {
  host: string;
  /** 0 for any that is free. */
  port: number;
  log: { error(details: object, message: string): void };
  /** Milliseconds that a request may take to arrive. */
  timeout?: number;
}): Promise<WebServer> {
  const routes = new Set<Route>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s, 2);
    const there = [...routes].filter((route) =>
      typeof route.path === 'string' ? route.path === path : route.path(path),
    );
    const wanted = request.method === 'HEAD' ? 'GET' : request.method;
    const route = there.find(({ method }) => method === wanted);
    if (route !== undefined) {
      const { headers } = request;
      const asked: WebRequest = {
        path,
        query: new URLSearchParams(query),
        header: (name) => [headers[name] ?? null].flat()[0] ?? null,
        body: readBody(request, route.longestBody ?? 0),
      };
      return write(await route.handle(asked), request, response);
    }
    if (there.length === 0) return write({ status: 404 }, request, response);
    const methods = there.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    response.setHeader('allow', [...new Set(methods)].join(', '));
    write({ status: 405 }, request, response);
  }

  const server = createServer(
    {
      requestTimeout: timeout,
      headersTimeout: Math.min(HEAD_TIMEOUT, timeout),
      connectionsCheckingInterval: timeout / 2,
    },
    async (request, response) => {
      try {
        await answer(request, response);
      } catch (error) {
        // Nobody is there any more to be answered.
        if (request.destroyed && !request.complete) return;
        if (error instanceof BodyTooLargeError) return write({ status: 413 }, request, response);
        log.error({ err: error }, 'a request could not be answered');
        write({ status: 500 }, request, response);
      }
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  let closing: Promise<void> | null = null;
  await listen(server, port, host);
  return {
    port: (server.address() as AddressInfo).port,
    add(route) {
      routes.add(route);
      return () => routes.delete(route);
    },
    close() {
      closing ??= close(server);
      return closing;
    },
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A client that never ends its request would be waited for.
    const timer = setTimeout(() => server.closeAllConnections(), PATIENCE);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function write(
  { status, type = 'text/plain', body = '' }: WebAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (response.headersSent) return;
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    ...(bytes.length === 0
      ? {}
      : { 'content-type': type.includes('charset') ? type : `${type}; charset=utf-8` }),
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // What was not read of a body would have to be, before the next request.
    ...(request.complete ? {} : { connection: 'close' }),
  });
  // Node keeps the body from an answer to HEAD.
  response.end(bytes);
}

async function* readBody(request: IncomingMessage, longest: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > longest) throw new BodyTooLargeError();
  let length = 0;
  // Left as it is past the end: destroyed, it could not be answered.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longest) throw new BodyTooLargeError();
    yield chunk;
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface SeenRequest {
  path: string;
  host: string;
  headers: IncomingMessage['headers'];
}

export interface WebServer {
  port: number;
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** In the order in which they came. */
  requests: SeenRequest[];
  close(): Promise<void>;
}

/** What answers a path; `socket` for what no HTTP library would send. */
export type Answer = (response: ServerResponse, request: IncomingMessage, socket: Socket) => void;

/** A web server on 127.0.0.1 that answers each path as it is told, and everything else with 404. */
export async function startWebServer(answers: Record<string, Answer>): Promise<WebServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    requests.push({ path: url, host: headers.host ?? '', headers });
    const answer = answers[url] ?? answers[url.replace(/\?.*/, '')];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response, request, request.socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a body. */
export function send(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): Answer {
  return (response) => response.writeHead(status, headers).end(body);
}

export function redirect(location: string, status = 302): Answer {
  return (response) => response.writeHead(status, { location }).end('elsewhere');
}

/** Writes bytes as they are, in place of an answer; the connection stays open unless `ends`. */
export function sendRaw(text: string, { ends = true } = {}): Answer {
  return (_response, _request, socket) => {
    socket.write(text);
    if (ends) socket.end();
  };
}

import { Agent, type IncomingMessage, request } from 'node:http';
import { request as requestSecurely, Agent as SecureAgent } from 'node:https';

/** What grammY asks of `fetch` for a call without files. */
interface JsonRequest {
  headers: Record<string, string>;
  body: string;
  signal: Pick<AbortSignal, 'aborted' | 'addEventListener' | 'removeEventListener'>;
}

/** An answer that is no JSON is not the Bot API's but that of a proxy before it; only its status says something. */
export class ForeignAnswer extends Error {
  readonly status: number;

  constructor(status: number) {
    super('an answer that is not of the Bot API');
    this.name = 'ForeignAnswer';
    this.status = status;
  }
}

/** Bytes; a hundred updates are far below. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

/**
 * A `fetch` for grammY's client, which by itself does not tell the status of an answer that is no JSON: what a gateway
 * says of a call decides whether it may be made again. Rejects with ForeignAnswer, or with the error of the network.
 */
export function createPostJson(): (
  url: string,
  request: JsonRequest,
) => Promise<{ json(): Promise<unknown> }> {
  const agents = { plain: new Agent({ keepAlive: true }), secure: new SecureAgent({ keepAlive: true }) };
  return (url, { headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const options = {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      };
      const call = url.startsWith('https:')
        ? requestSecurely(url, { ...options, agent: agents.secure })
        : request(url, { ...options, agent: agents.plain });
      const end = (): void => {
        call.destroy(Object.assign(new Error('aborted'), { name: 'AbortError' }));
      };
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
      call.once('close', () => signal.removeEventListener('abort', end));
      call.on('error', reject);
      call.once('response', (response) => {
        readAnswer(response).then((answer) => resolve({ json: async () => answer }), reject);
      });
      call.end(body);
    });
}

async function readAnswer(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) throw new ForeignAnswer(response.statusCode ?? 0);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ForeignAnswer(response.statusCode ?? 0);
  }
}

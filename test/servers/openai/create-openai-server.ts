import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { embedToy } from './embed-toy.ts';

/** What the server does with a request; `text` is what the model says. */
export type Behaviour =
  | { kind: 'text'; text: string }
  /** Answers with whatever this is. */
  | { kind: 'body'; body: unknown }
  | { kind: 'refusal' }
  /** Ends at the limit of its length, with what it has said by then. */
  | { kind: 'truncated'; text: string }
  | { kind: 'error'; status: number; code?: string; param?: string; headers?: Record<string, string> }
  /** Takes the request and says nothing, for ever. */
  | { kind: 'silence' }
  /** Streams so much of the text, and is gone; what is not streamed ends in the middle of its headers. */
  | { kind: 'stops'; text: string; after: number }
  /** Streams so much of the text, and goes on saying nothing. */
  | { kind: 'stalls'; text: string; after: number };

export interface ModelRequestSeen {
  api: 'responses' | 'chat';
  /** The name of the answer's schema. */
  task: string;
  model: string;
  instructions: string;
  input: string;
  streamed: boolean;
  schema: unknown;
  body: Record<string, unknown>;
  authorization: string;
}

const format = z.object({
  name: z.string(),
  schema: z.record(z.string(), z.unknown()),
  strict: z.literal(true),
});
const responsesBody = z.object({
  model: z.string(),
  instructions: z.string(),
  input: z.string(),
  store: z.literal(false),
  stream: z.boolean().optional(),
  max_output_tokens: z.int().positive(),
  text: z.object({ format: format.extend({ type: z.literal('json_schema') }) }),
});
const chatBody = z.object({
  model: z.string(),
  messages: z.tuple([
    z.object({ role: z.literal('system'), content: z.string() }),
    z.object({ role: z.literal('user'), content: z.string() }),
  ]),
  stream: z.boolean().optional(),
  response_format: z.object({ type: z.literal('json_schema'), json_schema: format }),
});
const embeddingsBody = z.object({
  model: z.string(),
  // As the service has it: at most so many, none empty, none longer than it reads.
  input: z.array(z.string().min(1).max(20_000)).min(1).max(2048),
  // The SDK takes base64 apart, which servers of one's own do not know.
  encoding_format: z.literal('float'),
  dimensions: z.int().positive().optional(),
});
export type EmbeddingRequestSeen = z.infer<typeof embeddingsBody>;
type EmbeddingBehaviour =
  | Extract<Behaviour, { kind: 'error' | 'silence' }>
  | { kind: 'vectors'; data: unknown }
  | null;

/** Of a text, as the server counts: a token for two characters. */
const countTokens = (text: string): number => Math.ceil(text.length / 2);

/**
 * A service that speaks OpenAI's interface, on 127.0.0.1: responses and chat completions (also streamed), embeddings, models. It
 * refuses what the service refuses, notes what it is asked, and behaves as `behave` says.
 */
export async function createOpenaiServer(
  behave: (request: ModelRequestSeen) => Behaviour | Promise<Behaviour>,
) {
  const requests: ModelRequestSeen[] = [];
  /** What is not there: 404, as on a server without the interface. */
  const missing = new Set<string>();
  const embeddings = {
    requests: [] as EmbeddingRequestSeen[],
    embed: embedToy,
    /** Null: it answers with the vectors. */
    behave: (_request: EmbeddingRequestSeen): EmbeddingBehaviour => null,
  };
  let underWay = 0;
  let mostAtOnce = 0;

  const server = createServer((incoming, outgoing) => {
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    outgoing.on('close', () => {
      underWay -= 1;
    });
    answer(incoming, outgoing).catch((error: unknown) =>
      sendError(outgoing, { kind: 'error', status: 400, code: String(error).slice(0, 500) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = incoming.url ?? '';
    if (missing.has(path)) return sendError(outgoing, { kind: 'error', status: 404 });
    if (path === '/v1/models')
      return sendJson(outgoing, {
        object: 'list',
        data: ['test-model', 'test-embedding'].map((id) => ({ id, object: 'model' })),
      });
    const body = (await json(incoming)) as Record<string, unknown>;
    if (path === '/v1/embeddings') return answerEmbeddings(embeddingsBody.parse(body), outgoing);
    const seen = readRequest(path, body, incoming.headers.authorization ?? '');
    if (seen === null) return sendError(outgoing, { kind: 'error', status: 404 });
    requests.push(seen);
    await act(await behave(seen), seen, outgoing);
  }

  async function answerEmbeddings(request: EmbeddingRequestSeen, outgoing: ServerResponse): Promise<void> {
    embeddings.requests.push(request);
    const { model, input } = request;
    const behaviour = embeddings.behave(request);
    if (behaviour?.kind === 'silence') return;
    if (behaviour?.kind === 'error') return sendError(outgoing, behaviour);
    const tokens = countTokens(input.join(''));
    const data = input.map((text, index) => ({
      ...{ object: 'embedding', index, embedding: embeddings.embed(text) },
    }));
    sendJson(outgoing, {
      ...{ object: 'list', model, usage: { prompt_tokens: tokens, total_tokens: tokens } },
      data: behaviour?.kind === 'vectors' ? behaviour.data : data,
    });
  }

  return {
    embeddings,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    missing,
    mostAtOnce: () => mostAtOnce,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function readRequest(
  path: string,
  body: Record<string, unknown>,
  authorization: string,
): ModelRequestSeen | null {
  if (path === '/v1/responses') {
    const { model, instructions, input, stream: streamed = false, text } = responsesBody.parse(body);
    const { name: task, schema } = text.format;
    return { api: 'responses', task, model, instructions, input, streamed, schema, body, authorization };
  }
  if (path === '/v1/chat/completions') {
    const { model, messages, stream: streamed = false, response_format: wanted } = chatBody.parse(body);
    const [{ content: instructions }, { content: input }] = messages;
    const { name: task, schema } = wanted.json_schema;
    return { api: 'chat', task, model, instructions, input, streamed, schema, body, authorization };
  }
  return null;
}

async function act(behaviour: Behaviour, seen: ModelRequestSeen, outgoing: ServerResponse): Promise<void> {
  switch (behaviour.kind) {
    case 'silence':
      return;
    case 'error':
      return sendError(outgoing, behaviour);
    case 'body':
      return sendJson(outgoing, behaviour.body);
    case 'refusal':
      return seen.streamed
        ? stream(seen, outgoing, { refusal: true })
        : sendJson(outgoing, wholeOf(seen, '', 'refusal'));
    case 'text':
      return seen.streamed
        ? stream(seen, outgoing, { text: behaviour.text })
        : sendJson(outgoing, wholeOf(seen, behaviour.text, 'whole'));
    case 'truncated':
      return seen.streamed
        ? stream(seen, outgoing, { text: behaviour.text, truncated: true })
        : sendJson(outgoing, wholeOf(seen, behaviour.text, 'truncated'));
    case 'stops':
    case 'stalls':
      if (!seen.streamed) {
        outgoing.writeHead(200, { 'content-type': 'application/json' });
        outgoing.write('{');
        if (behaviour.kind === 'stops') outgoing.destroy();
        return;
      }
      return stream(seen, outgoing, {
        text: behaviour.text.slice(0, behaviour.after),
        breaks: behaviour.kind,
      });
  }
}

function usageOf({ api, instructions, input }: ModelRequestSeen, text: string): object {
  const [read, said] = [countTokens(instructions + input), countTokens(text)];
  return api === 'responses'
    ? {
        ...{ input_tokens: read, output_tokens: said, total_tokens: read + said },
        input_tokens_details: { cached_tokens: 10 },
        output_tokens_details: { reasoning_tokens: 0 },
      }
    : {
        prompt_tokens: read,
        completion_tokens: said,
        total_tokens: read + said,
        prompt_tokens_details: { cached_tokens: 10 },
      };
}

function wholeOf(seen: ModelRequestSeen, text: string, end: 'whole' | 'truncated' | 'refusal'): object {
  const usage = usageOf(seen, text);
  if (seen.api === 'chat')
    return {
      ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: seen.model, usage },
      choices: [
        {
          index: 0,
          finish_reason: end === 'truncated' ? 'length' : 'stop',
          message:
            end === 'refusal'
              ? { role: 'assistant', content: null, refusal: 'I can not help with that.' }
              : { role: 'assistant', content: text, refusal: null },
        },
      ],
    };
  return {
    ...{ id: 'resp_1', object: 'response', created_at: 1, model: seen.model, usage },
    status: end === 'truncated' ? 'incomplete' : 'completed',
    incomplete_details: end === 'truncated' ? { reason: 'max_output_tokens' } : null,
    output: [
      {
        ...{ id: 'msg_1', type: 'message', role: 'assistant', status: 'completed' },
        content:
          end === 'refusal'
            ? [{ type: 'refusal', refusal: 'I can not help with that.' }]
            : [{ type: 'output_text', text, annotations: [] }],
      },
    ],
  };
}

const PIECE = 7;

async function stream(
  seen: ModelRequestSeen,
  outgoing: ServerResponse,
  {
    text = '',
    refusal = false,
    truncated = false,
    breaks = null,
  }: { text?: string; refusal?: boolean; truncated?: boolean; breaks?: 'stops' | 'stalls' | null },
): Promise<void> {
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = async (event: object): Promise<void> => {
    const type = 'type' in event ? `event: ${String(event.type)}\n` : '';
    outgoing.write(`${type}data: ${JSON.stringify(event)}\n\n`);
    // The client reads it before the next is there.
    await new Promise(setImmediate);
  };
  const chunk = (delta: object, finish: string | null = null) => ({
    ...{ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: seen.model },
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  for (let at = 0; at < text.length; at += PIECE) {
    const delta = text.slice(at, at + PIECE);
    await send(
      seen.api === 'chat'
        ? chunk({ content: delta })
        : { type: 'response.output_text.delta', delta, item_id: 'msg_1', output_index: 0, content_index: 0 },
    );
  }
  if (breaks === 'stalls') return;
  if (breaks === 'stops') {
    outgoing.destroy();
    return;
  }
  const end = refusal ? 'refusal' : truncated ? 'truncated' : 'whole';
  if (seen.api === 'chat') {
    if (refusal) await send(chunk({ refusal: 'I can not help with that.' }));
    await send(chunk({}, truncated ? 'length' : 'stop'));
    await send({ ...chunk({}), choices: [], usage: usageOf(seen, text) });
    outgoing.end('data: [DONE]\n\n');
    return;
  }
  await send({
    type: truncated ? 'response.incomplete' : 'response.completed',
    response: wholeOf(seen, text, end),
  });
  outgoing.end();
}

function sendJson(outgoing: ServerResponse, value: unknown): void {
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify(value));
}

function sendError(
  outgoing: ServerResponse,
  { status, code, param, headers = {} }: Extract<Behaviour, { kind: 'error' }>,
): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
  outgoing.end(
    JSON.stringify({
      error: {
        message: 'as the test wishes',
        type: code ?? 'error',
        code: code ?? null,
        param: param ?? null,
      },
    }),
  );
}

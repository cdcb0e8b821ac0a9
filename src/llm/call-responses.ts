import type { OpenAI } from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { BrokenStream, type Call, type CallAnswer } from './call.ts';
import { readUsage } from './read-usage.ts';

type Response = OpenAI.Responses.Response;

/** Asks the Responses API. Throws what the client throws, and BrokenStream. */
export async function callResponses(
  client: OpenAI,
  call: Call,
  { isOpenai }: { isOpenai: boolean },
): Promise<CallAnswer> {
  const body = {
    ...{ model: call.model, instructions: call.instructions, input: call.input },
    // Nothing is kept at the service.
    store: false,
    max_output_tokens: call.mostTokens,
    // Instructions that many calls begin with are read from a cache, which other servers do not name so.
    ...(isOpenai ? { prompt_cache_key: `jianbao-${call.name}` } : {}),
    text: { format: zodTextFormat(call.schema, call.name) },
    ...(call.thinksLittle ? { reasoning: { effort: 'low' as const } } : {}),
  };
  const { signal, onText } = call;
  if (onText === undefined) return readResponse(await client.responses.create(body, { signal }));
  for await (const event of await client.responses.create({ ...body, stream: true }, { signal })) {
    if (event.type === 'response.output_text.delta') onText(event.delta);
    else if (event.type === 'response.completed' || event.type === 'response.incomplete')
      return readResponse(event.response);
    else if (event.type === 'response.failed' || event.type === 'error') break;
  }
  throw new BrokenStream();
}

function readResponse({ output, status, incomplete_details: incomplete, usage }: Response): CallAnswer {
  if (status === 'failed') throw new BrokenStream();
  const parts = (output ?? []).flatMap((item) => (item.type === 'message' ? item.content : []));
  const text = parts.map((part) => (part.type === 'output_text' ? part.text : '')).join('');
  const isRefused = parts.some(({ type }) => type === 'refusal') || incomplete?.reason === 'content_filter';
  return {
    text,
    // Incomplete output comes without an error.
    end: isRefused ? 'refusal' : status === 'incomplete' ? 'truncated' : 'whole',
    usage: readUsage({
      input: usage?.input_tokens,
      cached: usage?.input_tokens_details?.cached_tokens,
      output: usage?.output_tokens,
    }),
  };
}

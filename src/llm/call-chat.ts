import type { OpenAI } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { BrokenStream, type Call, type CallAnswer } from './call.ts';
import { readUsage } from './read-usage.ts';

/** Asks the Chat Completions API, which compatible servers have. Throws what the client throws, and BrokenStream. */
export async function callChat(
  client: OpenAI,
  call: Call,
  { isOpenai }: { isOpenai: boolean },
): Promise<CallAnswer> {
  const body = {
    model: call.model,
    messages: [
      { role: 'system' as const, content: call.instructions },
      { role: 'user' as const, content: call.input },
    ],
    response_format: zodResponseFormat(call.schema, call.name),
    // OpenAI's newer models refuse the old name, Ollama and others do not know the new one.
    ...(isOpenai ? { max_completion_tokens: call.mostTokens } : { max_tokens: call.mostTokens }),
    ...(call.thinksLittle ? { reasoning_effort: 'low' as const } : {}),
  };
  const { signal, onText } = call;
  if (onText === undefined) {
    const { choices, usage } = await client.chat.completions.create(body, { signal });
    const choice = choices?.[0];
    if (choice === undefined) throw new BrokenStream();
    const { content } = choice.message;
    // Not every server that speaks the interface keeps to its types.
    return readAnswer(typeof content === 'string' ? content : '', {
      ...{ finish: choice.finish_reason, isRefused: Boolean(choice.message.refusal), usage },
    });
  }
  let text = '';
  let finish: string | null = null;
  let isRefused = false;
  let usage: OpenAI.CompletionUsage | null | undefined;
  const stream = await client.chat.completions.create(
    { ...body, stream: true, stream_options: { include_usage: true } },
    { signal },
  );
  for await (const chunk of stream) {
    const choice = chunk.choices?.[0];
    usage = chunk.usage ?? usage;
    if (choice === undefined) continue;
    isRefused ||= Boolean(choice.delta.refusal);
    finish = choice.finish_reason ?? finish;
    const piece = choice.delta.content ?? '';
    text += piece;
    if (piece !== '') onText(piece);
  }
  if (finish === null) throw new BrokenStream();
  return readAnswer(text, { finish, isRefused, usage });
}

function readAnswer(
  text: string,
  {
    finish,
    isRefused,
    usage,
  }: { finish: string; isRefused: boolean; usage: OpenAI.CompletionUsage | null | undefined },
): CallAnswer {
  const refused = isRefused || finish === 'content_filter';
  return {
    text,
    end: refused ? 'refusal' : finish === 'length' ? 'truncated' : 'whole',
    usage: readUsage({
      input: usage?.prompt_tokens,
      cached: usage?.prompt_tokens_details?.cached_tokens,
      output: usage?.completion_tokens,
    }),
  };
}

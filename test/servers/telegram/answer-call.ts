import type { ServerResponse } from 'node:http';
import { BAD_GATEWAY, cutShort, type FaultList, hang } from '../fault-list.ts';
import { findChat } from './methods/find-chat.ts';
import type { Method, MethodContext, Parameters } from './methods/method.ts';
import type { RateLimits } from './rate-limits.ts';
import { Refusal } from './refusal.ts';
import type { ApiCall, Fault } from './telegram-server.ts';

/** Calls that the limits count; reading, polling, drafts and answers to buttons are free. */
const COUNTED = new Set(['sendmessage', 'editmessagetext', 'editmessagereplymarkup']);

interface AnswerCall {
  name: string;
  parameters: Parameters;
  context: MethodContext;
  response: ServerResponse;
}

/** Answers one call: planned faults first, then the limits, then the method itself. Gives what was answered. */
export function createAnswerCall({
  methods,
  faults,
  limits,
}: {
  methods: ReadonlyMap<string, Method>;
  faults: FaultList<Fault>;
  limits: RateLimits;
}) {
  return async ({ name, parameters, context, response }: AnswerCall): Promise<ApiCall['response']> => {
    const method = methods.get(name.toLowerCase());
    const planned = faults.take(
      name.toLowerCase(),
      parameters.chat_id === undefined ? undefined : String(parameters.chat_id),
    );
    const fault = planned?.fault;
    const fingerprint = JSON.stringify([name, parameters]);

    if (fault?.kind === 'hang') await hang(fault.milliseconds, context.client);
    if (fault?.kind === 'drop' || context.client.aborted) {
      response.destroy();
      return { ok: false, description: 'the connection was dropped before the call had an effect' };
    }
    if (fault?.kind === 'status') {
      const parametersOf = fault.parameters as Record<string, unknown> | undefined;
      const retryAfter = Number(parametersOf?.retry_after);
      if (fault.code === 429 && retryAfter > 0) {
        const chatId = Number(planned?.place ?? parameters.chat_id);
        limits.block(Number.isFinite(chatId) ? chatId : null, retryAfter, fingerprint);
      }
      return refuse(response, new Refusal(fault.code, fault.description, parametersOf));
    }
    if (method === undefined) return refuse(response, new Refusal(404, 'Not Found: method not found'));
    if (COUNTED.has(name.toLowerCase())) {
      const chat = findChat(context.world, parameters.chat_id as string | number | undefined);
      const refusal = limits.check({ chat: chat instanceof Refusal ? null : chat, fingerprint });
      if (refusal !== null) return refuse(response, refusal);
    }

    const result = await method(parameters, context);
    if (fault?.kind === 'drop-after-effect') {
      response.destroy();
      return { ok: false, description: 'the connection was dropped after the call had its effect' };
    }
    if (fault?.kind === 'cut-short') {
      cutShort(response, result);
      return { ok: false, description: 'the answer was cut short after the call had its effect' };
    }
    if (result instanceof Refusal) return refuse(response, result);
    writeJson(response, 200, { ok: true, result });
    return { ok: true };
  };
}

export function writeJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export function refuse(response: ServerResponse, refusal: Refusal): ApiCall['response'] {
  const answer = { ok: false, error_code: refusal.code, description: refusal.description };
  if (refusal.code >= 502) {
    response.writeHead(refusal.code, { 'content-type': 'text/html' });
    response.end(BAD_GATEWAY);
  } else {
    const { parameters } = refusal;
    writeJson(response, refusal.code, { ...answer, ...(parameters === undefined ? {} : { parameters }) });
  }
  return answer;
}

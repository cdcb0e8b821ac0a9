import type { ServerResponse } from 'node:http';
import { BAD_GATEWAY, cutShort, type FaultList, hang } from '../fault-list.ts';
import type { ApiCall, Fault } from './discord-server.ts';
import type { LimitedCall, RateLimits } from './rate-limits.ts';
import { Refusal } from './refusal.ts';
import type { Call, Context, Route } from './routes/route.ts';

interface AnswerCall {
  route: Route;
  call: Call;
  response: ServerResponse;
  client: AbortSignal;
}

/** Answers one call: planned faults first, then the limits, then the route itself. Gives what was answered. */
export function createAnswerCall({
  context,
  faults,
  limits,
}: {
  context: Context;
  faults: FaultList<Fault>;
  limits: RateLimits;
}) {
  return async ({ route, call, response, client }: AnswerCall): Promise<ApiCall['response']> => {
    const { channel, guild, application, token } = call.params;
    const limited: LimitedCall = {
      route: route.name,
      major: channel ?? guild ?? (token === undefined ? '' : `${application} ${token}`),
      isInteraction: route.isInteraction,
      fingerprint: JSON.stringify([call.params, call.body]),
    };
    const place = channel ?? context.world.interactionsByToken.get(token ?? '')?.channelId;
    const fault = faults.take(route.name, place)?.fault;
    if (fault?.kind === 'hang') await hang(fault.milliseconds, client);
    if (fault?.kind === 'drop' || client.aborted) {
      response.destroy();
      return { status: 0, message: 'the connection was dropped before the call had an effect' };
    }
    if (fault?.kind === 'status') {
      if (fault.status !== 429)
        return refuse(
          response,
          new Refusal(fault.status, fault.code ?? 0, fault.message ?? String(fault.status)),
        );
      const scope = fault.isGlobal === true ? 'global' : (fault.scope ?? 'user');
      const { body, headers } = limits.block(limited, { seconds: fault.retryAfter ?? 1, scope });
      return writeJson(response, 429, body, headers);
    }
    const { headers, refused } = limits.check(limited);
    if (refused !== null) return writeJson(response, 429, refused.body, refused.headers);

    const result = await route.answer(call, context);
    if (fault?.kind === 'drop-after-effect') {
      response.destroy();
      return { status: 0, message: 'the connection was dropped after the call had its effect' };
    }
    if (fault?.kind === 'cut-short') {
      cutShort(response, result);
      return { status: 0, message: 'the answer was cut short after the call had its effect' };
    }
    if (result instanceof Refusal) return refuse(response, result, headers);
    if (result !== undefined) return writeJson(response, 200, result, headers);
    response.writeHead(204, headers);
    response.end();
    return { status: 204 };
  };
}

export function writeJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): ApiCall['response'] {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
  return { status };
}

export function refuse(
  response: ServerResponse,
  refusal: Refusal,
  headers: Record<string, string> = {},
): ApiCall['response'] {
  const { status, code, message, errors } = refusal;
  if (status >= 502) {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end(BAD_GATEWAY);
  } else {
    writeJson(response, status, { message, code, ...(errors === undefined ? {} : { errors }) }, headers);
  }
  return { status, code, message };
}

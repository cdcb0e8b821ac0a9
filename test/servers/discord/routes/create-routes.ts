import { deleteResponse, editResponse, followUp, getResponse } from './interaction-webhook.ts';
import { acknowledge } from './interactions.ts';
import {
  createMessage,
  crosspostMessage,
  deleteMessage,
  editMessage,
  getMessage,
  listMessages,
  startTyping,
} from './messages.ts';
import { overwriteCommands } from './overwrite-commands.ts';
import {
  getApplication,
  getChannel,
  getGuild,
  getMember,
  getSelf,
  getUser,
  listCommands,
  openDirectMessage,
} from './places.ts';
import type { Answer, Route } from './route.ts';
import { startThread, startThreadFromMessage } from './threads.ts';

/** Finds a route by method and path; `otherMethod` where the path has another. */
export type FindRoute = (
  method: string,
  path: string,
) => { route: Route; params: Record<string, string> } | 'other-method' | null;

/** Every route that this server knows, in the order in which they are tried. */
export function createRoutes(getGatewayBot: Answer): FindRoute {
  const withToken: Record<string, Answer> = {
    'GET /gateway/bot': getGatewayBot,
    'GET /users/@me': getSelf,
    'POST /users/@me/channels': openDirectMessage,
    'GET /users/:user': getUser,
    'GET /applications/@me': getApplication,
    'GET /oauth2/applications/@me': getApplication,
    'GET /applications/:application/commands': listCommands,
    'PUT /applications/:application/commands': overwriteCommands,
    'GET /guilds/:guild': getGuild,
    'GET /guilds/:guild/members/:user': getMember,
    'GET /channels/:channel': getChannel,
    'POST /channels/:channel/typing': startTyping,
    'POST /channels/:channel/threads': startThread,
    'GET /channels/:channel/messages': listMessages,
    'POST /channels/:channel/messages': createMessage,
    'GET /channels/:channel/messages/:message': getMessage,
    'PATCH /channels/:channel/messages/:message': editMessage,
    'DELETE /channels/:channel/messages/:message': deleteMessage,
    'POST /channels/:channel/messages/:message/crosspost': crosspostMessage,
    'POST /channels/:channel/messages/:message/threads': startThreadFromMessage,
  };
  const ofInteractions: Record<string, Answer> = {
    'POST /interactions/:interaction/:token/callback': acknowledge,
    'POST /webhooks/:application/:token': followUp,
    'GET /webhooks/:application/:token/messages/:message': getResponse,
    'PATCH /webhooks/:application/:token/messages/:message': editResponse,
    'DELETE /webhooks/:application/:token/messages/:message': deleteResponse,
  };
  const routes = [
    ...Object.entries(withToken).map(([name, answer]) => ({ name, isInteraction: false, answer })),
    ...Object.entries(ofInteractions).map(([name, answer]) => ({ name, isInteraction: true, answer })),
  ].map((route) => ({ route, ...splitName(route.name) }));

  return (method, path) => {
    const segments = path.split('/').slice(1);
    let hasOtherMethod = false;
    for (const one of routes) {
      const params = match(one.segments, segments);
      if (params === null) continue;
      if (one.method === method) return { route: one.route, params };
      hasOtherMethod = true;
    }
    return hasOtherMethod ? 'other-method' : null;
  };
}

/** Whether a route is meant by a pattern, in which `*` or any name stands for a part of the path. */
export function meetsRoute(pattern: string): (route: string) => boolean {
  const plain = (name: string): string => name.replace(/\/:[a-z]+/g, '/*');
  return (route) => pattern === '*' || plain(pattern) === plain(route);
}

function splitName(name: string): { method: string; segments: string[] } {
  const [method = '', path = ''] = name.split(' ');
  return { method, segments: path.split('/').slice(1) };
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = decode(segments[index] ?? '');
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return null;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

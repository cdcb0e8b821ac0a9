import type { TestContext } from 'node:test';
import { type DiscordServer, type DiscordServerOptions, startDiscordServer } from './start-discord-server.ts';

export interface Conversation {
  server: DiscordServer;
  /** A person who owns the guild, and its text channel. */
  ming: string;
  guild: string;
  channel: string;
  /** Calls the API as the bot, below /api/v10. */
  call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Answer; headers: Headers }>;
  /** `status code message` of the refusal of a call; `accepted` where there was none. */
  refusalOf(method: string, path: string, body?: unknown): Promise<string>;
}

interface Answer {
  [name: string]: unknown;
  id: string;
}

/** A server with one guild that the bot is in; it ends with the test. */
export async function startConversation(
  test: TestContext,
  options: DiscordServerOptions = {},
): Promise<Conversation> {
  const server = await startDiscordServer({ limits: 'none', ...options });
  test.after(() => server.stop());
  const ming = server.addUser({ username: 'ming' });
  const guild = server.addGuild({ ownerId: ming, preferredLocale: 'zh-CN' });
  const channel = server.addChannel({ guildId: guild, name: 'news' });
  const call: Conversation['call'] = async (method, path, body) => {
    const response = await fetch(`${server.api}/v10${path}`, {
      method,
      headers: {
        authorization: `Bot ${server.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isText = text === '' || text.startsWith('<');
    return {
      status: response.status,
      headers: response.headers,
      body: isText ? { id: '', text } : JSON.parse(text),
    };
  };
  return {
    server,
    ming,
    guild,
    channel,
    call,
    async refusalOf(method, path, body) {
      const { status, body: answer } = await call(method, path, body);
      return status < 300 ? 'accepted' : `${status} ${answer.code} ${answer.message}`;
    },
  };
}

/** Where in a form something was wrong, and with which code: `embeds.0.title BASE_TYPE_MAX_LENGTH`. */
export function errorsIn(answer: Record<string, unknown>): string[] {
  const walk = (node: unknown, path: string[]): string[] =>
    node === null || typeof node !== 'object'
      ? []
      : Object.entries(node).flatMap(([name, child]) =>
          name === '_errors'
            ? (child as { code: string }[]).map(({ code }) => `${path.join('.')} ${code}`)
            : walk(child, [...path, name]),
        );
  return walk(answer.errors, []);
}

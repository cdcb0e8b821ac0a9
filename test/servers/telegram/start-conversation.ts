import type { TestContext } from 'node:test';
import { Api, GrammyError } from 'grammy';
import {
  type SentMessage,
  startTelegramServer,
  type TelegramServer,
  type TelegramServerOptions,
} from './start-telegram-server.ts';

/** The id of the person who talks to the bot, and of their private chat. */
export const MING = 42;

/** A server with one person who has written to the bot, and the real client; both end with the test. */
export async function startConversation(
  test: TestContext,
  options: TelegramServerOptions = {},
): Promise<{ server: TelegramServer; api: Api }> {
  const server = await startTelegramServer({ limits: 'none', ...options });
  test.after(() => server.stop());
  server.addUser({ id: MING, firstName: 'Ming', languageCode: 'zh-hans' });
  server.addChat({ id: MING, type: 'private' });
  return { server, api: new Api(server.token, { apiRoot: server.apiRoot }) };
}

/** `code description` of the refusal of a call; `accepted` where there was none. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'accepted';
  } catch (error) {
    if (error instanceof GrammyError) return `${error.error_code} ${error.description}`;
    throw error;
  }
}

export function textsOf(messages: readonly SentMessage[]): string[] {
  return messages.map(({ text }) => text);
}

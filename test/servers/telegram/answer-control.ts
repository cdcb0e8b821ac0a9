import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { writeJson } from './answer-call.ts';
import { describeMessage } from './describe-message.ts';
import type { TelegramServer } from './telegram-server.ts';

const id = z.coerce.number().int();
const person = z.object({ from: id.default(42), chatId: id.optional() });
const sendText = person.extend({ text: z.string(), threadId: id.optional(), replyTo: id.optional() });
const pressButton = person.extend({ messageId: id, data: z.string() });
const inlineQuery = person.extend({ query: z.string() });
const addUser = z.object({
  id,
  firstName: z.string(),
  languageCode: z.string().optional(),
  username: z.string().optional(),
});
const addChat = z.object({
  id,
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
  isForum: z.boolean().optional(),
});

/** Leaves out what is undefined, for options that may be absent and not undefined. */
function given<Values extends object>(
  values: Values,
): { [Key in keyof Values]: Exclude<Values[Key], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Values]: Exclude<Values[Key], undefined> };
}

/** POST /control/NAME with JSON does by hand what a test does with the server's methods. */
export function answerControl(
  server: TelegramServer,
  name: string,
  parameters: Record<string, unknown>,
  response: ServerResponse,
): void {
  const actions: Record<string, () => unknown> = {
    addUser: () => server.addUser(given(addUser.parse(parameters))),
    addChat: () => server.addChat(given(addChat.parse(parameters))),
    sendText: () => {
      const { from, chatId = from, text, ...extra } = sendText.parse(parameters);
      return server.sendText(from, chatId, text, given(extra));
    },
    pressButton: () => {
      const { from, chatId = from, messageId, data } = pressButton.parse(parameters);
      return server.pressButton(from, chatId, messageId, data);
    },
    inlineQuery: () => {
      const { from, query } = inlineQuery.parse(parameters);
      return server.inlineQuery(from, query);
    },
    messages: () => server.messages(person.parse(parameters).chatId).map(describeMessage),
    calls: () => server.calls().filter(({ method }) => method !== 'getUpdates'),
    unansweredCallbacks: () => server.unansweredCallbacks(),
  };
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) {
    writeJson(response, 404, { error: `there is ${Object.keys(actions).join(', ')}` });
    return;
  }
  try {
    writeJson(response, 200, { result: action() ?? null });
  } catch (error) {
    writeJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}

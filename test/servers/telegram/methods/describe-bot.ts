import * as z from 'zod';
import { badRequest } from '../refusal.ts';
import { defineMethod, fromJson, type Method } from './method.ts';

const MOST_COMMANDS = 100;
const SCOPES = new Set([
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
  'chat',
  'chat_administrators',
  'chat_member',
]);
const scopeSchema = fromJson(z.looseObject({ type: z.string() })).default({ type: 'default' });
const languageSchema = z.string().default('');
const named = z.object({ scope: scopeSchema, language_code: languageSchema });

interface BotCommand {
  command: string;
  description: string;
}

/** The methods by which a bot describes itself; each server has its own memory of what was set. */
export function createDescriptionMethods(): Record<string, Method> {
  const commands = new Map<string, BotCommand[]>();
  const texts = new Map<string, string>();

  const keyOf = ({ scope, language_code }: z.output<typeof named>): string =>
    JSON.stringify([scope.type, scope.chat_id, scope.user_id, language_code]);
  const refuse = ({ scope, language_code }: z.output<typeof named>) => {
    if (!SCOPES.has(scope.type)) return badRequest("can't parse BotCommandScope: Unsupported type specified");
    // Only two letters: there is one Chinese for all who read it.
    return /^(?:[a-z]{2})?$/.test(language_code) ? null : badRequest('invalid language code specified');
  };
  const describe = (kind: string, field: string, longest: number): [Method, Method] => [
    defineMethod(z.object({ [field]: z.string().default(''), language_code: languageSchema }), (given) => {
      const language = String(given.language_code);
      const refusal = refuse({ scope: { type: 'default' }, language_code: language });
      if (refusal !== null) return refusal;
      const text = String(given[field]);
      if ([...text].length > longest) return badRequest(`${kind} length must not exceed ${longest}`);
      texts.set(JSON.stringify([field, language]), text);
      return true;
    }),
    defineMethod(z.object({ language_code: languageSchema }), ({ language_code }) => ({
      [field]:
        texts.get(JSON.stringify([field, language_code])) ?? texts.get(JSON.stringify([field, ''])) ?? '',
    })),
  ];

  const [setMyDescription, getMyDescription] = describe('bot description', 'description', 512);
  const [setMyShortDescription, getMyShortDescription] = describe('bot about', 'short_description', 120);
  const [setMyName, getMyName] = describe('bot name', 'name', 64);

  return {
    setMyDescription,
    getMyDescription,
    setMyShortDescription,
    getMyShortDescription,
    setMyName,
    getMyName,

    setMyCommands: defineMethod(
      named.extend({
        commands: fromJson(z.array(z.object({ command: z.string(), description: z.string() }))),
      }),
      (given) => {
        const refusal = refuse(given);
        if (refusal !== null) return refusal;
        if (given.commands.length > MOST_COMMANDS) return badRequest('BOT_COMMANDS_TOO_MUCH');
        const cleaned: BotCommand[] = [];
        for (const one of given.commands) {
          const command = one.command.trim().replace(/^\//, '');
          const description = one.description.trim();
          if (command === '') return badRequest('command must be non-empty');
          if ([...command].length > 32) return badRequest('command length must not exceed 32');
          if (description === '') return badRequest('command description must be non-empty');
          if ([...description].length > 256)
            return badRequest('command description length must not exceed 256');
          if (!/^[a-z0-9_]+$/.test(command)) return badRequest('BOT_COMMAND_INVALID');
          cleaned.push({ command, description });
        }
        commands.set(keyOf(given), cleaned);
        return true;
      },
    ),
    getMyCommands: defineMethod(named, (given) => refuse(given) ?? commands.get(keyOf(given)) ?? []),
    deleteMyCommands: defineMethod(named, (given) => {
      const refusal = refuse(given);
      if (refusal !== null) return refusal;
      commands.delete(keyOf(given));
      return true;
    }),
  };
}

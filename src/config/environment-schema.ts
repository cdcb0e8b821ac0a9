import { isIP } from 'node:net';
import { z } from 'zod';
import { isTimeZone } from '../core/digest/is-time-zone.ts';
import { readCron } from '../core/schedule/read-cron.ts';
import { MOST_TIMES } from '../core/schedule/schedule.ts';
import { PUBLIC_RSSHUB } from '../core/sources/rsshub-route.ts';

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

const targets = (id: RegExp, example: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((target) => target.trim()))
    .refine((list) => list.every((target) => id.test(target)), {
      error: `must be ids with commas between, such as ${example}`,
    });

const positive = z.coerce
  .number({ error: 'must be a whole number' })
  .int('must be a whole number')
  .positive('must be above 0');

/** An address, or with its prefix a network, of IPv4 or IPv6. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes('%')) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

const SHARDS = 'must be auto, or which shards of how many this process serves, such as 0-3/16';
const MOST_SHARDS = 1000;

/** `0-3,8/16` → ids and count; null where an id is not below the count, or a process would serve too many. */
function readShards(text: string): 'auto' | { ids: number[]; count: number } | null {
  if (text === 'auto') return 'auto';
  const [list = '', total = ''] = text.split('/');
  const count = Number(total);
  const ids = new Set<number>();
  for (const range of list.split(',')) {
    const [from = '', to = from] = range.split('-');
    const [first, last] = [Number(from), Number(to)];
    if (first > last || last >= count || last - first >= MOST_SHARDS) return null;
    for (let id = first; id <= last; id += 1) ids.add(id);
  }
  return ids.size > MOST_SHARDS ? null : { ids: [...ids].sort((one, other) => one - other), count };
}

const CRON_PROBLEMS = {
  malformed: 'must be five fields, minute hour day month weekday, such as 0 8 * * mon-fri',
  never: 'must be a day that comes: none of its months has such a day',
};

/** Every variable of the environment, its form and its default. The comments for people stand in .env.example. */
export const environmentSchema = z.object({
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'must be the token that @BotFather gave, such as 123456:ABC…')
    .optional(),
  DISCORD_BOT_TOKEN: z.string().min(20, 'must be the bot token of the developer portal').optional(),
  TELEGRAM_API_ROOT: httpUrl.optional(),
  TELEGRAM_WEBHOOK_URL: httpUrl.optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'must be 1 to 256 of A-Z, a-z, 0-9, _ and -')
    .optional(),
  DISCORD_API_URL: httpUrl.optional(),
  DISCORD_SHARDS: z
    .string()
    .regex(/^(?:auto|\d{1,5}(?:-\d{1,5})?(?:,\d{1,5}(?:-\d{1,5})?)*\/\d{1,5})$/, SHARDS)
    .transform(readShards)
    .refine((shards) => shards !== null, { error: SHARDS })
    .default('auto'),
  DISCORD_PRESENCE: z
    .enum(['headline', 'digest', 'none'], { error: 'must be headline, digest or none' })
    .default('headline'),
  DISCORD_CROSSPOST: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .transform((value) => value === 'true')
    .default(false),
  DISCORD_ANSWER_THREADS: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .transform((value) => value === 'true')
    .default(false),
  TELEGRAM_DIGEST_CHATS: targets(/^(?:-?\d+|@\w+)(?::\d+)?$/, '-1001234567890,-1009876543210:42').optional(),
  DISCORD_DIGEST_CHANNELS: targets(/^\d{15,21}(?::\d{15,21})?$/, '112233445566778899').optional(),
  DIGEST_CRON: z
    .string()
    .superRefine((text, { addIssue }) => {
      const read = readCron(text);
      if (!read.ok) addIssue(CRON_PROBLEMS[read.problem]);
      else if (read.cron.minutes.size * read.cron.hours.size > MOST_TIMES)
        addIssue(`must not be more than ${MOST_TIMES} times a day`);
    })
    .default('0 8 * * *'),
  DIGEST_TIMEZONE: z
    .string()
    .refine(isTimeZone, {
      error: 'must be a time zone such as Asia/Shanghai or +08:00; abbreviations such as CST name several',
    })
    .default(() => new Intl.DateTimeFormat().resolvedOptions().timeZone),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_EMBEDDING_MODEL: z.string().optional(),
  OPENAI_API: z.enum(['responses', 'chat'], { error: 'must be responses or chat' }).optional(),
  LLM_DAILY_TOKENS: positive.default(1_000_000),
  LLM_CHAT_DAILY_TOKENS: positive.default(100_000),
  LLM_PERSON_HOURLY_ANSWERS: positive.default(30),
  LLM_PRICES: z
    .string()
    .regex(/^\d+(?:\.\d+)?(?:,\d+(?:\.\d+)?){2}$/, 'must be three prices such as 0.10,0.01,0.50')
    .transform((text) => {
      const [input = 0, cached = 0, output = 0] = text.split(',').map(Number);
      return { input, cached, output };
    })
    .optional(),
  PROMPTS_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(?:sqlite:.+|postgres(?:ql)?:\/\/.+)$/, 'must be sqlite:PATH or postgres://…')
    .optional(),
  DATA_DIR: z.string().default('data'),
  OWNER_IDS: z
    .string()
    .transform((text) => text.split(',').map((id) => id.trim()))
    .refine((list) => list.every((id) => /^(?:telegram|discord):\d+$/.test(id)), {
      error: 'must be telegram:ID or discord:ID, with commas between',
    })
    .optional(),
  FETCH_ALLOW: z
    .string()
    .transform((text) => text.split(',').map((network) => network.trim()))
    .refine((networks) => networks.every(isNetwork), {
      error: 'must be addresses or networks with commas between, such as 192.168.1.0/24,127.0.0.1',
    })
    .optional(),
  FETCH_CONTACT: z
    .string()
    .regex(/^[\x21-\x7E]{3,200}$/, 'must be an address that publishers can reach you at, without spaces')
    .optional(),
  RSSHUB_URL: httpUrl.default(PUBLIC_RSSHUB),
  HTTP_PORT: positive.max(65_535, 'must be at most 65535').optional(),
  HTTP_HOST: z.string().default('127.0.0.1'),
  WEBSUB_URL: httpUrl
    .refine((url) => URL.parse(url)?.href.search(/[?#@]/) === -1, {
      error: 'must be an address without a user, a query or a fragment: a path is put behind it',
    })
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
});

/** Whether an address is OpenAI's own. */
export function isOpenaiAddress(url: string): boolean {
  return /(?:^|\.)api\.openai\.com$/u.test(new URL(url).hostname);
}

/** What variables ask of each other, by the name of the one that is not there. */
export function findMissing(environment: Environment): { name: string; remedy: string }[] {
  const { OPENAI_BASE_URL: url, OPENAI_MODEL: model, HTTP_PORT: port } = environment;
  const missing: { name: string; remedy: string }[] = [];
  // A server of one's own has models of its own, none of which can be guessed.
  if (url !== undefined && model === undefined && !isOpenaiAddress(url))
    missing.push({
      name: 'OPENAI_MODEL',
      remedy: 'is needed with OPENAI_BASE_URL: the name of a model of that server',
    });
  if (environment.TELEGRAM_WEBHOOK_URL !== undefined && port === undefined)
    missing.push({
      name: 'HTTP_PORT',
      remedy: 'is needed with TELEGRAM_WEBHOOK_URL: the port that the webhook is listened for on',
    });
  if (environment.WEBSUB_URL !== undefined && port === undefined)
    missing.push({
      name: 'HTTP_PORT',
      remedy: 'is needed with WEBSUB_URL: the port that hubs are listened for on',
    });
  return missing;
}

export type Environment = z.infer<typeof environmentSchema>;

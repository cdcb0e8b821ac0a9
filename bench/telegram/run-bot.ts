// Run as a child of bench/telegram.ts: the bot on the sample articles, with the limits of sending lifted.
import { createApp } from '../../src/app.ts';
import { commands } from '../../src/commands/command-list.ts';
import { readProcessEnvironment } from '../../src/config/read-environment.ts';
import { createLog } from '../../src/log/create-log.ts';
import { createTelegramPlatform } from '../../src/platforms/telegram/create-telegram-platform.ts';

const reading = readProcessEnvironment();
if (!reading.ok || reading.environment.TELEGRAM_BOT_TOKEN === undefined) throw new Error('no token');
const { environment } = reading;
const clock = { now: Date.now };
const log = createLog('warn');
const app = await createApp({ environment, clock, log });
await app.takeInSamples();
const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());
await createTelegramPlatform({
  commands,
  services: app.services,
  store: app.platforms,
  clock,
  log,
  settings: {
    token: environment.TELEGRAM_BOT_TOKEN ?? '',
    apiRoot: environment.TELEGRAM_API_ROOT,
    webhook: null,
    owners: [],
    zone: 'Asia/Shanghai',
    limits: { perSecond: 1e6, perChatPerSecond: 1e6, perGroupPerMinute: 1e6 },
  },
}).run(stopping.signal);
await app.close();

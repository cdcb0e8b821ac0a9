import { parseArgs } from 'node:util';
import { startTelegramServer } from './start-telegram-server.ts';

/**
 * Telegram on this machine, to try the bot by hand:
 *   node test/servers/telegram/main.ts --port 8081
 *   TELEGRAM_API_ROOT=http://127.0.0.1:8081 TELEGRAM_BOT_TOKEN=… npm start
 *   curl -d '{"text":"/latest"}' -H 'content-type: application/json' http://127.0.0.1:8081/control/sendText
 *   curl http://127.0.0.1:8081/control/messages
 */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '8081' }, language: { type: 'string', default: 'zh-hans' } },
});
const server = await startTelegramServer({ port: Number(values.port), control: true });
server.addUser({ id: 42, firstName: 'Ming', languageCode: values.language });
server.addChat({
  id: -1001,
  type: 'supergroup',
  title: 'Readers',
  members: [{ userId: 42, status: 'creator' }],
});
process.stdout.write(
  `TELEGRAM_API_ROOT=${server.apiRoot}\nTELEGRAM_BOT_TOKEN=${server.token}\n${server.apiRoot}/control/{addUser,addChat,sendText,pressButton,inlineQuery,messages,calls,unansweredCallbacks}\n`,
);
process.once('SIGINT', () => void server.stop());
process.once('SIGTERM', () => void server.stop());

import { createProgramProcess, type ProgramProcess } from '../../servers/program-process.ts';
import type { TelegramServer } from '../../servers/telegram/start-telegram-server.ts';

/** The real program as a process of its own, served by a server of the tests'. */
export function createBotProcess(server: TelegramServer, dataDirectory: string): ProgramProcess {
  return createProgramProcess({
    dataDirectory,
    environment: {
      TELEGRAM_BOT_TOKEN: server.token,
      TELEGRAM_API_ROOT: server.apiRoot,
      LOG_LEVEL: 'debug',
    },
  });
}

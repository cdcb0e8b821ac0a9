import { parseArgs } from 'node:util';
import { startDiscordServer } from './start-discord-server.ts';

/**
 * Discord on this machine, to try the bot by hand:
 *   node test/servers/discord/main.ts --port 8082
 *   DISCORD_API_URL=http://127.0.0.1:8082/api DISCORD_BOT_TOKEN=… npm start
 *   curl -d '{"userId":"…","channelId":"…","name":"latest"}' http://127.0.0.1:8082/control/slashCommand
 *   curl http://127.0.0.1:8082/control/messages
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8082' },
    language: { type: 'string', default: 'zh-CN' },
    limits: { type: 'string', default: 'documented' },
  },
});
const server = await startDiscordServer({
  port: Number(values.port),
  control: true,
  ...(values.limits === 'none' ? { limits: 'none' } : {}),
});
const user = server.addUser({ username: 'ming' });
const guild = server.addGuild({ name: 'Readers', ownerId: user, preferredLocale: values.language });
const channel = server.addChannel({ guildId: guild, name: 'news' });
const direct = server.openDirectMessage(user);
process.stdout.write(
  `DISCORD_API_URL=${server.api}\nDISCORD_BOT_TOKEN=${server.token}\nuser=${user} guild=${guild} channel=${channel} dm=${direct}\n${new URL('/control/', server.api).href}{slashCommand,sendMessage,messages,…}\n`,
);
process.once('SIGINT', () => void server.stop());
process.once('SIGTERM', () => void server.stop());

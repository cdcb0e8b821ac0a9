import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DiscordServer } from './discord-server.ts';

type Methods = {
  [Name in keyof DiscordServer as DiscordServer[Name] extends (...values: never[]) => unknown
    ? Exclude<Name, 'waitFor' | 'stop'>
    : never]: DiscordServer[Name];
};
type GatewayMethods = {
  [Name in keyof DiscordServer['gateway'] as `gateway.${Name}`]: DiscordServer['gateway'][Name];
};
type Controls = Methods & GatewayMethods;

/** A server in a process of its own, with one person, their guild, its text channel and their direct messages. */
export interface SpawnedDiscordServer {
  api: string;
  token: string;
  userId: string;
  guildId: string;
  channelId: string;
  directId: string;
  /** Does there what the server's method does; throws what it throws. */
  control<Name extends keyof Controls>(
    name: Name,
    ...values: Parameters<Controls[Name]>
  ): Promise<ReturnType<Controls[Name]>>;
  /** The exit code. */
  stop(): Promise<number | null>;
}

export async function spawnDiscordServer({
  limits = 'documented',
}: {
  limits?: 'documented' | 'none';
} = {}): Promise<SpawnedDiscordServer> {
  const script = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, [script, '--port', '0', '--limits', limits], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.includes('/control/')) break;
  }
  const value = (name: string): string => new RegExp(`${name}=(\\S+)`).exec(output)?.[1] ?? '';
  const api = value('DISCORD_API_URL');
  return {
    api,
    token: value('DISCORD_BOT_TOKEN'),
    userId: value('user'),
    guildId: value('guild'),
    channelId: value('channel'),
    directId: value('dm'),
    async control(name, ...values) {
      const response = await fetch(new URL(`/control/${name}`, api), {
        method: 'POST',
        body: JSON.stringify(values),
      });
      const answer = (await response.json()) as { result?: unknown; error?: string };
      if (!response.ok) throw new Error(answer.error);
      return answer.result as ReturnType<Controls[typeof name]>;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      return child.exitCode;
    },
  };
}

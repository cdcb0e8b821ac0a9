import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DISCORD_LIMITS } from '../../src/platforms/discord/discord-limits.ts';
import type { Message } from '../../test/servers/discord/discord-server.ts';
import { textsOf } from '../../test/servers/discord/messages/walk-components.ts';
import { startDiscordServer } from '../../test/servers/discord/start-discord-server.ts';
import type { BenchReport } from '../report.ts';
import { waitUntil } from './ask-interactions.ts';
import { quantile } from './quantile.ts';
import { startProgram } from './start-program.ts';

const SEND = 'POST /channels/:channel/messages';
/** Messages a guild's channels share; a guild's limits are nobody's here. */
const CHANNELS_A_GUILD = 50;

/**
 * So many messages to each of so many channels through the ledger, the queue and the client of the bot, with Discord's limits;
 * the process that sends is killed with -9 when each of these shares of them has come.
 */
export async function measureFanOut({
  channels,
  each,
  killAt,
}: {
  channels: number;
  each: number;
  killAt: readonly number[];
}): Promise<BenchReport['summary']> {
  const server = await startDiscordServer();
  const folder = mkdtempSync(join(tmpdir(), 'jianbao-fan-out-'));
  const total = channels * each;
  const ownerId = server.addUser();
  const places: { guild: string; channel: string }[] = [];
  while (places.length < channels) {
    const guild = server.addGuild({ ownerId });
    for (let count = 0; count < CHANNELS_A_GUILD && places.length < channels; count += 1)
      places.push({ guild, channel: server.addChannel({ guildId: guild }) });
  }
  const messages = Array.from({ length: total }, (_, number) => ({ number, ...places[number % channels] }));
  writeFileSync(join(folder, 'messages.json'), JSON.stringify(messages));
  const start = () =>
    startProgram(new URL('send-messages.ts', import.meta.url), {
      DATA_DIR: folder,
      DISCORD_BOT_TOKEN: server.token,
      DISCORD_API_URL: server.api,
    });
  let program = start();
  try {
    const kills: number[] = [];
    const patience = (total / DISCORD_LIMITS.perSecond) * 2000 + 60_000;
    let hasEnded = false;
    const watch = (): void => void program.ended.then((code) => (hasEnded ||= code !== null));
    watch();
    for (const share of killAt) {
      await waitUntil(() => hasEnded || server.calls(SEND).length >= share * total, patience);
      if (hasEnded) break;
      await program.kill();
      kills.push(Date.now());
      program = start();
      watch();
    }
    await waitUntil(() => hasEnded, patience);
    const sent = server.messages();
    const numbers = new Set(sent.map(numberOf));
    const calls = server.calls(SEND).filter(({ response }) => response.status === 200).length;
    return {
      'messages to send': total,
      'channels they go to': channels,
      'kill -9 while sending': kills.length,
      ...rateOf(sent, kills),
      '429 answers': server.rateLimitHits().length,
      '429 answers that could be avoided': server.avoidable429s(),
      lost: total - numbers.size,
      'arrived twice': sent.length - numbers.size,
      'sent again, one by the nonce': calls - sent.length,
    };
  } finally {
    await program.kill();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of each process that sends, the whole seconds from its first message on; and all of it, pauses included. */
function rateOf(sent: readonly Message[], kills: readonly number[]): BenchReport['summary'] {
  const { perSecond } = DISCORD_LIMITS;
  const bounds = [Number.NEGATIVE_INFINITY, ...kills, Number.POSITIVE_INFINITY];
  const runs = bounds.slice(1).map((end, index) => {
    const times = sent.map(({ sentAt }) => sentAt).filter((at) => at >= (bounds[index] ?? 0) && at < end);
    const [first = 0] = times;
    const seconds = Math.floor(((times.at(-1) ?? 0) - first) / 1000);
    return { first, seconds, count: times.filter((at) => at < first + seconds * 1000).length };
  });
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0);
  const running = runs.reduce((sum, { count }) => sum + count, 0) / seconds;
  const all = sent.length / (((sent.at(-1)?.sentAt ?? 0) - (sent[0]?.sentAt ?? 0)) / 1000);
  const pauses = runs
    .slice(1)
    .flatMap(({ first }, index) => (first === 0 ? [] : [first - (kills[index] ?? 0)]));
  return {
    'messages a second while it runs': round(running),
    'share of the limit while it runs, %': round((running / perSecond) * 100),
    'messages a second, kills and starts counted': round(all),
    'kill to the next message, median ms': quantile(pauses, 0.5),
  };
}

function numberOf({ components, content }: Message): number {
  return Number(/№(\d+)/.exec([content, ...textsOf(components)].join('\n'))?.[1] ?? -1);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

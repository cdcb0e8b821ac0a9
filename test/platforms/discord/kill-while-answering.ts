import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTranslator } from '../../../src/commands/create-translator.ts';
import { startDiscordServer } from '../../servers/discord/start-discord-server.ts';
import { createProgramProcess, takeInSamples } from '../../servers/program-process.ts';
import { answersIn, textOf } from './run-discord.ts';

export interface KillResult {
  kills: number;
  questions: number;
  /** Neither an answer nor the word that it may be missing. */
  unanswered: number;
  answeredTwice: number;
  /** Told that their answer may be missing. */
  told: number;
}

const SEND = 'POST /channels/:channel/messages';
const note = createTranslator('en')('chat.mayBeMissing');

/**
 * People ask the real program in direct messages, each a few different questions, while it is killed with -9 again and again:
 * each time when the number of messages that `killAt` names (of the next) have come to the server since it started to answer.
 */
export async function killWhileAnswering({
  people,
  questions,
  killAt,
}: {
  people: number;
  questions: number;
  killAt: readonly number[];
}): Promise<KillResult> {
  const server = await startDiscordServer({ limits: 'none' });
  const dataDirectory = await mkdtemp(join(tmpdir(), 'jianbao-kill-'));
  const bot = createProgramProcess({
    environment: { DISCORD_BOT_TOKEN: server.token, DISCORD_API_URL: server.api },
    dataDirectory,
  });
  try {
    const channels = Array.from({ length: people }, () => {
      const userId = server.addUser();
      return { userId, channelId: server.openDirectMessage(userId) };
    });
    await takeInSamples(dataDirectory);
    bot.start();
    // Only who is connected, or was lately, is told of messages.
    await server.waitFor(() => server.gateway.sessions().some(({ isConnected }) => isConnected), 15_000);
    const total = people * questions;
    const share = Math.ceil(total / (killAt.length + 1));
    let asked = 0;
    const ask = (): void => {
      for (const end = Math.min(asked + share, total); asked < end; asked += 1) {
        const person = channels[asked % people];
        // A day of its own for each question, so that its answer is known by it.
        const day = String(Math.floor(asked / people) + 1).padStart(2, '0');
        if (person !== undefined)
          server.sendMessage(person.userId, person.channelId, `/digest 2021-05-${day}`);
      }
    };
    for (const calls of killAt) {
      ask();
      const from = server.calls(SEND).length;
      await server.waitFor(() => server.calls(SEND).length + server.underway(SEND) >= from + calls, 30_000);
      await bot.kill();
      bot.start();
    }
    ask();
    const textsIn = (channelId: string): string[] => answersIn(server, channelId).map(textOf);
    const count = (channelId: string): { answers: number[]; notes: number } => {
      const texts = textsIn(channelId);
      return {
        answers: Array.from(
          { length: questions },
          (_, question) =>
            texts.filter((text) => text.includes(`No articles: ${question + 1} May 2021`)).length,
        ),
        notes: texts.filter((text) => text.includes(note)).length,
      };
    };
    const missingOf = ({ answers, notes }: ReturnType<typeof count>): number =>
      Math.max(0, answers.filter((times) => times === 0).length - notes);
    await server
      .waitFor(() => channels.every(({ channelId }) => missingOf(count(channelId)) === 0), 30_000)
      .catch(() => {});
    await bot.terminate();
    const result: KillResult = {
      ...{ kills: killAt.length, questions: asked },
      ...{ unanswered: 0, answeredTwice: 0, told: 0 },
    };
    for (const { channelId } of channels) {
      const counted = count(channelId);
      result.unanswered += missingOf(counted);
      result.answeredTwice += counted.answers.reduce((sum, times) => sum + Math.max(0, times - 1), 0);
      result.told += counted.notes;
    }
    return result;
  } finally {
    await bot.kill();
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

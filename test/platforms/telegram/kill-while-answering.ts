import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTranslator } from '../../../src/commands/create-translator.ts';
import { takeInSamples } from '../../servers/program-process.ts';
import { startTelegramServer } from '../../servers/telegram/start-telegram-server.ts';
import { createBotProcess } from './bot-process.ts';

export interface KillResult {
  kills: number;
  updates: number;
  /** Neither an answer nor the word that it may be missing. */
  unanswered: number;
  answeredTwice: number;
  /** Told that their answer may be missing, where it was and where it was not. */
  toldInVain: number;
  toldInstead: number;
}

const FIRST_PERSON = 1000;
const note = createTranslator('en')('chat.mayBeMissing');

/**
 * People ask the real program, each a few different questions, while it is killed with -9 again and again: each time when
 * the number of calls that `killAt` names (of the next) have come to the server since it started to answer.
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
  const server = await startTelegramServer({ limits: 'none' });
  const folder = await mkdtemp(join(tmpdir(), 'jianbao-kill-'));
  const bot = createBotProcess(server, folder);
  // A day of its own for each question, so that its answer is known by it.
  const dayOf = (question: number): number => question + 1;
  try {
    for (let person = 0; person < people; person += 1) {
      server.addUser({ id: FIRST_PERSON + person, firstName: `P${person}`, languageCode: 'en' });
      server.addChat({ id: FIRST_PERSON + person, type: 'private' });
    }
    await takeInSamples(folder);
    bot.start();
    let asked = 0;
    const share = Math.ceil((people * questions) / (killAt.length + 1));
    const ask = (): void => {
      for (const end = Math.min(asked + share, people * questions); asked < end; asked += 1) {
        const id = FIRST_PERSON + (asked % people);
        server.sendText(
          id,
          id,
          `/digest 2021-05-${String(dayOf(Math.floor(asked / people))).padStart(2, '0')}`,
        );
      }
    };
    for (const calls of killAt) {
      ask();
      const from = server.calls('sendMessage').length;
      await server.waitFor(
        () => server.calls('sendMessage').length + server.underway('sendMessage') >= from + calls,
        30_000,
      );
      await bot.kill();
      bot.start();
    }
    ask();
    const answersTo = (person: number, question: number): number =>
      server
        .messages(FIRST_PERSON + person)
        .filter(({ text }) => text.includes(`No articles: ${dayOf(question)} May 2021`)).length;
    const notesTo = (person: number): number =>
      server.messages(FIRST_PERSON + person).filter(({ text }) => text === note).length;
    const everyone = Array.from({ length: people }, (_, person) => person);
    const missing = (person: number): number =>
      Array.from({ length: questions }, (_, question) => answersTo(person, question)).filter(
        (count) => count === 0,
      ).length;
    await server
      .waitFor(
        () =>
          everyone.every((person) => missing(person) <= notesTo(person)) && server.unconfirmedUpdates() === 0,
        30_000,
      )
      .catch(() => {});
    await bot.terminate();
    const result: KillResult = {
      kills: killAt.length,
      updates: asked,
      unanswered: 0,
      answeredTwice: 0,
      toldInVain: 0,
      toldInstead: 0,
    };
    for (const person of everyone) {
      const lost = missing(person);
      const told = notesTo(person);
      result.unanswered += Math.max(0, lost - told);
      result.toldInstead += Math.min(lost, told);
      result.toldInVain += Math.max(0, told - lost);
      for (let question = 0; question < questions; question += 1)
        result.answeredTwice += Math.max(0, answersTo(person, question) - 1);
    }
    return result;
  } finally {
    await bot.kill();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

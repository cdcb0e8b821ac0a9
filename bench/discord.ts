import { type AnswersLoad, measureAnswers } from './discord/measure-answers.ts';
import { measureFanOut } from './discord/measure-fan-out.ts';
import type { BenchReport } from './report.ts';

const ANSWERS: AnswersLoad = {
  guilds: 1000,
  channelsEach: 10,
  articles: 5000,
  pages: 200,
  rates: [
    { perSecond: 1, seconds: 30 },
    { perSecond: 200, seconds: 20 },
  ],
  settle: 10,
  drops: 5,
};
/** Shares of what is sent, some of them close together. */
const KILL_AT = [0.08, 0.17, 0.18, 0.19, 0.3, 0.45, 0.5, 0.52, 0.7, 0.9];

/**
 * The bot against the Discord server of the tests, which enforces Discord's limits: how long an interaction waits for its
 * acknowledgement and answer, memory, what a dropped connection costs, and how near the sending to many channels comes to
 * the rate that Discord allows while it is killed again and again.
 */
export async function runDiscordBench({
  answers = ANSWERS,
  fanOut = { channels: 2000, each: 5, killAt: KILL_AT },
}: {
  answers?: AnswersLoad | null;
  fanOut?: { channels: number; each: number; killAt: readonly number[] } | null;
} = {}): Promise<BenchReport> {
  const answered = answers === null ? { rows: [], summary: {} } : await measureAnswers(answers);
  const sent = fanOut === null ? {} : await measureFanOut(fanOut);
  const skipped = process.platform === 'linux' ? [] : ['memory is read from /proc, which only Linux has'];
  return { name: 'discord', rows: answered.rows, summary: { ...answered.summary, ...sent }, skipped };
}

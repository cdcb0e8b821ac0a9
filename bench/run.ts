// `npm run bench -- NAME --data DIR`: the report as JSON on stdout, as a table on stderr.
import { parseArgs } from 'node:util';
import { printTable } from './print-table.ts';
import type { BenchReport } from './report.ts';

interface BenchOptions {
  data: string;
  /** The bench's own where they are left out. */
  sizes: number[] | undefined;
  chats: number | undefined;
  kills: number;
  runs: number | undefined;
  reader: string | undefined;
  seed: number;
  feeds: number;
  minutes: number;
}
type Bench = (options: BenchOptions) => Promise<BenchReport>;

/** Loaded when asked for: one bench's packages and dictionaries do not weigh on another's memory. */
const BENCHES: Record<string, () => Promise<Bench>> = {
  parse: async () => {
    const { runParseBench } = await import('./parse.ts');
    return ({ data }) => runParseBench(data);
  },
  pages: async () => {
    const { runPagesBench } = await import('./pages.ts');
    return ({ data }) => runPagesBench(data);
  },
  retrieval: async () => {
    const { runRetrievalBench } = await import('./retrieval.ts');
    return ({ data }) => runRetrievalBench(data);
  },
  summary: async () => {
    const { runSummaryBench } = await import('./summary.ts');
    return ({ data }) => runSummaryBench(data);
  },
  feeds: async () => {
    const { runFeedsBench } = await import('./feeds.ts');
    return ({ data }) => runFeedsBench(data);
  },
  telegram: async () => {
    const { runTelegramBench } = await import('./telegram.ts');
    return () => runTelegramBench();
  },
  discord: async () => {
    const { runDiscordBench } = await import('./discord.ts');
    return () => runDiscordBench();
  },
  fanout: async () => {
    const { runFanoutBench } = await import('./fanout.ts');
    return ({ chats = 10_000 }) => runFanoutBench(chats);
  },
  schedule: async () => {
    const { runScheduleBench } = await import('./schedule.ts');
    return ({ sizes }) => runScheduleBench(sizes);
  },
  faults: async () => {
    const { runFaultsBench } = await import('./faults.ts');
    return ({ chats = 2000, kills, seed }) => runFaultsBench({ chats, kills, seed });
  },
  faithful: async () => {
    const { runFaithfulBench } = await import('./faithful.ts');
    return ({ data, seed }) => runFaithfulBench(data, seed);
  },
  differences: async () => {
    const { runDifferencesBench } = await import('./differences.ts');
    return ({ data, seed }) => runDifferencesBench(data, seed);
  },
  fuzz: async () => {
    const { runFuzzBench } = await import('./fuzz.ts');
    return ({ data, runs, seed, reader }) => runFuzzBench(data, { runs, seed, reader });
  },
  'day-cost': async () => {
    const { runDayCostBench } = await import('./day-cost.ts');
    return ({ data, chats = 1000 }) => runDayCostBench(data, chats);
  },
  poll: async () => {
    const { runPollBench } = await import('./poll.ts');
    return ({ feeds, minutes }) => runPollBench(feeds, minutes);
  },
  startup: async () => {
    const { runStartupBench } = await import('./startup.ts');
    return ({ sizes }) => runStartupBench(sizes ?? [3, 10_000, 100_000]);
  },
};

const usage = `usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--data ../shared/data] [--sizes 3,10000,100000] [--chats N] [--kills N] [--runs N] [--reader feeds] [--seed N] [--feeds 10000] [--minutes 10]\n`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: '../shared/data' },
      sizes: { type: 'string' },
      chats: { type: 'string' },
      feeds: { type: 'string', default: '10000' },
      minutes: { type: 'string', default: '10' },
      runs: { type: 'string' },
      reader: { type: 'string' },
      kills: { type: 'string', default: '100' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const load = BENCHES[positionals[0] ?? ''];
  if (load === undefined) {
    process.stderr.write(usage);
    process.exitCode = 2;
  } else {
    const bench = await load();
    const report = await bench({
      data: values.data,
      sizes: values.sizes?.split(',').map(Number),
      chats: values.chats === undefined ? undefined : Number(values.chats),
      kills: Number(values.kills),
      reader: values.reader,
      runs: values.runs === undefined ? undefined : Number(values.runs),
      seed: Number(values.seed),
      feeds: Number(values.feeds),
      minutes: Number(values.minutes),
    });
    process.stderr.write(printTable(report));
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  }
} catch (error) {
  if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
    throw error;
  process.stderr.write(`${error.message}\n${usage}`);
  process.exitCode = 2;
}

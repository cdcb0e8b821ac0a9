import { killDigests } from '../test/platforms/digests/kill-digests.ts';
import type { BenchReport } from './report.ts';

/** Milliseconds that the program lives on the average between two kills; it takes about one to start and to send again. */
const LIFE = 3000;

/**
 * The real program with three slots, one after the other, of each of so many chats on both platforms, killed with -9 again and again among
 * faults of every kind. The same seed kills and disturbs at the same moments.
 */
export async function runFaultsBench({
  chats,
  kills,
  seed,
}: {
  chats: number;
  kills: number;
  seed: number;
}): Promise<BenchReport> {
  process.stderr.write(`seed ${seed}\n`);
  const result = await killDigests({
    ...{ chats, kills, seed },
    life: LIFE,
    fillsDisk: true,
    patience: 20 * 60_000,
    onProgress: (words) => process.stderr.write(`${words}\n`),
  });
  const { faults, duplicated, uncertain } = result;
  return {
    name: 'faults',
    rows: [],
    summary: {
      seed,
      chats,
      'kill -9': result.kills,
      'ended by itself (full disk)': result.ownEnds,
      deliveries: result.deliveries,
      sent: result.sent,
      lost: result.lost,
      'out of order': result.outOfOrder,
      'told again by a later digest': result.toldAgain,
      'duplicated messages, Telegram': duplicated.telegram,
      'uncertain sends, Telegram': uncertain.telegram,
      'duplicated messages, Discord': duplicated.discord,
      'uncertain sends, Discord': uncertain.discord,
      'avoidable 429 answers': result.avoidable429s,
      disturbances: Object.entries(faults)
        .map(([kind, times]) => `${kind} ${times}`)
        .join(', '),
      seconds: result.seconds,
    },
    skipped: faults.disk === undefined ? ['a full disk: no file system in memory could be mounted'] : [],
  };
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runDiscordBench } from '../../bench/discord.ts';

describe('runDiscordBench', () => {
  it('asks the program itself, commands and buttons, and misses no answer', async () => {
    const { rows, summary } = await runDiscordBench({
      answers: {
        guilds: 4,
        channelsEach: 4,
        articles: 30,
        pages: 2,
        rates: [{ perSecond: 20, seconds: 0.5 }],
        settle: 0,
        drops: 1,
      },
      fanOut: null,
    });
    const [row] = rows;
    assert.equal(row?.interactions, 10);
    assert.deepEqual([row?.unanswered, row?.late, row?.doubled], [0, 0, 0]);
    assert.ok(Number.isFinite(summary['drop to resumed, slowest ms']));
  });

  it('kills what sends to many channels, and finds every message there once', async () => {
    const { summary } = await runDiscordBench({
      answers: null,
      fanOut: { channels: 10, each: 3, killAt: [0.3] },
    });
    assert.equal(summary['kill -9 while sending'], 1);
    assert.equal(summary.lost, 0);
    assert.equal(summary['arrived twice'], 0);
  });
});

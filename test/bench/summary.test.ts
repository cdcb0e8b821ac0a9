import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runSummaryBench } from '../../bench/summary.ts';

const LEAD =
  'The harbour city of Marlow opened an electric ferry line on Monday, cutting the crossing to nine minutes.';
const ROW = {
  id: 'marlow',
  title: null,
  text: `${LEAD} It replaces two diesel boats. The ferry carries 240 passengers. The line cost 12 million pounds.`,
  summary: LEAD,
};

describe('runSummaryBench', () => {
  it('says what it could not measure', async () => {
    const report = await runSummaryBench(join(tmpdir(), 'no-such-folder'));
    assert.equal(report.rows.length, 0);
    assert.equal(report.skipped.length, 1);
  });

  it('scores every system on every part at every length', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'summary-bench-'));
    t.after(() => rm(folder, { recursive: true }));
    const rows = ['cnndm', 'xsum'].map((dataset) => JSON.stringify({ ...ROW, dataset }));
    await writeFile(join(folder, 'frank_cnndm_xsum.jsonl'), `${rows.join('\n')}\n`);
    const report = await runSummaryBench(folder);
    assert.deepEqual(report.skipped, []);
    assert.equal(report.rows.length, 2 * 2 * 3 * 4);
    const lead = report.rows.find(
      ({ dataset, length, half, system }) =>
        dataset === 'xsum' && length === '1 sentence' && half === 'all' && system === 'lead',
    );
    assert.equal(lead?.R1, 100);
    assert.equal(lead?.RL, 100);
  });
});

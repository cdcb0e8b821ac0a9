import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runParseBench } from '../../../bench/parse.ts';

const data = fileURLToPath(new URL('../../../../shared/data/F_raw', import.meta.url));

describe('real dumps', () => {
  it('come out as their expected results say', async (t) => {
    if (!existsSync(data)) return t.skip(`${data} is not there`);
    const { summary } = await runParseBench(data);
    assert.ok(Number(summary.dumpsWhollyRight) >= 97, `${summary.dumpsWhollyRight} dumps wholly right`);
    assert.equal(summary.teasersOrChromeInside, 0);
    assert.ok(Number(summary.pageTitlesFound) >= 38, `${summary.pageTitlesFound} titles`);
    assert.ok(Number(summary.pageBodyF1Mean) >= 0.92, `body F1 ${summary.pageBodyF1Mean}`);
    assert.deepEqual([summary.seedArticles, summary.seedTeasersSkipped], [3, 20]);
    assert.equal(summary.seedTruncated, 'false, false, true');
    assert.equal(summary.seedPublishers, '唐山文明网, 三秦都市报, null');
  });
});

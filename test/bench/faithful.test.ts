import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runFaithfulBench } from '../../bench/faithful.ts';

const ARTICLES = [
  {
    doc_id: 'harbour:zh',
    set: 'made-up',
    title: '海门渡轮',
    lang: 'zh',
    text: '海门市3月12日开通电动渡轮航线，渡江时间缩短到9分钟。新船可载240名乘客，票价没有上涨。市长陈远说：“这条航线等了十年。”',
  },
  {
    doc_id: 'harbour:zh-hant',
    set: 'made-up',
    title: '海門渡輪',
    lang: 'zh-Hant',
    text: '海門市3月12日開通電動渡輪航線，渡江時間縮短到9分鐘。新船可載240名乘客，票價沒有上漲。',
  },
  {
    doc_id: 'harbour:en',
    set: 'made-up',
    title: 'Marlow ferry',
    lang: 'en',
    text: 'The harbour city of Marlow has opened an electric ferry line, which takes nine minutes. The new ferry carries 240 passengers. The mayor said that 35% of the cost was paid by the city.',
  },
];
const SUMMARY = {
  id: 'marlow',
  dataset: 'cnndm',
  text: 'Marlow has opened an electric ferry line. The ferry carries 240 passengers. The line cost 12 million pounds.',
  summary: 'Marlow has a ferry.',
  systems: {
    true: { summary: 'the ferry carries 240 passengers .', human: { Factuality: 1 } },
    false: { summary: 'the ferry carries 900 passengers .', human: { Factuality: 0 } },
    unjudged: { summary: 'the ferry .' },
  },
};

async function makeData(folder: string): Promise<void> {
  const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const question = {
    question: '谁说这条航线等了十年？',
    doc_id: 'harbour:zh',
    answers: [{ text: '陈远', start: 50 }],
  };
  await mkdir(join(folder, 'D_qa'));
  await mkdir(join(folder, 'C_summ'));
  await writeFile(join(folder, 'D_qa', 'articles.jsonl'), lines(ARTICLES));
  await writeFile(join(folder, 'D_qa', 'questions.jsonl'), lines([question]));
  await writeFile(join(folder, 'C_summ', 'frank_cnndm_xsum.jsonl'), lines([SUMMARY]));
}

describe('runFaithfulBench', () => {
  it('says what it could not measure', async () => {
    const report = await runFaithfulBench(join(tmpdir(), 'no-such-folder'), 1);
    assert.equal(report.rows.length, 0);
    assert.equal(report.skipped.length, 2);
  });

  it('counts what is caught and what is not let through, the same for the same seed', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'faithful-bench-'));
    t.after(() => rm(folder, { recursive: true }));
    await makeData(folder);
    const report = await runFaithfulBench(folder, 1);
    assert.deepEqual(report.skipped, []);
    assert.deepEqual(await runFaithfulBench(folder, 1), report);
    const shareOf = (name: string, language: string) => {
      const row = report.rows.find((one) => one.name === name && one.language === language);
      assert.ok(row, `${name} ${language}`);
      return Math.max(Number(row.dev), Number(row.test));
    };
    for (const language of ['zh-Hans', 'zh-Hant', 'en']) {
      assert.equal(shareOf('own sentence', language), 0);
      assert.equal(shareOf('link invented', language), 1);
      assert.equal(shareOf('figure changed', language), 1);
      assert.equal(shareOf('language switched', language), 1);
    }
    assert.equal(shareOf('script switched', 'zh-Hans'), 1);
    const lines = Object.entries(report.summary).filter(([name]) =>
      name.startsWith('system summaries, cnndm'),
    );
    assert.ok(lines.some(([, line]) => /^n 2; Pearson 1\.000, Spearman 1\.000;/.test(String(line))));
  });
});

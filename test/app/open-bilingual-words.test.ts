import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openBilingualWords } from '../../src/app/open-bilingual-words.ts';

describe('the dictionary', () => {
  it('explains words of the news, the first and the last of the file among them', async () => {
    const words = await openBilingualWords();
    const isExplainedBy = (word: string, stem: string): boolean =>
      words.explain(word).includes(words.numberOf(stem) ?? -1);
    assert.ok(isExplainedBy('地铁', 'subway'));
    assert.ok(isExplainedBy('唐山', 'tangshan'));
    assert.ok(isExplainedBy('议会', 'parliament'));
  });

  it('is read whatever stands in its strings, and every entry of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jianbao-dictionary-'));
    try {
      const path = join(folder, 'cedict.json');
      const entry = (simplified: string, english: string) => ({
        traditional: 'x',
        simplified,
        pinyin: '',
        english: [english],
      });
      const entries = [
        entry('甲', 'alpha'),
        entry('乙', 'a "quoted" },{ brace'),
        entry('丙', 'x'.repeat(100_000)),
        entry('丁', 'omega'),
      ];
      writeFileSync(path, JSON.stringify(entries));
      const words = await openBilingualWords(path);
      for (const [word, stem] of [
        ['甲', 'alpha'],
        ['乙', 'brace'],
        ['丙', 'x'.repeat(100_000)],
        ['丁', 'omega'],
      ] as const)
        assert.ok(words.explain(word).includes(words.numberOf(stem) ?? -1), word);
      writeFileSync(path, '[{"traditional":"x","simplified":');
      await assert.rejects(openBilingualWords(path));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

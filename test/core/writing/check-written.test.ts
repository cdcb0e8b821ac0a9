import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cleanWritten } from '../../../src/core/writing/check-written.ts';

it('a written sentence is shown without its list mark and the numbers of its sources', () => {
  for (const written of [
    '- 图书角开放 [1]。',
    '2. 图书角开放［1，2］。',
    '• 图书角开放【1–3, 12】。',
    '图书角开放 [1, 2, ]。',
  ])
    assert.equal(cleanWritten(written, 100), '图书角开放。');
});

it('brackets that hold no numbers of sources stay, however long they are', () => {
  for (const written of [
    '《[2026] 报告》。',
    '3.5万人到场。',
    `号码是 [${'1'.repeat(200)}`,
    `[${'1, '.repeat(200)}x]`,
  ])
    assert.equal(cleanWritten(written, 1000), written);
});

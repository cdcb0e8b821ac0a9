import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatDay, formatPublished } from '../../src/commands/format-time.ts';

const chinese = { language: 'zh-Hans', zone: 'Asia/Shanghai' } as const;
const english = { language: 'en', zone: 'Europe/London' } as const;

describe('a published time', () => {
  it('is shown in the reader’s zone where it is an instant', () => {
    assert.equal(formatPublished('2026-03-05T23:30:00Z', chinese), '2026年3月6日 07:30');
    assert.equal(formatPublished('2026-07-05T08:30:00+08:00', english), '5 Jul 2026, 01:30');
  });

  it('is shown as it stands where its zone is not known', () => {
    assert.equal(formatPublished('2026-03-05T08:30', english), '5 Mar 2026, 08:30');
    assert.equal(formatPublished('2026-03-05', chinese), '2026年3月5日');
    assert.equal(formatPublished('2026-03', chinese), '2026年3月');
    assert.equal(formatPublished('2026-03', english), 'Mar 2026');
  });

  it('has no year where the text gives none', () => {
    assert.equal(formatPublished('--03-05', chinese), '3月5日');
    assert.equal(formatPublished('--03-05T08:30', english), '5 Mar, 08:30');
  });

  it('is shown as the text has it where there is no such moment', () => {
    assert.equal(formatPublished('2026-02-30T25:00:00Z', chinese), '2026年2月30日 25:00');
  });

  it('is null where it is not known', () => {
    assert.equal(formatPublished(null, chinese), null);
  });
});

describe('a day', () => {
  it('is written as the reader writes it', () => {
    assert.equal(formatDay('2026-11-02', 'zh-Hant'), '2026年11月2日');
    assert.equal(formatDay('2026-11-02', 'en'), '2 Nov 2026');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parsePeriod } from '../../src/commands/parse-period.ts';
import { anyText } from '../any-text.ts';

const now = Date.parse('2026-11-23T09:00:00Z');
const read = (text: string, zone = 'Asia/Shanghai') => {
  const result = parsePeriod(text, { now, zone });
  if (!result.ok) return result.problem;
  const { period } = result;
  return period.kind === 'day' ? period.day : period.kind === 'days' ? period.days : 'all';
};

const readAll = (expected: Record<string, string | number>): void => {
  for (const [typed, period] of Object.entries(expected)) assert.equal(read(typed), period, typed);
};

describe('a period as people type it', () => {
  it('is a day by its name', () => {
    readAll({
      today: '2026-11-23',
      今天: '2026-11-23',
      今日: '2026-11-23',
      Yesterday: '2026-11-22',
      昨天: '2026-11-22',
      前天: '2026-11-21',
    });
  });

  it('is a day by its date, in every usual form', () => {
    readAll({
      '2026-11-02': '2026-11-02',
      '2026/11/2': '2026-11-02',
      '2026.11.02': '2026-11-02',
      '20261102': '2026-11-02',
      '２０２６年１１月２日': '2026-11-02',
      '11月2日': '2026-11-02',
      '11月2號': '2026-11-02',
      '11-02': '2026-11-02',
      'Nov 2': '2026-11-02',
      'November 2nd, 2025': '2025-11-02',
      '2 nov': '2026-11-02',
    });
  });

  it('is the last such day where the year, month or week is not said', () => {
    readAll({
      '12月24日': '2025-12-24',
      '2月29日': '2024-02-29',
      '5日': '2026-11-05',
      '30号': '2026-10-30',
      周三: '2026-11-18',
      週日: '2026-11-22',
      monday: '2026-11-23',
    });
  });

  it('is so many days up to today', () => {
    readAll({
      '7d': 7,
      '7天': 7,
      '３天': 3,
      近5日: 5,
      'last 3 days': 3,
      两周: 14,
      兩週: 14,
      二十一天: 21,
      一十二天: 12,
      week: 7,
      本周: 7,
      '1个月': 30,
    });
  });

  it('is all there is', () => {
    readAll({ all: 'all', ALL: 'all', 全部: 'all', 所有: 'all' });
  });

  it('is today as it is in the reader’s zone', () => {
    const evening = Date.parse('2026-11-23T20:00:00Z');
    const dayIn = (zone: string) => parsePeriod('today', { now: evening, zone });
    assert.deepEqual(dayIn('Asia/Shanghai'), { ok: true, period: { kind: 'day', day: '2026-11-24' } });
    assert.deepEqual(dayIn('America/New_York'), { ok: true, period: { kind: 'day', day: '2026-11-23' } });
    assert.deepEqual(dayIn('+08:00'), { ok: true, period: { kind: 'day', day: '2026-11-24' } });
  });

  it('is refused where there is no such day, it is still to come, or it is too long', () => {
    readAll({
      '2026-02-30': 'no-such-day',
      '13月2日': 'no-such-day',
      '2026-11-24': 'future',
      '367d': 'too-many-days',
      '999999d': 'too-many-days',
    });
  });

  it('is no word of another kind', () => {
    for (const text of ['', '科技', '5', '2022', 'may', 'mayor 3', '0d', 'tody', 'd', '天', '3.5d', '三五天'])
      assert.equal(read(text), 'not-a-period', text);
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), fc.stringMatching(/^[\d年月日d./-]{1,12}$/)), (text) => {
        const result = parsePeriod(text, { now, zone: 'Europe/London' });
        assert.equal(typeof result.ok, 'boolean');
      }),
    );
  });
});

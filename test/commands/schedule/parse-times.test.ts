import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writeMinute } from '../../../src/commands/schedule/match-time.ts';
import { parseTimes } from '../../../src/commands/schedule/parse-schedule-parts.ts';

const read = (text: string): string => {
  const result = parseTimes(text);
  if (result.ok) return result.value.map(writeMinute).join(' ');
  const { problem } = result;
  return 'nearest' in problem ? `${problem.kind} ${problem.nearest}` : problem.kind;
};
const readAll = (expected: Record<string, string>): void => {
  for (const [typed, times] of Object.entries(expected)) assert.equal(read(typed), times, typed);
};

describe('a time as people type it', () => {
  it('is a time of a clock', () => {
    readAll({
      '8:00': '08:00',
      '08:30': '08:30',
      '８：３０': '08:30',
      '20:05:00': '20:05',
      '8.30': '08:30',
      '20h30': '20:30',
      '0800': '08:00',
      '0:00': '00:00',
      '24:00': '00:00',
      '8': '08:00',
      'at 8': '08:00',
    });
  });

  it('is an hour in Chinese, with its part of the day', () => {
    readAll({
      '8点': '08:00',
      '8點': '08:00',
      '8点半': '08:30',
      八点: '08:00',
      早上八点: '08:00',
      早上8點: '08:00',
      晚上8点: '20:00',
      下午3点一刻: '15:15',
      下午三点三刻: '15:45',
      上午十点零五分: '10:05',
      '8点05分': '08:05',
      八点三十: '08:30',
      二十三点五十九分: '23:59',
      两点整: '02:00',
      兩點鐘: '02:00',
      '20时30分': '20:30',
      零点: '00:00',
      十二点: '12:00',
      中午12点: '12:00',
      中午一点: '13:00',
      晚上12点: '00:00',
      凌晨三点: '03:00',
      夜里两点: '02:00',
      傍晚六点: '18:00',
      下午17点: '17:00',
      '晚上 8:30': '20:30',
    });
  });

  it('is an hour in English, with its half of the day', () => {
    readAll({
      '8am': '08:00',
      '8 pm': '20:00',
      '8:30pm': '20:30',
      '8.30 p.m.': '20:30',
      '7 A.M.': '07:00',
      '12am': '00:00',
      '12 pm': '12:00',
      '20:00 pm': '20:00',
      "8 o'clock": '08:00',
      'eight pm': '20:00',
      '8 in the evening': '20:00',
      'morning at 9': '09:00',
      'half past eight': '08:30',
      'quarter to 9 pm': '20:45',
      'a quarter past 7': '07:15',
    });
  });

  it('is a time of the day by its name', () => {
    readAll({
      noon: '12:00',
      '12 noon': '12:00',
      midnight: '00:00',
      中午: '12:00',
      午夜: '00:00',
      正午: '12:00',
    });
  });

  it('may be several, which come in order and once', () => {
    readAll({
      '20:00 8:00': '08:00 20:00',
      '8:00,20:00': '08:00 20:00',
      '8点、20点': '08:00 20:00',
      '8:00/20:00': '08:00 20:00',
      早上8点和晚上8点: '08:00 20:00',
      '8am and 6pm': '08:00 18:00',
      '8am, noon & 6 pm': '08:00 12:00 18:00',
      '8:00 8点': '08:00',
    });
  });

  it('is refused where no clock shows it, with what would be right', () => {
    readAll({
      '25:00': 'no-such-time null',
      '24:30': 'no-such-time null',
      '8:75': 'no-such-time 08:59',
      '99点': 'no-such-time null',
      早上20点: 'contradictory 20:00',
      '13am': 'contradictory 13:00',
      下午9点: 'contradictory 09:00',
      '0pm': 'contradictory 00:00',
      早上: 'part-of-day-only 8:00',
      evening: 'part-of-day-only 20:00',
      '8:0': 'not-a-time 8:00',
      科技: 'not-a-time null',
      '8:00 科技': 'not-a-time null',
      '8:00 周一': 'not-a-time null',
      '': 'not-a-time null',
      every: 'not-a-time null',
    });
    const hours = Array.from({ length: 24 }, (_, hour) => `${hour}:00`).join(' ');
    assert.equal(read(`${hours} 8:30`), 'too-many-times');
  });
});

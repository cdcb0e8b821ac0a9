import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseWeekdays } from '../../../src/commands/schedule/parse-schedule-parts.ts';

const read = (text: string): string => {
  const result = parseWeekdays(text);
  return result.ok ? result.value.join('') : result.problem.kind;
};
const readAll = (expected: Record<string, string>): void => {
  for (const [typed, weekdays] of Object.entries(expected)) assert.equal(read(typed), weekdays, typed);
};

describe('weekdays as people type them', () => {
  it('are those of a name', () => {
    readAll({
      每天: '',
      每日: '',
      天天: '',
      'every day': '',
      daily: '',
      工作日: '12345',
      每个工作日: '12345',
      weekdays: '12345',
      'every weekday': '12345',
      'on weekdays': '12345',
      周末: '67',
      週末: '67',
      weekends: '67',
      'the weekend': '67',
    });
  });

  it('are single ones, abbreviated or not', () => {
    readAll({
      周一: '1',
      週三: '3',
      星期天: '7',
      禮拜日: '7',
      每周五: '5',
      每逢周六: '6',
      周7: '7',
      Monday: '1',
      mondays: '1',
      tue: '2',
      tues: '2',
      'wed.': '3',
      thurs: '4',
      'every friday': '5',
    });
  });

  it('are lists and ranges, also over Sunday', () => {
    readAll({
      周一至周五: '12345',
      周一到五: '12345',
      '周一-周五': '12345',
      星期一三五: '135',
      '周一、三、五': '135',
      '周一、周三和周五': '135',
      '週一 週三': '13',
      'mon-fri': '12345',
      'M-F': '12345',
      'Mon – Fri': '12345',
      'monday through friday': '12345',
      'mon,wed,fri': '135',
      'mon wed and fri': '135',
      'tue, thu & sat': '246',
      'fri-mon': '1567',
      周六至周一: '167',
      '工作日 周六': '123456',
      'weekdays and weekends': '',
    });
  });

  it('are refused where they are none, or not all of them can hold', () => {
    readAll({
      每周: 'not-weekdays',
      weekly: 'not-weekdays',
      周八: 'not-weekdays',
      mo: 'not-weekdays',
      money: 'not-weekdays',
      '8:00': 'not-weekdays',
      '': 'not-weekdays',
      '每天 周一': 'every-day-and-some',
    });
    const mistyped = parseWeekdays('weekdyas');
    assert.ok(!mistyped.ok && 'nearest' in mistyped.problem);
    assert.equal(mistyped.problem.nearest, 'weekdays');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findQuestionSpan } from '../../../src/core/ask/find-question-span.ts';
import { foldText } from '../../../src/core/text/fold.ts';

const zone = 'Asia/Shanghai';
/** Wednesday 25 November 2026, an hour after midnight in Shanghai: still Tuesday in London. */
const now = Date.parse('2026-11-24T17:00:00Z');
const spanOf = (question: string): string | null => {
  const found = findQuestionSpan(question, { now, zone });
  return found === null ? null : `${found.window.fromDay}/${found.window.toDay} ${found.rest.trim()}`;
};

describe('the time that a question asks about', () => {
  for (const [question, days, rest] of [
    ['昨天有哪些火灾', '2026-11-24/2026-11-25', '有哪些火灾'],
    ['今天的天气', '2026-11-25/2026-11-26', '的天气'],
    ['前天谁来了', '2026-11-23/2026-11-24', '谁来了'],
    ['大前天谁来了', '2026-11-22/2026-11-23', '谁来了'],
    ['上周的疫情怎么样', '2026-11-16/2026-11-23', '的疫情怎么样'],
    ['上個星期的疫情怎麼樣', '2026-11-16/2026-11-23', '的疫情怎么样'],
    ['上上周的疫情', '2026-11-09/2026-11-16', '的疫情'],
    ['本周五之前', null, ''],
    ['上周五谁来了', '2026-11-20/2026-11-21', '谁来了'],
    ['这周有什么比赛', '2026-11-23/2026-11-26', '有什么比赛'],
    ['上周末的比赛', '2026-11-21/2026-11-23', '的比赛'],
    ['上个月的房价', '2026-10-01/2026-11-01', '的房价'],
    ['本月的房价', '2026-11-01/2026-11-26', '的房价'],
    ['今年的房价', '2026-01-01/2026-11-26', '的房价'],
    ['去年的冠军', '2025-01-01/2026-01-01', '的冠军'],
    ['最近三天的雨', '2026-11-23/2026-11-26', '的雨'],
    ['過去兩週的雨', '2026-11-12/2026-11-26', '的雨'],
    ['近10天内的雨', '2026-11-16/2026-11-26', '的雨'],
    ['三月以来的房价', '2026-03-01/2026-11-26', '的房价'],
    ['昨天起火的是哪里', '2026-11-24/2026-11-25', '起火的是哪里'],
    ['三个月以来的房价', '2026-08-28/2026-11-26', '的房价'],
    ['自3月5日起的房价', '2026-03-05/2026-11-26', '的房价'],
    ['从上周开始的罢工', '2026-11-16/2026-11-26', '的罢工'],
    ['十二月以来的雪', '2025-12-01/2026-11-26', '的雪'],
    ['2026年3月至今的房价', '2026-03-01/2026-11-26', '的房价'],
    ['What burned yesterday?', '2026-11-24/2026-11-25', 'what burned  ?'],
    ['What burned last week?', '2026-11-16/2026-11-23', 'what burned  ?'],
    ['who won last Friday', '2026-11-20/2026-11-21', 'who won'],
    ['rain in the last 3 days', '2026-11-23/2026-11-26', 'rain'],
    ['rain over the past two weeks', '2026-11-12/2026-11-26', 'rain'],
    ['rain in the past one week', '2026-11-19/2026-11-26', 'rain'],
    ['rain in the last couple of days', '2026-11-24/2026-11-26', 'rain'],
    ['prices since March', '2026-03-01/2026-11-26', 'prices'],
    ['prices since December 5', '2025-12-05/2026-11-26', 'prices'],
    ['strikes since Monday?', '2026-11-23/2026-11-26', 'strikes  ?'],
    ['strikes since last month', '2026-10-01/2026-11-26', 'strikes'],
    ['strikes since May 2025', '2025-05-01/2026-11-26', 'strikes'],
  ] as const)
    it(`is ${days ?? 'none'} for ${question}`, () => {
      assert.equal(spanOf(question), days === null ? null : `${days} ${rest}`);
    });

  it('is not firm where it may mean the present as such', () => {
    const isFirm = (question: string) => findQuestionSpan(question, { now, zone })?.isFirm;
    assert.deepEqual(['今天的路口镇', 'even today', '今晚', '昨天'].map(isFirm), [false, false, true, true]);
  });

  it('is no date as such, no name and nothing quoted', () => {
    for (const question of [
      '1998年世界杯的冠军是谁',
      '3月5日发生了什么',
      'Who won in March 2022?',
      'the may elections',
      '今日头条的用户',
      'who owns USA Today',
      '《昨日重现》是谁唱的',
      'who sang "Yesterday"?',
      '周恩来生于哪里',
      '一年级有几个班',
      '三五天的雨',
      '自2005年以来谁是冠军',
      'who has led it since 1987',
      '1969年登上月球的是谁',
      '从哪一月开始下雨',
      '上海有多少人',
    ])
      assert.equal(spanOf(question), null, question);
  });

  it('is found in any text in bounded time, and leaves the rest as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        findQuestionSpan(text, { now, zone });
        const dated = findQuestionSpan(`昨天${text}`, { now, zone });
        assert.ok(dated === null || !dated.rest.startsWith('昨天') || foldText(text).startsWith('昨天'));
      }),
    );
    const long = `${'近三'.repeat(100_000)}昨天`;
    assert.equal(findQuestionSpan(long, { now, zone }), null);
  });
});

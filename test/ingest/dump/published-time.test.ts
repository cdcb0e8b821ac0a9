import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { publishedAtSchema } from '../../../src/core/model/article.ts';
import { findTime } from '../../../src/ingest/dump/published-time.ts';

describe('findTime', () => {
  for (const [text, value] of [
    ['2022-03-05 08:30:15', '2022-03-05T08:30:15'],
    ['2022年3月5日 08时30分', '2022-03-05T08:30'],
    ['2022/3/5 下午3:20', '2022-03-05T15:20'],
    ['2022年3月5日 凌晨12:20', '2022-03-05T00:20'],
    ['2022年3月5日 中午12:30', '2022-03-05T12:30'],
    ['2022年3月5日 中午1:00', '2022-03-05T13:00'],
    ['2022年2月28日 晚上12:00', '2022-03-01T00:00'],
    ['2022年3月5日 深夜1:20', '2022-03-06T01:20'],
    ['12月31日 晚上12:00', '--01-01T00:00'],
    ['2月28日 晚上12:00', '--02-28'],
    ['2022/3/5 上午12:30', '2022-03-05T00:30'],
    ['2022/3/5 下午9:30', '2022-03-05T21:30'],
    ['March 5, 2022 12:20 am', '2022-03-05T00:20'],
    ['2022.03.05', '2022-03-05'],
    ['2022年3月', '2022-03'],
    ['3月5日', '--03-05'],
    ['发布时间：03-0508:30', '--03-05T08:30'],
    ['2022-03-0508:30', '2022-03-05T08:30'],
    ['2022-03-05T08:30:00+08:00', '2022-03-05T08:30:00+08:00'],
    ['2022-03-05 08:30（北京时间）', '2022-03-05T08:30+08:00'],
    ['March 5, 2022 10:30 GMT', '2022-03-05T10:30Z'],
    ['5 Mar 2022', '2022-03-05'],
    ['Apr 16, 2015 8:02 pm UTC', '2015-04-16T20:02Z'],
    ['FEBRUARY 1, 2016: 12:41 PM ET', '2016-02-01T12:41'],
  ] as const) {
    it(`reads ${text} as ${value}`, () => {
      assert.equal(findTime(text)?.value, value);
    });
  }

  for (const text of ['比分3-5', '2022-13-05', '2月30日', '昨天 08:30', '1-10月', '第35届', '']) {
    it(`finds no time in ${text || 'nothing'}`, () => {
      assert.equal(findTime(text), null);
    });
  }

  it('gives only what the schema of published times takes', () => {
    const scrap = fc.constantFrom(
      '2022',
      '-',
      '03',
      '05',
      '年',
      '3月',
      '5日',
      ' ',
      '08:30',
      ':59',
      '下午',
      'Z',
      '+08:00',
      'UTC',
      'May 5, 2022',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(scrap, fc.nat(9999).map(String))), (pieces) => {
        const found = findTime(pieces.join(''));
        if (found !== null) assert.ok(publishedAtSchema.safeParse(found.value).success, found.value);
      }),
    );
  });
});

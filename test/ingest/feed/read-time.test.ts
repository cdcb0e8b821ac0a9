import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { publishedAtSchema } from '../../../src/core/model/article.ts';
import { toInstant, toPublishedAt } from '../../../src/ingest/feed/time/feed-time.ts';
import { readTime } from '../../../src/ingest/feed/time/read-time.ts';

function read(text: string, isChinese = false): string | null {
  const time = readTime(text, { isChinese });
  return time === null ? null : toPublishedAt(time);
}

describe('readTime', () => {
  for (const [text, expected] of [
    ['Sat, 05 Mar 2022 08:30:00 +0800', '2022-03-05T08:30:00+08:00'],
    ['Sat, 5 Mar 22 08:30 GMT', '2022-03-05T08:30Z'],
    ['05 March 2022 08:30:00 EST', '2022-03-05T08:30:00-05:00'],
    ['Saturday, March 5th, 2022 - 3:09pm', '2022-03-05T15:09'],
    ['Mar. 5, 2022, 12:05 a.m.', '2022-03-05T00:05'],
    ['Sat Mar 5 08:30:00 2022', '2022-03-05T08:30:00'],
    ['Sat Mar 05 2022 08:30:00 GMT+0800 (China Standard Time)', '2022-03-05T08:30:00+08:00'],
    ['2022-03-05T08:30:00Z', '2022-03-05T08:30:00Z'],
    ['2022-03-05T08:30:00.123+08', '2022-03-05T08:30:00+08:00'],
    ['2022-03-05 08:30', '2022-03-05T08:30'],
    ['20220305T083000Z', '2022-03-05T08:30:00Z'],
    ['2022/3/5 8:30:01', '2022-03-05T08:30:01'],
    ['2022-064', '2022-03-05'],
    ['2022-03', '2022-03'],
    ['2022年3月5日 下午3:04', '2022-03-05T15:04'],
    ['2022年3月5日 中午12:30', '2022-03-05T12:30'],
    ['2022年3月5日 中午1:00', '2022-03-05T13:00'],
    ['2022年3月5日 凌晨12:30', '2022-03-05T00:30'],
    ['2022年3月31日 晚上12:00', '2022-04-01T00:00'],
    ['2022年3月5日 上午12:30', '2022-03-05T00:30'],
    ['2022年3月5日 星期六 8时30分', '2022-03-05T08:30'],
    ['2022年3月5日 午後3時4分', '2022-03-05T15:04'],
    ['2022-03-05 08:30:00 北京时间', '2022-03-05T08:30:00+08:00'],
    ['sam., 05 mars 2022 08:30:00 +0100', '2022-03-05T08:30:00+01:00'],
    ['Sa, 5. März 2022 08:30', '2022-03-05T08:30'],
    ['za, 05 maart 2022 08:30:00 +0100', '2022-03-05T08:30:00+01:00'],
    ['Sa, 05 Mrz 2022 08:30', '2022-03-05T08:30'],
    ['Сб, 05 мар 2022 08:30:00 +0300', '2022-03-05T08:30:00+03:00'],
    ['mar., 01 mars 2022 08:30:00 +0000', '2022-03-01T08:30:00Z'],
    ['1646440200', '2022-03-05T00:30:00Z'],
    ['1646440200000', '2022-03-05T00:30:00Z'],
    ['2022-03-05T24:00:00Z', '2022-03-06T00:00:00Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z'],
    ['26/06/2020', '2020-06-26'],
    ['06/26/2020 4:20 pm PST', '2020-06-26T16:20-08:00'],
  ] as const)
    it(`reads “${text}” as ${expected}`, () => assert.equal(read(text), expected));

  it('invents neither a zone nor a day', () => {
    assert.equal(read('2022-03-05 08:30:00'), '2022-03-05T08:30:00');
    assert.equal(read('March 2022'), null);
    assert.equal(read('2022'), null);
  });

  it('reads no time from what says none for sure', () => {
    for (const text of [
      '',
      'today',
      '3 days ago',
      '2022-02-30',
      'Sat, 32 Mar 2022',
      '2022-03-05T25:00:00Z',
      '2022-03-05T08:60:00Z',
      'Sat, 05 Xxx 2022 08:30:00 GMT',
      '2022-03-05T08:30:00+25:00',
      '1:2:3:4',
      '05 Mar',
      '12345678901234567890',
    ])
      assert.equal(read(text), null, text);
  });

  it('gives a time that can be stored, or none, for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '2022',
        '-',
        '/',
        ':',
        'T',
        'Z',
        ' ',
        ',',
        'Mar',
        'Sat',
        '05',
        '+08:00',
        'pm',
        '年',
        '月',
        '日',
        'CST',
        '.',
        '24',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.boolean(), (parts, isChinese) => {
        const time = readTime(parts.join(''), { isChinese });
        if (time === null) return;
        assert.ok(Number.isFinite(toInstant(time)));
        const text = toPublishedAt(time);
        if (text !== null) assert.ok(publishedAtSchema.safeParse(text).success, text);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads again what it wrote, to the same instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          date.setUTCMilliseconds(0);
          for (const text of [date.toISOString(), date.toUTCString()]) {
            const time = readTime(text);
            assert.ok(time !== null && toInstant(time) === date.getTime(), text);
            const again = readTime(toPublishedAt(time) ?? '');
            assert.ok(again !== null && toInstant(again) === date.getTime(), text);
          }
        },
      ),
    );
  });
});

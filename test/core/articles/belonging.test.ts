import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findBelonging, toBelongingRange } from '../../../src/core/articles/belonging.ts';
import { dayOfArticle } from '../../../src/core/articles/day-of-article.ts';
import { resolveWindow } from '../../../src/core/digest/resolve-window.ts';

const firstSeenAt = '2022-11-22T20:00:00.000Z';

describe('when an article belongs', () => {
  it('is an instant where the text gives one, and no more than a day where it does not', () => {
    assert.deepEqual(findBelonging({ publishedAt: '2022-03-05T08:30:00+08:00', firstSeenAt }), {
      at: Date.parse('2022-03-05T00:30:00Z'),
      wholeDay: false,
    });
    assert.deepEqual(findBelonging({ publishedAt: '2022-03-05', firstSeenAt }), {
      at: Date.parse('2022-03-05T12:00:00Z'),
      wholeDay: true,
    });
  });

  it('is when it was first seen where the date is none that a calendar has', () => {
    for (const publishedAt of ['2022-13-05T08:30Z', '2022-02-30', '2022-00-01', '2023-02-29T08:30:00+08:00'])
      assert.deepEqual(findBelonging({ publishedAt, firstSeenAt }), {
        at: Date.parse(firstSeenAt),
        wholeDay: false,
      });
  });

  it('has the day whose window has the article, in any zone and for whatever stands as its date', () => {
    const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
    const day = fc
      .tuple(fc.constantFrom('2022', '2024', '1999'), two, two)
      .map(([year, month, date]) => `${year}-${month}-${date}`);
    const time = fc
      .tuple(
        two,
        two,
        fc.constantFrom('', ':07', ':99'),
        fc.constantFrom('', 'Z', '+08:00', '-11:30', '+99:00'),
      )
      .map(([hour, minute, second, zone]) => `T${hour}:${minute}${second}${zone}`);
    const publishedAt = fc.oneof(
      fc.constantFrom(null, '2022-03', '--03-05', '--02-30T08:30'),
      day,
      fc.tuple(day, time).map(([date, at]) => date + at),
      fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((at) => at.toISOString()),
    );
    const zone = fc.constantFrom('Asia/Shanghai', 'Pacific/Kiritimati', 'America/St_Johns', '-12:00', 'UTC');
    fc.assert(
      fc.property(publishedAt, zone, (published, reader) => {
        const article = { publishedAt: published, firstSeenAt };
        const window = resolveWindow(
          { kind: 'day', day: dayOfArticle(article, reader) },
          { now: 0, zone: reader, span: null },
        );
        const { at, wholeDay } = findBelonging(article);
        const { from, to, dayFrom, dayTo } = toBelongingRange(window);
        assert.ok(wholeDay ? at >= dayFrom && at < dayTo : at >= from && at < to);
      }),
    );
  });
});

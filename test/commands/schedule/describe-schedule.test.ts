import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createTranslator, readerLanguages } from '../../../src/commands/create-translator.ts';
import {
  describeSchedule,
  describeSlot,
  listZoneChoices,
} from '../../../src/commands/schedule/describe-schedule.ts';
import { canonicalZone } from '../../../src/commands/schedule/find-zone.ts';
import { parseSubscription } from '../../../src/commands/schedule/parse-subscription.ts';
import { nextSlot } from '../../../src/core/schedule/find-slots.ts';

const twice = { times: [480, 1200], weekdays: [1, 2, 3, 4, 5], zone: 'Asia/Shanghai' };

describe('a schedule in words', () => {
  it('has days, times and the city in the language of the reader', () => {
    assert.deepEqual(
      readerLanguages.map((language) => describeSchedule(twice, language)),
      [
        '工作日 08:00、20:00（上海时间）',
        '工作日 08:00、20:00（上海時間）',
        'weekdays at 08:00 and 20:00 (Shanghai)',
      ],
    );
    const some = { times: [0, 450, 1439], weekdays: [1, 3, 7], zone: '-03:30' };
    assert.deepEqual(
      readerLanguages.map((language) => describeSchedule(some, language)),
      [
        '周一、周三、周日 00:00、07:30、23:59（UTC-3:30）',
        '週一、週三、週日 00:00、07:30、23:59（UTC-3:30）',
        'Mon, Wed, and Sun at 00:00, 07:30, and 23:59 (UTC-3:30)',
      ],
    );
  });

  it('says a cron expression that is nothing but times and weekdays, and shows another as it is', () => {
    const cron = (text: string) => describeSchedule({ cron: text, zone: 'Europe/London' }, 'en');
    assert.equal(cron('0 8 * * *'), 'every day at 08:00 (London)');
    assert.equal(cron('30 7,19 * * 6,0'), 'weekends at 07:30 and 19:30 (London)');
    assert.equal(cron('0 8 1 * *'), 'cron 0 8 1 * * (London)');
    assert.equal(cron('*/5 * * * *'), 'cron */5 * * * * (London)');
  });

  it('is read back as it was, in every language and zone', () => {
    const zones = Intl.supportedValuesOf('timeZone').map((zone) => canonicalZone(zone) ?? 'UTC');
    const schedules = fc.record({
      times: fc
        .uniqueArray(fc.nat(1439), { minLength: 1, maxLength: 24 })
        .map((list) => list.sort((a, b) => a - b)),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }).map((list) => list.sort()),
      zone: fc.oneof(
        fc.constantFrom(...zones),
        fc.constantFrom('UTC', '+08:00', '-03:30', '+05:45', '+14:00'),
      ),
    });
    fc.assert(
      fc.property(schedules, fc.constantFrom(...readerLanguages), (schedule, language) => {
        const text = describeSchedule(schedule, language);
        const read = parseSubscription(text, { times: [1], weekdays: [2], zone: 'UTC' });
        assert.ok(read.ok, text);
        const { times, weekdays, zone, topics, muted } = read;
        assert.deepEqual(
          { times, weekdays, zone, topics, muted },
          { ...schedule, topics: [], muted: [] },
          text,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('a slot in words', () => {
  it('has the day, the weekday and the time that the clock shows', () => {
    const at = Date.parse('2026-11-26T00:00:00Z');
    assert.deepEqual(
      readerLanguages.map((language) => describeSlot({ at }, 'Asia/Shanghai', language)),
      ['2026年11月26日 周四 08:00', '2026年11月26日 週四 08:00', 'Thu, 26 Nov 2026, 08:00'],
    );
    // 02:30 does not exist on that day.
    const removed = { times: [150], weekdays: [], zone: 'America/New_York' };
    const slot = nextSlot(removed, Date.parse('2026-03-08T00:00:00Z'));
    assert.equal(describeSlot(slot, removed.zone, 'en'), 'Sun, 8 Mar 2026, 03:00');
  });
});

describe('the choices of a zone', () => {
  it('have the city with what it is ahead of UTC at the time', () => {
    const choices = (now: string) =>
      listZoneChoices(['Asia/Shanghai', 'America/Chicago', '-03:30'], {
        translate: createTranslator('zh-Hant'),
        language: 'zh-Hant',
        now: Date.parse(now),
      });
    assert.deepEqual(choices('2026-11-23T09:00:00Z'), [
      { label: '上海（UTC+8）', value: 'Asia/Shanghai' },
      { label: '芝加哥（UTC-6）', value: 'America/Chicago' },
      { label: 'UTC-3:30', value: '-03:30' },
    ]);
    assert.equal(choices('2026-07-01T00:00:00Z')[1]?.label, '芝加哥（UTC-5）');
  });
});

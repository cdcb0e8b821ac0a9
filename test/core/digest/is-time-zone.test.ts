import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTimeZone } from '../../../src/core/digest/is-time-zone.ts';

describe('a time zone', () => {
  it('is named by area and city, as UTC or GMT, or by its offset', () => {
    for (const zone of [
      'Asia/Shanghai',
      'asia/shanghai',
      'America/Argentina/Buenos_Aires',
      'Etc/GMT+8',
      'UTC',
      'GMT',
      '+08:00',
      '-0330',
    ])
      assert.ok(isTimeZone(zone), zone);
  });

  it('is not named by an abbreviation, which may be that of several', () => {
    for (const zone of ['CST', 'IST', 'EST', 'MST', 'PST', 'BST', 'CET', 'HST', 'WET', 'CST6CDT', 'EST5EDT'])
      assert.ok(!isTimeZone(zone), zone);
  });

  it('is one that there is', () => {
    for (const zone of [
      'Mars/Olympus',
      '+25:00',
      'Asia/',
      '/',
      '',
      ' UTC',
      'UTC\n',
      'Asia/Shanghai/x/y',
      '8',
    ])
      assert.ok(!isTimeZone(zone), zone);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ABBREVIATIONS, AMBIGUOUS_NAMES, listCities } from '../../../src/commands/schedule/cities.ts';
import { canonicalZone, findZones } from '../../../src/commands/schedule/find-zone.ts';
import { nameZone } from '../../../src/commands/schedule/name-zone.ts';
import { parseZone } from '../../../src/commands/schedule/parse-schedule-parts.ts';
import { readerLanguages } from '../../../src/core/model/reader-language.ts';
import { foldText } from '../../../src/core/text/fold.ts';

const read = (text: string): string => {
  const result = parseZone(text);
  return result.ok ? result.value : result.problem.kind;
};
const readAll = (expected: Record<string, string>): void => {
  for (const [typed, zone] of Object.entries(expected)) assert.equal(read(typed), zone, typed);
};

describe('a zone as people type it', () => {
  it('is a city in three languages', () => {
    readAll({
      上海: 'Asia/Shanghai',
      北京: 'Asia/Shanghai',
      北京时间: 'Asia/Shanghai',
      台北: 'Asia/Taipei',
      臺北: 'Asia/Taipei',
      香港: 'Asia/Hong_Kong',
      東京: 'Asia/Tokyo',
      東京時間: 'Asia/Tokyo',
      纽约: 'America/New_York',
      紐約: 'America/New_York',
      雪梨: 'Australia/Sydney',
      London: 'Europe/London',
      'in London': 'Europe/London',
      'london time': 'Europe/London',
      'NEW YORK': 'America/New_York',
      new_york: 'America/New_York',
      'São Paulo': 'America/Sao_Paulo',
      'sao paulo': 'America/Sao_Paulo',
      "Xi'an": 'Asia/Shanghai',
      "St. John's": 'America/St_Johns',
    });
  });

  it('is a country with one zone', () => {
    readAll({
      中国: 'Asia/Shanghai',
      日本: 'Asia/Tokyo',
      德國: 'Europe/Berlin',
      Germany: 'Europe/Berlin',
      新西兰: 'Pacific/Auckland',
      紐西蘭: 'Pacific/Auckland',
      'South Korea': 'Asia/Seoul',
      UK: 'Europe/London',
    });
  });

  it('is an Area/City name in any case, also one that CLDR or the zone database has left', () => {
    readAll({
      'asia/shanghai': 'Asia/Shanghai',
      'AMERICA/ARGENTINA/BUENOS_AIRES': 'America/Argentina/Buenos_Aires',
      'Asia/Calcutta': 'Asia/Kolkata',
      'asia/kolkata': 'Asia/Kolkata',
      'Europe/Kiev': 'Europe/Kyiv',
      'US/Eastern': 'America/New_York',
    });
  });

  it('is an offset', () => {
    readAll({
      '+8': '+08:00',
      '+08:00': '+08:00',
      '+0530': '+05:30',
      '-3:30': '-03:30',
      'UTC+8': '+08:00',
      'utc +8': '+08:00',
      'GMT-5': '-05:00',
      '＋８': '+08:00',
      东八区: '+08:00',
      東八區: '+08:00',
      东8区: '+08:00',
      西五区: '-05:00',
      东十二区: '+12:00',
      UTC: 'UTC',
      GMT: 'UTC',
      '+0': 'UTC',
    });
  });

  it('is asked back where the name means several', () => {
    for (const name of ['CST', 'cst', 'IST', 'BST', 'EST', '美国', 'USA', 'Australia', '俄羅斯'])
      assert.equal(read(name), 'ambiguous-zone', name);
    const result = parseZone('CST');
    assert.ok(!result.ok && result.problem.kind === 'ambiguous-zone');
    assert.deepEqual(result.problem.zones.slice(0, 2), ['Asia/Shanghai', 'America/Chicago']);
    readAll({ '上海 CST': 'Asia/Shanghai', JST: 'Asia/Tokyo', PST: 'America/Los_Angeles' });
  });

  it('is refused where there is none, or two, with what is near', () => {
    readAll({
      Atlantis: 'unknown-zone',
      'Mars/Olympus': 'unknown-zone',
      '+15': 'unknown-zone',
      'UTC+8:75': 'unknown-zone',
      '': 'unknown-zone',
      '8:00': 'unknown-zone',
      '上海 纽约': 'several-zones',
    });
    const result = parseZone('Lodnon');
    assert.ok(!result.ok && result.problem.kind === 'unknown-zone');
    assert.equal(result.problem.nearest, 'London');
  });
});

describe('the table of cities', () => {
  it('has zones that there are, by the name that they are kept under', () => {
    const zones = [
      ...listCities().map(({ zone }) => zone),
      ...Object.values(AMBIGUOUS_NAMES).flat(),
      ...Object.values(ABBREVIATIONS),
    ];
    for (const zone of zones) assert.equal(canonicalZone(zone), zone);
  });

  it('has a name in every language, each read as its zone', () => {
    const asked = new Set(['圣地亚哥', '圣地牙哥']);
    for (const city of listCities())
      for (const language of readerLanguages) {
        const name = city[language];
        assert.match(name, language === 'en' ? /^[\p{Script=Latin}.' ]+$/u : /^\p{Script=Han}+$/u, city.zone);
        const zones = findZones(foldText(name));
        if (!asked.has(foldText(name))) assert.deepEqual(zones, [city.zone], name);
      }
  });
});

describe('every zone of the zone database', () => {
  it('has a name in each language that is read back', () => {
    for (const listed of Intl.supportedValuesOf('timeZone')) {
      const zone = canonicalZone(listed) ?? '';
      for (const language of readerLanguages) assert.equal(read(nameZone(zone, language)), zone, zone);
    }
  });
});

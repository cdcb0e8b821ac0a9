import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTimes, parseWeekdays, parseZone } from '../../../src/commands/schedule/parse-schedule-parts.ts';
import { parseSubscription } from '../../../src/commands/schedule/parse-subscription.ts';
import { LONGEST_TEXT, parseTopics, writeTopics } from '../../../src/commands/schedule/parse-topics.ts';
import { readScheduleWords } from '../../../src/commands/schedule/read-schedule-words.ts';
import { splitWords } from '../../../src/commands/schedule/split-words.ts';
import { anyText } from '../../any-text.ts';

const defaults = { times: [480], weekdays: [], zone: 'Asia/Taipei' };
const read = (text: string) => {
  const result = parseSubscription(text, defaults);
  assert.ok(result.ok, `${text}: ${JSON.stringify(result)}`);
  const { ok: _ok, ...rest } = result;
  return rest;
};
const refuse = (text: string) => {
  const result = parseSubscription(text, defaults);
  assert.ok(!result.ok, `${text} is taken: ${JSON.stringify(result)}`);
  return result.problem;
};
const topicsOf = (text: string): string => {
  const { topics, muted } = read(text);
  return [...topics, ...muted.map((topic) => `-${topic}`)].join('|');
};

describe('a subscription as people type it', () => {
  it('is read from words of any order', () => {
    const expected = {
      times: [480],
      weekdays: [1, 2, 3, 4, 5],
      zone: 'Asia/Shanghai',
      topics: ['科技'],
      muted: ['体育'],
      unmarked: [],
      given: { times: true, weekdays: true, zone: true },
    };
    for (const text of [
      '早上八点 工作日 上海 #科技 -体育',
      '#科技 -体育 上海 工作日 早上八点',
      '上海时间工作日早上八点 #科技 -体育',
      '工作日 8:00（上海时间）#科技 －体育',
      '8am weekdays in Shanghai about 科技 without 体育',
      'Asia/Shanghai mon-fri 08:00 #科技# -#体育',
      '请在上海时间周一至周五的早上8点推送 关于 科技 不要 体育',
    ])
      assert.deepEqual(read(text), expected, text);
  });

  it('is read from a sentence in English', () => {
    const expected = { times: [1200], weekdays: [1, 2, 3, 4, 5], zone: 'Europe/London', topics: ['AI'] };
    for (const text of [
      '8pm weekdays in London about AI',
      'Send me news about AI every weekday at 8 pm London time.',
      'at 8 in the evening, mon to fri, London, #AI',
    ]) {
      const { times, weekdays, zone, topics } = read(text);
      assert.deepEqual({ times, weekdays, zone, topics }, expected, text);
    }
  });

  it('has the defaults where nothing else is said', () => {
    assert.deepEqual(read(''), {
      ...defaults,
      topics: [],
      muted: [],
      unmarked: [],
      given: { times: false, weekdays: false, zone: false },
    });
    assert.deepEqual(read('20:00').given, { times: true, weekdays: false, zone: false });
    assert.deepEqual(read('每天').given, { times: false, weekdays: true, zone: false });
  });

  it('has several slots a day', () => {
    assert.deepEqual(read('早上8点和晚上8点每天').times, [480, 1200]);
    assert.deepEqual(read('8:00, 12:30 and 8pm').times, [480, 750, 1200]);
    assert.deepEqual(read('早8点晚8点').times, [480, 1200]);
    assert.deepEqual(read('每天早八').times, [480]);
    assert.deepEqual(read('工作日早八和晚九').times, [480, 1260]);
  });

  it('has its time in the part of the day that is said elsewhere', () => {
    assert.deepEqual(read('at 8:30 every evening').times, [1230]);
    assert.deepEqual(read('weekday mornings at 8').times, [480]);
    assert.deepEqual(read('8am every morning').times, [480]);
    assert.equal(refuse('at 20:00 every morning').kind, 'contradictory');
  });

  it('has weekdays that are only counted, before a part of the day', () => {
    assert.deepEqual(read('一三五早上八点').weekdays, [1, 3, 5]);
    assert.deepEqual(read('二四六 晚上8点').weekdays, [2, 4, 6]);
    assert.deepEqual(read('一三五8点').times, [480]);
    assert.equal(topicsOf('8:00 一二三木头人'), '一二三木头人');
    assert.deepEqual(read('每天八点科技').times, [480]);
  });

  it('has the topics and muted words, quoted where they have spaces', () => {
    assert.equal(topicsOf('#秦创原 孵化器 -体育'), '秦创原|孵化器|-体育');
    assert.equal(topicsOf('#秦创原#孵化器# -#体育'), '秦创原|孵化器|-体育');
    assert.equal(topicsOf('"real estate" -"live sport" #“夜车 时刻”'), 'real estate|夜车 时刻|-live sport');
    assert.equal(
      topicsOf('about machine learning and climate change without sport'),
      'machine learning|climate change|-sport',
    );
    assert.equal(topicsOf('不要体育 除了军事以外'), '-体育|-军事');
    assert.equal(topicsOf('#科技 科技 #AI ai'), '科技|AI');
    assert.equal(topicsOf('每天早上八点推送关于科技的新闻'), '科技');
    assert.deepEqual(read('8:00 #秦创原 孵化器').unmarked, ['孵化器']);
  });

  it('leaves a topic whole that only begins as a place or a day', () => {
    for (const topic of [
      '上海世博会',
      '工作日报',
      '北京冬奥',
      '中国科技',
      '周一见',
      '发改委',
      'Parisian',
      '24小时',
      '5G',
      '500强',
      '¼',
      '一点资讯',
      '三点水',
      '8点1氪',
    ])
      assert.equal(topicsOf(`8:00 ${topic}`), topic);
    assert.equal(read('8:00 #上海').zone, 'Asia/Taipei');
    assert.equal(topicsOf('8:00 "8pm"'), '8pm');
  });

  it('tells an offset from a muted word', () => {
    assert.equal(read('8:00 -5').zone, '-05:00');
    assert.equal(read('8:00 -05:30').zone, '-05:30');
    assert.equal(topicsOf('8:00 -2022 -5g'), '-2022|-5g');
  });
});

describe('a word near a place', () => {
  it('is asked back, unless it is marked as a topic', () => {
    for (const [word, nearest] of [
      ['Londno', 'London'],
      ['Atlantis', 'Atlanta'],
      ['Toyko', 'Tokyo'],
      ['Singapor', 'Singapore'],
      ['Barclona', 'Barcelona'],
    ] as const) {
      assert.deepEqual(refuse(`8am ${word}`), { kind: 'mistyped', value: word, nearest }, word);
      assert.equal(topicsOf(`8am #${word}`), word);
      assert.equal(topicsOf(`8am about ${word}`), word);
    }
  });

  it('is a topic where it is a word of its own', () => {
    for (const word of [
      'sports',
      'finance',
      'music',
      'nature',
      'tennis',
      'trade',
      'history',
      'Xiaomi',
      'Indian',
      'Russian',
    ])
      assert.equal(topicsOf(`8am ${word}`), word);
  });
});

describe('a topic alone', () => {
  it('follows a word that says so', () => {
    for (const text of ['8点 只看科技', '早上8点只看科技', '只要科技 8:00', '8am only 科技', '只看 科技'])
      assert.equal(topicsOf(text), '科技', text);
    assert.equal(topicsOf('8am only machine learning'), 'machine learning');
  });
});

describe('what gives no subscription', () => {
  it('says which word was meant as something else', () => {
    assert.deepEqual(refuse('weekdyas 8:00'), { kind: 'mistyped', value: 'weekdyas', nearest: 'weekdays' });
    assert.deepEqual(refuse('8:00 in Lodnon'), { kind: 'unknown-zone', value: 'Lodnon', nearest: 'London' });
    assert.deepEqual(refuse('8:0 科技'), { kind: 'not-a-time', value: '8:0', nearest: '8:00' });
    assert.deepEqual(refuse('早上 科技'), { kind: 'part-of-day-only', value: '早上', nearest: '8:00' });
    for (const text of ['每周 8:00', '8:00 tomorrow', 'monthly at 8', '每小时', 'every other day'])
      assert.equal(refuse(text).kind, 'not-weekdays', text);
    for (const text of ['明天早上8点', '明天8点', '明天 8点'])
      assert.deepEqual(refuse(text), { kind: 'not-weekdays', value: '明天', nearest: null }, text);
    assert.equal(refuse('今晚八点半').kind, 'not-weekdays');
    for (const text of ['8:00-9:00', 'mon-fri 8-9', 'AM8:00', '1600', '8h'])
      assert.equal(refuse(text).kind, 'not-a-time', text);
    assert.equal(refuse('8:00 Mars/Olympus').kind, 'unknown-zone');
    assert.equal(refuse('8:00 UTC+15').kind, 'unknown-zone');
  });

  it('has the words as they were typed', () => {
    assert.deepEqual(refuse('８：７５'), { kind: 'no-such-time', value: '８：７５', nearest: '08:59' });
    const zone = refuse('8:00 CST');
    assert.ok(zone.kind === 'ambiguous-zone');
    assert.equal(zone.value, 'CST');
  });

  it('contradicts itself', () => {
    assert.equal(refuse('每天 周一 8:00').kind, 'every-day-and-some');
    assert.equal(refuse('8:00 上海 纽约').kind, 'several-zones');
    assert.equal(refuse('8:00 #科技 -科技').kind, 'wanted-and-muted');
    assert.equal(refuse('工作日 8:00 周末 10:00').kind, 'two-schedules');
    assert.equal(refuse('8am weekdays, 10am weekends').kind, 'two-schedules');
    assert.equal(read('工作日 8:00 周六').weekdays.length, 6);
  });

  it('is too much', () => {
    assert.equal(refuse('字'.repeat(LONGEST_TEXT + 1)).kind, 'too-long');
    assert.equal(refuse(`#${'字'.repeat(101)}`).kind, 'topic-too-long');
    assert.equal(
      refuse(Array.from({ length: 21 }, (_, index) => `#t${index}`).join(' ')).kind,
      'too-many-topics',
    );
  });
});

describe('topics alone', () => {
  it('may have spaces where commas part them', () => {
    const topics = (text: string) => {
      const result = parseTopics(text);
      assert.ok(result.ok);
      return result.value;
    };
    assert.deepEqual(topics('machine learning, AI, -live sport'), {
      topics: ['machine learning', 'AI'],
      muted: ['live sport'],
    });
    assert.deepEqual(topics('科技，体育 財經'), { topics: ['科技', '体育 財經'], muted: [] });
    assert.deepEqual(topics('科技 8:00 上海'), { topics: ['科技', '8:00', '上海'], muted: [] });
    assert.deepEqual(topics('#科技, #real estate'), { topics: ['科技', 'real', 'estate'], muted: [] });
  });

  it('are read back as they are written', () => {
    const topic = fc
      .stringMatching(/^[\p{Script=Han}a-zA-Z][\p{Script=Han}\w ,、()-]{0,12}\S?$/u)
      .map((text) => text.trim());
    fc.assert(
      fc.property(
        fc.uniqueArray(topic, { maxLength: 12, selector: (text) => text.toLowerCase().normalize('NFKC') }),
        fc.nat(12),
        (all, split) => {
          const wishes = { topics: all.slice(0, split), muted: all.slice(split) };
          const result = parseTopics(writeTopics(wishes));
          // Two that only fold to the same (in two scripts) are one.
          if (!result.ok) assert.equal(result.problem.kind, 'wanted-and-muted');
          else if (result.value.topics.length + result.value.muted.length === all.length)
            assert.deepEqual(result.value, wishes);
        },
      ),
    );
  });
});

describe('whatever is typed', () => {
  const words = fc.constantFrom(
    ...[
      '8:00',
      '早上',
      '八点',
      '周',
      '一',
      '三',
      'mon',
      '-',
      'fri',
      '上海',
      'new',
      'york',
      'CST',
      '+8',
      '#',
      '"',
      '“',
      '和',
      'and',
    ],
    ...[
      'at',
      'half',
      'past',
      '十',
      '点',
      '至',
      ',',
      '、',
      '（',
      'UTC',
      '每',
      '\0',
      'in',
      'ｗｅｄ',
      '東',
      '八',
      '區',
      'a.m.',
    ],
  );
  const texts = fc.oneof(
    anyText(200),
    fc.array(words, { maxLength: 60 }).map((list) => list.join('')),
    fc.array(words, { maxLength: 60 }).map((list) => list.join(' ')),
  );

  it('is read or refused, never thrown at, and what is read is within the limits', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = parseSubscription(text, defaults);
        for (const parse of [parseTimes, parseWeekdays, parseZone, parseTopics])
          assert.equal(typeof parse(text).ok, 'boolean');
        if (!result.ok) return;
        assert.ok(result.times.length > 0 && result.times.every((minute) => minute >= 0 && minute < 1440));
        assert.ok(result.weekdays.every((weekday) => weekday >= 1 && weekday <= 7));
        new Intl.DateTimeFormat('en', { timeZone: result.zone });
        for (const topic of [...result.topics, ...result.muted])
          assert.ok(topic !== '' && topic.length <= 100);
      }),
      { numRuns: 500 },
    );
  });

  it('costs time in proportion to its length, also where it is made to cost more', () => {
    const hostile = [
      '早',
      '周一',
      '“',
      '"',
      '8:',
      '一',
      '- ',
      'new ',
      '#',
      '十',
      'a.',
      'at ',
      '每',
      'asia/',
      '+8 ',
      'a-',
    ];
    const spend = (length: number): number => {
      const start = process.cpuUsage().user;
      for (const piece of hostile) readScheduleWords(splitWords(piece.repeat(length).slice(0, length)));
      return process.cpuUsage().user - start;
    };
    const least = (length: number): number => Math.min(...[1, 2, 3].map(() => spend(length)));
    const [part, whole] = [least(2000), least(8000)];
    // Four times the text; quadratic work would take sixteen times as long.
    assert.ok(whole < part * 10, `${part} µs, then ${whole} µs`);
  });
});

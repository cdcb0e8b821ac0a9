import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { commands } from '../../src/commands/command-list.ts';
import { parseNamedOptions, parseOptions, parseTypedOptions } from '../../src/commands/parse-options.ts';
import { anyText } from '../any-text.ts';

const today = { now: Date.parse('2026-11-23T09:00:00Z'), zone: 'Asia/Shanghai' };

const find = (name: string) => {
  const command = commands.find((known) => known.name === name);
  assert.ok(command);
  return command;
};
const read = (name: string, text: string) => {
  const parsed = parseTypedOptions(find(name), text, today);
  assert.ok(parsed.ok, `${name} ${text}: ${JSON.stringify(parsed)}`);
  return parsed.options;
};
const refuse = (name: string, text: string) => {
  const parsed = parseTypedOptions(find(name), text, today);
  assert.ok(!parsed.ok, `${name} ${text} is taken`);
  return parsed.problem;
};

/** Kinds whose values are more than a text. */
const OBJECTS = new Set(['period', 'times', 'weekdays', 'topics']);

describe('typed options', () => {
  it('are taken in any order', () => {
    const expected = { topic: '科技', count: 3 };
    for (const text of [
      '科技 3',
      '3 科技',
      '#科技 3',
      '3 ＃科技',
      '科技　３',
      '3条 科技',
      'count=3 topic=科技',
      '--topic 科技 --count 3',
    ])
      assert.deepEqual(read('latest', text), expected, text);
    const week = { topic: '冬奥会', period: { kind: 'days', days: 7 } };
    for (const text of ['7d 冬奥会', '冬奥会 7天', '#冬奥会# 近7天', 'topic 冬奥会 period 7d'])
      assert.deepEqual(read('digest', text), week, text);
  });

  it('may be a topic or a period of several words', () => {
    assert.deepEqual(read('latest', 'artificial intelligence 5'), {
      topic: 'artificial intelligence',
      count: 5,
    });
    assert.deepEqual(read('digest', 'climate Nov 2'), {
      topic: 'climate',
      period: { kind: 'day', day: '2026-11-02' },
    });
    assert.deepEqual(read('latest', '--topic "night trains" 2'), { topic: 'night trains', count: 2 });
  });

  it('may be named as menus name them, in every language', () => {
    const expected = { topic: '夜车 时刻', count: 3 };
    for (const text of ['话题:"夜车 时刻" 条数:3', '則數＝3 話題：“夜车 时刻”', '--话题 "夜车 时刻" —条数 3'])
      assert.deepEqual(read('latest', text), expected, text);
    assert.deepEqual(read('digest', '时间:昨天'), { period: { kind: 'day', day: '2026-11-22' } });
    assert.equal(refuse('latest', '条数:3 count=4').kind, 'repeated');
  });

  it('are not named by a Chinese word that stands alone, nor by one that is no name', () => {
    assert.deepEqual(read('latest', '话题 营销'), { topic: '话题 营销' });
    assert.deepEqual(read('latest', '访谈：王某'), { topic: '访谈：王某' });
  });

  it('take a choice by what menus call it', () => {
    for (const text of ['search', '搜索', '搜尋', '/搜索'])
      assert.deepEqual(read('help', text), { command: 'search' });
  });

  it('may be left out', () => {
    assert.deepEqual(read('latest', ''), {});
    assert.deepEqual(read('digest', '  '), {});
    assert.deepEqual(read('help', ''), {});
  });

  it('are the whole text where a command takes running text', () => {
    assert.deepEqual(read('ask', '  5月有多少人 报名？ count=3 '), {
      question: '5月有多少人 报名？ count=3',
    });
    assert.deepEqual(read('search', '"量子 计算" #x'), { query: '"量子 计算" #x' });
    assert.deepEqual(read('article', 'an id with spaces'), { id: 'an id with spaces' });
  });

  it('take a number that is too great for a count as part of a topic’s words, not alone', () => {
    assert.deepEqual(read('latest', '2022 冬奥会'), { topic: '2022 冬奥会' });
    assert.deepEqual(read('latest', '#2022'), { topic: '2022' });
    const problem = refuse('latest', '2022');
    assert.equal(problem.kind, 'out-of-range');
    assert.equal(problem.kind === 'out-of-range' && problem.maximum, 50);
  });

  it('are refused with what would be right', () => {
    const choice = refuse('help', 'digset');
    assert.equal(choice.kind === 'not-a-choice' && choice.nearest, 'digest');
    const period = refuse('topics', 'yesteday');
    assert.equal(period.kind === 'bad-period' && period.nearest, 'yesterday');
    const option = refuse('latest', '--cuont 3');
    assert.equal(option.kind === 'unknown-option' && option.nearest, 'count');
    assert.equal(refuse('ask', '').kind, 'missing');
    assert.equal(refuse('digest', 'today yesterday').kind, 'repeated');
    assert.equal(refuse('latest', '5 6').kind, 'repeated');
    assert.equal(refuse('latest', '#甲 #乙').kind, 'repeated');
    assert.equal(refuse('latest', '3 --count 4').kind, 'repeated');
    assert.equal(refuse('digest', '2026-02-30').kind, 'bad-period');
    assert.equal(refuse('latest', '--count many').kind, 'not-a-number');
    assert.equal(refuse('latest', '--count').kind, 'empty');
    assert.equal(refuse('ask', '字'.repeat(2001)).kind, 'too-long');
    assert.equal(refuse('latest', '字 '.repeat(400)).kind, 'too-long');
  });

  it('have their declared types or are a problem, whatever is typed', () => {
    const text = fc.oneof(anyText(), fc.stringMatching(/^[-=#":a-z0-9 天]{0,40}$/));
    fc.assert(
      fc.property(fc.constantFrom(...commands), text, (command, typed) => {
        const parsed = parseTypedOptions(command, typed, today);
        if (!parsed.ok) return;
        for (const option of command.options) {
          const value: unknown = parsed.options[option.name];
          if (value === undefined) assert.equal(option.required, false);
          else if (option.kind === 'integer') assert.ok(Number.isInteger(value));
          else assert.equal(typeof value, OBJECTS.has(option.kind) ? 'object' : 'string', option.kind);
        }
      }),
    );
  });
});

describe('named options', () => {
  it('come as text or numbers and are checked alike', () => {
    assert.deepEqual(parseNamedOptions(find('latest'), { topic: '#a', count: 3, page: '2' }, today), {
      ok: true,
      options: { topic: 'a', count: 3, page: 2 },
    });
    assert.equal(parseNamedOptions(find('latest'), { page: 0 }, today).ok, false);
    assert.equal(parseNamedOptions(find('latest'), { colour: 'red' }, today).ok, false);
  });

  it('stand beside words', () => {
    const parsed = parseOptions(find('latest'), { words: ['night', 'trains'], named: { count: '2' } }, today);
    assert.deepEqual(parsed, { ok: true, options: { topic: 'night trains', count: 2 } });
  });
});

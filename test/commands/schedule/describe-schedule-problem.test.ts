import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslator, readerLanguages } from '../../../src/commands/create-translator.ts';
import { describeScheduleProblem } from '../../../src/commands/schedule/describe-schedule-problem.ts';
import { parseSubscription } from '../../../src/commands/schedule/parse-subscription.ts';

const say = (typed: string, language: (typeof readerLanguages)[number]) => {
  const read = parseSubscription(typed, { times: [480], weekdays: [], zone: 'UTC' });
  assert.ok(!read.ok, typed);
  const { text, remedy } = describeScheduleProblem(read.problem, {
    translate: createTranslator(language),
    language,
  });
  return remedy === null ? text : `${text} ${remedy}`;
};

describe('what is wrong with a subscription', () => {
  it('is said with what would be right', () => {
    const expected = {
      '8:75': 'There is no such time as “8:75”. Did you mean “08:59”?',
      '25:00': 'There is no such time as “25:00”. It can be: 8:00, 20:30, 8am, 8:30 pm, noon.',
      morning: '“morning”: at what time? Such as “8:00”.',
      '13am': '“13am” contradicts itself. Did you mean “13:00”?',
      weekly: '“weekly” is not a weekday. It can be: every day, weekdays, weekends, mon-fri, mon wed fri.',
      weekdyas: 'I don’t understand “weekdyas”. Did you mean “weekdays”? If it is a topic, write #weekdyas.',
      'UTC+15':
        'I don’t know the time zone of “UTC+15”. It can be a city, a country, UTC+8 or Europe/London.',
      CST: '“CST” names more than one time zone. Which one: Shanghai, Chicago, Havana? If it is a topic, write #CST.',
      'London Paris':
        '“London Paris” are in different time zones. Name one place only; put # before a topic.',
      '#AI -AI': '“AI” is both wanted and muted. Keep either #AI or -AI.',
    };
    for (const [typed, sentence] of Object.entries(expected)) assert.equal(say(typed, 'en'), sentence);
    assert.equal(say('早上', 'zh-Hans'), '“早上”是几点？ 例如“8:00”。');
    assert.equal(
      say('CST', 'zh-Hant'),
      '「CST」可以指好幾個時區。 要哪一個：上海、芝加哥、哈瓦那？如果是話題，請寫 #CST。',
    );
  });

  it('is said in every language, with no more of what was typed than a line bears', () => {
    const long = 'x'.repeat(120);
    for (const language of readerLanguages)
      for (const typed of ['每天 周一', '工作日 8:00 周末 9:00', `#${long}`, '字'.repeat(1001)]) {
        const text = say(typed, language);
        assert.doesNotMatch(text, /\{\{|x{61}/);
        assert.notEqual(text, '');
      }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { answerParsed } from '../../../src/commands/answer-text.ts';
import { type CommandContext, defineCommand, OUTSIDE_CHATS } from '../../../src/commands/command.ts';
import { completeOption } from '../../../src/commands/complete-option.ts';
import { completeText } from '../../../src/commands/complete-text.ts';
import { createTranslator, type ReaderLanguage } from '../../../src/commands/create-translator.ts';
import { parseNamedOptions, parseTypedOptions } from '../../../src/commands/parse-options.ts';
import { readOptionValue } from '../../../src/commands/read-option-value.ts';
import { buildSlashCommands } from '../../../src/platforms/discord/slash-commands.ts';
import { anyText } from '../../any-text.ts';
import { createFakeServices, fakeArticles } from '../../fakes/fake-services.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const today = { now: NOW, zone: 'Asia/Shanghai' };

const command = defineCommand({
  name: 'ask',
  aliases: [],
  localName: 'command.ask.name',
  summary: 'command.ask.summary',
  description: 'command.ask.description',
  examples: null,
  audience: 'chat-admins',
  options: [
    { name: 'times', kind: 'times', required: false, summary: 'option.period' },
    { name: 'zone', kind: 'zone', required: false, summary: 'option.query' },
    { name: 'topics', kind: 'topics', required: false, summary: 'option.topic' },
    { name: 'weekdays', kind: 'weekdays', required: false, summary: 'option.count' },
  ],
  run: async (_context, { times, zone, topics, weekdays }) => ({
    blocks: [],
    data: { times, zone, topics, weekdays },
  }),
});
const [TIMES, ZONE, TOPICS, WEEKDAYS] = command.options;
assert.ok(TIMES && ZONE && TOPICS && WEEKDAYS);

const expected = {
  times: [480],
  weekdays: [1, 2, 3, 4, 5],
  zone: 'Asia/Shanghai',
  topics: { topics: ['科技'], muted: ['体育'] },
};

describe('the options of a schedule', () => {
  it('are read from words of any order', () => {
    for (const text of [
      '早上八点 工作日 上海 #科技 -体育',
      '8am weekdays in Shanghai about 科技 without 体育',
      '-体育 #科技 8:00 mon-fri 北京时间',
    ])
      assert.deepEqual(parseTypedOptions(command, text, today), { ok: true, options: expected }, text);
    assert.deepEqual(parseTypedOptions(command, '8:00 "real estate" -"live sport"', today), {
      ok: true,
      options: { times: [480], topics: { topics: ['real estate'], muted: ['live sport'] } },
    });
  });

  it('are read by their names, though one of the names is also a value', () => {
    const named = { times: '早上八点', weekdays: 'weekdays', zone: 'shanghai', topics: '#科技 -体育' };
    assert.deepEqual(parseNamedOptions(command, named, today), { ok: true, options: expected });
    for (const text of [
      'times=8:00 weekdays=mon-fri zone=上海 topics="#科技 -体育"',
      'zone 上海 weekdays 8:00 #科技 -体育',
      '--weekdays weekdays --zone Shanghai --times 8:00 --topics "科技 -体育"',
    ])
      assert.deepEqual(parseTypedOptions(command, text, today), { ok: true, options: expected }, text);
  });

  it('that are wrong are told with what would be right', async () => {
    const say = async (text: string) => {
      const context: CommandContext = {
        services: createFakeServices(fakeArticles),
        translate: createTranslator('en'),
        language: 'en',
        ...OUTSIDE_CHATS,
        zone: today.zone,
        now: () => NOW,
        writeCommand: (name) => `/${name}`,
      };
      const reply = await answerParsed(command, parseTypedOptions(command, text, today), {
        commands: [command],
        context,
        onError: (error) => assert.fail(String(error)),
      });
      const [block] = reply.blocks;
      assert.ok(block?.kind === 'notice' && reply.failure === 'bad-options', text);
      return `${block.text} ${block.remedy}`;
    };
    assert.equal(await say('8:75'), 'There is no such time as “8:75”. Did you mean “08:59”?');
    assert.match(await say('8:00 CST'), /Which one: Shanghai, Chicago, Havana\?/);
    assert.match(await say('weekdays 8:00 weekends 10:00'), /Subscribe twice/);
    assert.match(await say('zone=Lodnon'), /Did you mean “London”\?/);
    assert.match(await say('weekdyas'), /Did you mean “weekdays”\?/);
    assert.match(await say('topics="#AI -AI"'), /both wanted and muted/);
  });

  it('are strings that Discord has completed', () => {
    const [built] = buildSlashCommands([command]);
    for (const option of built?.options ?? [])
      assert.ok(option.type === 3 && 'autocomplete' in option && option.autocomplete === true, option.name);
    assert.equal(built?.options?.length, 4);
  });
});

const complete = (
  option: typeof TIMES,
  typed: string,
  language: ReaderLanguage = 'en',
  topics: string[] = [],
) =>
  completeOption(
    option,
    typed,
    {
      services: createFakeServices(fakeArticles, { completeTopics: async () => topics }),
      translate: createTranslator(language),
      language,
      zone: today.zone,
      now: () => NOW,
    },
    (error) => assert.fail(String(error)),
  );

describe('a menu for a zone', () => {
  it('has the city in the language of the reader with its offset, and sends the zone', async () => {
    assert.deepEqual(await complete(ZONE, 'Lond'), [{ label: 'London (UTC+0)', value: 'Europe/London' }]);
    assert.deepEqual(await complete(ZONE, '纽约', 'zh-Hans'), [
      { label: '纽约（UTC-5）', value: 'America/New_York' },
    ]);
    assert.deepEqual(await complete(ZONE, '紐約', 'zh-Hant'), [
      { label: '紐約（UTC-5）', value: 'America/New_York' },
    ]);
    assert.deepEqual((await complete(ZONE, '东', 'zh-Hans'))[0], {
      label: '东莞（UTC+8）',
      value: 'Asia/Shanghai',
    });
    assert.deepEqual((await complete(ZONE, '', 'zh-Hans'))[0], {
      label: '上海（UTC+8）',
      value: 'Asia/Shanghai',
    });
  });

  it('has the zones of an abbreviation, an offset and a name of the zone database', async () => {
    const values = async (typed: string) => (await complete(ZONE, typed)).map(({ value }) => value);
    assert.deepEqual(await values('CST'), ['Asia/Shanghai', 'America/Chicago', 'America/Havana']);
    assert.deepEqual(await complete(ZONE, '+8'), [{ label: 'UTC+8', value: '+08:00' }]);
    assert.ok((await values('america/ind')).includes('America/Indiana/Knox'));
    assert.deepEqual(await values('Atlantis'), []);
  });
});

describe('a menu for times', () => {
  it('has usual ones, and what is typed where it is a time', async () => {
    assert.equal((await complete(TIMES, ''))[0]?.value, '8:00');
    assert.deepEqual(await complete(TIMES, '晚上8点半', 'zh-Hans'), [{ label: '20:30', value: '晚上8点半' }]);
    assert.deepEqual(await complete(TIMES, '8am 6pm'), [{ label: '08:00, 18:00', value: '8am 6pm' }]);
    assert.deepEqual(await complete(TIMES, 'soon'), []);
  });

  it('has the same time once', async () => {
    assert.deepEqual(await complete(TIMES, '8'), [
      { label: '08:00', value: '8' },
      { label: '08:00, 20:00', value: '8:00 20:00' },
    ]);
  });
});

describe('a menu for weekdays', () => {
  it('has the usual sets in the language, and what is typed where it is such a set', async () => {
    const labels = async (typed: string, language: ReaderLanguage) =>
      (await complete(WEEKDAYS, typed, language)).map(({ label }) => label);
    assert.deepEqual((await labels('', 'zh-Hant')).slice(0, 4), ['每天', '工作日', '週末', '週一']);
    assert.deepEqual(await labels('we', 'en'), ['weekdays', 'weekends', 'Wed']);
    assert.deepEqual(await labels('mon-wed', 'en'), ['Mon, Tue, and Wed']);
  });
});

describe('a menu for topics', () => {
  it('completes the last and keeps those before it', async () => {
    const values = async (typed: string, topics: string[]) =>
      (await complete(TOPICS, typed, 'en', topics)).map(({ value }) => value);
    assert.deepEqual(await values('#科技 -体', ['体育']), ['#科技 -体育']);
    assert.deepEqual(await values('', ['real estate', 'AI']), ['"real estate"', 'AI']);
  });
});

describe('the menus of a schedule', () => {
  it('offer what is taken, within the limits, whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(TIMES, ZONE, WEEKDAYS),
        fc.oneof(anyText(), fc.constantFrom('', '8', '周', 'm', 'a', 'S', '上', '+', 'utc')),
        fc.constantFrom('zh-Hans', 'zh-Hant', 'en'),
        async (option, typed, language) => {
          const choices = await complete(option, typed, language as ReaderLanguage);
          assert.ok(choices.length <= 25);
          for (const { label, value } of choices) {
            assert.ok(label !== '' && label.length <= 100 && value.length <= 100);
            assert.ok('value' in readOptionValue(option, value, today), value);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('complete words in a terminal too', async () => {
    const candidates = async (text: string) =>
      (
        await completeText(text, {
          commands: [command],
          services: createFakeServices(fakeArticles),
          language: 'en',
        })
      ).candidates;
    assert.ok((await candidates('ask week')).includes('weekdays'));
    assert.ok((await candidates('ask 8:00 Lond')).includes('London'));
  });
});

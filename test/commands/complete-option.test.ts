import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CommandOption } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/command-list.ts';
import { completeOption } from '../../src/commands/complete-option.ts';
import { createTranslator, type ReaderLanguage } from '../../src/commands/create-translator.ts';
import { readOptionValue } from '../../src/commands/read-option-value.ts';
import type { Services } from '../../src/commands/services.ts';
import type { ArticleReference } from '../../src/core/model/output.ts';
import { StoreError } from '../../src/core/ports/store.ts';
import { anyText } from '../any-text.ts';
import { createFakeServices, fakeArticles } from '../fakes/fake-services.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const ZONE = 'Asia/Shanghai';

const find = (command: string, option: string): CommandOption => {
  const found = commands.find(({ name }) => name === command)?.options.find(({ name }) => name === option);
  assert.ok(found);
  return found;
};
const TOPIC = find('latest', 'topic');
const ARTICLE = find('article', 'id');
const PERIOD = find('digest', 'period');
const COMMAND = find('help', 'command');

const complete = async (
  option: CommandOption,
  typed: string,
  {
    language = 'en',
    services = {},
    onError = (error: unknown) => assert.fail(String(error)),
  }: { language?: ReaderLanguage; services?: Partial<Services>; onError?: (error: unknown) => void } = {},
) =>
  completeOption(
    option,
    typed,
    {
      services: createFakeServices(fakeArticles, services),
      translate: createTranslator(language),
      language,
      zone: ZONE,
      now: () => NOW,
    },
    onError,
  );

const article = (id: string, fields: Partial<ArticleReference> = {}): ArticleReference => ({
  id,
  title: `Title of ${id}`,
  publisher: null,
  url: null,
  publishedAt: null,
  ...fields,
});

describe('a menu for a topic', () => {
  it('has the most frequent first, in the language of the reader', async () => {
    const asked: unknown[] = [];
    const services: Partial<Services> = {
      completeTopics: async (prefix, options) => {
        asked.push([prefix, options]);
        return ['科技', '社会'];
      },
    };
    assert.deepEqual(await complete(TOPIC, '', { language: 'zh-Hant', services }), [
      { label: '科技', value: '科技' },
      { label: '社会', value: '社会' },
    ]);
    assert.deepEqual(asked, [['', { language: 'zh-Hant' }]]);
  });

  it('takes a # as no part of the topic', async () => {
    assert.deepEqual(await complete(TOPIC, '#工'), [{ label: '工业', value: '工业' }]);
    assert.deepEqual(await complete(TOPIC, '＃ 工'), [{ label: '工业', value: '工业' }]);
  });
});

describe('a menu for an article', () => {
  it('has the newest where nothing is typed, with publisher and time as far as they are known', async () => {
    assert.deepEqual(await complete(ARTICLE, ' '), [
      { label: '志愿者走进老街社区 (河畔晚报 · 23 Nov 2026, 09:30)', value: 'aaa111' },
      { label: 'Library opens a night reading room (Harbour Post · 22 Nov 2026)', value: 'aaa222' },
      { label: '新车间投产 (5 Mar)', value: 'bbb333' },
    ]);
    const [first] = await complete(ARTICLE, '', { language: 'zh-Hans' });
    assert.equal(first?.label, '志愿者走进老街社区（河畔晚报 · 2026年11月23日 09:30）');
  });

  it('finds by the beginning of an id and by words, each article once', async () => {
    const values = async (typed: string) => (await complete(ARTICLE, typed)).map(({ value }) => value);
    assert.deepEqual(await values('aaa'), ['aaa111', 'aaa222']);
    assert.deepEqual(await values('34.6'), ['bbb333']);
    const services: Partial<Services> = {
      search: async () => ({
        hits: ['bbb333', 'aaa111'].map((articleId) => ({
          articleId,
          title: '',
          score: 1,
          snippet: '',
          highlights: [],
        })),
        hasMore: false,
      }),
    };
    assert.deepEqual(
      (await complete(ARTICLE, 'aaa1', { services })).map(({ value }) => value),
      ['aaa111', 'bbb333'],
    );
  });

  it('shortens a long title and never who published it and when', async () => {
    const long = article('x', {
      title: '😀'.repeat(90),
      publisher: 'Harbour Post',
      publishedAt: '2026-11-22',
    });
    const services: Partial<Services> = {
      completeArticleIds: async () => ['x'],
      references: async () => [long],
    };
    const [choice] = await complete(ARTICLE, '', { services });
    assert.match(choice?.label ?? '', /^😀+… \(Harbour Post · 22 Nov 2026\)$/u);
  });

  it('offers no id that would have to be cut, and one without a title by its id', async () => {
    const ids = ['y'.repeat(101), 'z'.repeat(100)];
    const services: Partial<Services> = {
      completeArticleIds: async () => ids,
      references: async (asked) => asked.map((id) => article(id, { title: '\u202e\n' })),
    };
    const choices = await complete(ARTICLE, '', { services });
    assert.deepEqual(choices, [{ label: ids[1], value: ids[1] }]);
  });
});

describe('a menu for a period', () => {
  it('has the words of the language with what they mean', async () => {
    assert.deepEqual(await complete(PERIOD, ''), [
      { label: 'today · 23 Nov 2026', value: 'today' },
      { label: 'yesterday · 22 Nov 2026', value: 'yesterday' },
      { label: 'week · last 7 days', value: 'week' },
      { label: 'all · all time', value: 'all' },
    ]);
    assert.deepEqual(
      (await complete(PERIOD, '', { language: 'zh-Hant' })).map(({ label }) => label),
      [
        '今天 · 2026年11月23日',
        '昨天 · 2026年11月22日',
        '前天 · 2026年11月21日',
        '7天 · 最近 7 天',
        '全部 · 所有時間',
      ],
    );
  });

  it('has what is typed where it is a period, and no second word for the same', async () => {
    assert.deepEqual(await complete(PERIOD, 'nov 2'), [{ label: 'nov 2 · 2 Nov 2026', value: 'nov 2' }]);
    assert.deepEqual(await complete(PERIOD, '昨'), [{ label: '昨天 · 22 Nov 2026', value: '昨天' }]);
    assert.deepEqual(await complete(PERIOD, '2 Nov 2026'), [{ label: '2 Nov 2026', value: '2 Nov 2026' }]);
    assert.deepEqual(await complete(PERIOD, 'tomorrow'), []);
  });
});

describe('a menu for a choice', () => {
  it('has those that fit, by the choice or by what it is called', async () => {
    assert.deepEqual(await complete(COMMAND, '/SEA'), [{ label: 'search', value: 'search' }]);
    const chinese = { language: 'zh-Hans' } as const;
    assert.deepEqual(await complete(COMMAND, '搜', chinese), [{ label: '搜索', value: 'search' }]);
    assert.deepEqual(await complete(COMMAND, 'sea', chinese), [{ label: '搜索', value: 'search' }]);
    assert.equal((await complete(COMMAND, '')).length, commands.length);
  });
});

describe('a menu', () => {
  it('has nothing for running text and numbers', async () => {
    assert.deepEqual(await complete(find('ask', 'question'), '志'), []);
    assert.deepEqual(await complete(find('latest', 'count'), '1'), []);
  });

  it('is empty where the store fails, and the cause is handed on', async () => {
    const failure = new StoreError('the articles could not be read', 'locked');
    const errors: unknown[] = [];
    const services: Partial<Services> = {
      completeTopics: () => Promise.reject(failure),
      search: () => Promise.reject(failure),
    };
    const onError = (error: unknown): void => void errors.push(error);
    assert.deepEqual(await complete(TOPIC, 'a', { services, onError }), []);
    assert.deepEqual(await complete(ARTICLE, 'a', { services, onError }), []);
    assert.deepEqual(errors, [failure, failure]);
  });

  it('looks for no more than the beginning of a long text', async () => {
    const asked: string[] = [];
    const services: Partial<Services> = {
      search: async (query) => {
        asked.push(query);
        return { hits: [], hasMore: false };
      },
    };
    await complete(ARTICLE, '字'.repeat(6000), { services });
    assert.deepEqual(asked, ['字'.repeat(100)]);
  });

  it('keeps within the limits whatever is typed and stored, and its values are taken', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(TOPIC, ARTICLE, PERIOD, COMMAND),
        fc.oneof(anyText(), fc.constantFrom('', 'l', '7', '今', 'Nov 2')),
        fc.array(fc.record({ id: anyText(120), title: anyText(120), publisher: anyText(60) }), {
          maxLength: 40,
        }),
        async (option, typed, rows) => {
          const references = rows.map((row) => article(row.id, row));
          const services: Partial<Services> = {
            completeTopics: async () => rows.map(({ title }) => title),
            completeArticleIds: async () => rows.map(({ id }) => id),
            references: async (ids) => references.filter(({ id }) => ids.includes(id)),
          };
          const choices = await complete(option, typed, { services });
          assert.ok(choices.length <= 25);
          assert.equal(new Set(choices.map(({ value }) => value)).size, choices.length);
          for (const { label, value } of choices) {
            assert.ok(label.trim() !== '' && label.length <= 100 && label.isWellFormed());
            assert.doesNotMatch(label, /[\p{Cc}\u202a-\u202e]/u);
            assert.ok(value !== '' && value.length <= 100);
            if (option !== PERIOD && option !== COMMAND) continue;
            assert.ok('value' in readOptionValue(option, value, { now: NOW, zone: ZONE }), value);
          }
        },
      ),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerAction, answerText } from '../../src/commands/answer-text.ts';
import { OUTSIDE_CHATS, type Reply } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/command-list.ts';
import { createTranslator, type ReaderLanguage } from '../../src/commands/create-translator.ts';
import type { Block } from '../../src/core/blocks/blocks.ts';
import { StoreError } from '../../src/core/ports/store.ts';
import { createFakeServices, fakeArticles } from '../fakes/fake-services.ts';
import { actionsOf, GROUP, talkIn } from './answer-in-chat.ts';

const createAnswering = (
  services = createFakeServices(),
  {
    language = 'en',
    signal,
    runsProgram = true,
  }: { language?: ReaderLanguage; signal?: AbortSignal; runsProgram?: boolean } = {},
) => {
  const errors: unknown[] = [];
  return {
    errors,
    commands,
    context: {
      services,
      translate: createTranslator(language),
      language,
      ...{ ...OUTSIDE_CHATS, runsProgram },
      zone: 'Asia/Shanghai',
      now: () => Date.parse('2026-11-23T09:00:00Z'),
      writeCommand: (name: string) => `/${name}`,
      ...(signal === undefined ? {} : { signal }),
    },
    onError: (error: unknown) => errors.push(error),
  };
};

const answer = async (text: string, answering = createAnswering()): Promise<Reply> => {
  const reply = await answerText(text, answering);
  assert.ok(reply, text);
  return reply;
};
const blocksOf = <Kind extends Block['kind']>(
  { blocks }: Reply,
  kind: Kind,
): Extract<Block, { kind: Kind }>[] =>
  blocks.filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind);
const wordsOf = ({ blocks }: Reply): string => JSON.stringify(blocks);

describe('latest', () => {
  it('shows each story with one cited sentence, its publisher, time and link', async () => {
    const stories = blocksOf(await answer('/latest'), 'story');
    assert.deepEqual(
      stories.map(({ headline, sentences }) => [headline, sentences.length]),
      fakeArticles.map(({ title }) => [title, 1]),
    );
    const [source] = stories[0]?.sources ?? [];
    assert.equal(source?.publisher, '河畔晚报');
    assert.equal(source?.published, '23 Nov 2026, 09:30');
    assert.equal(source?.url, 'https://example.org/street');
    assert.deepEqual(source?.button.action, { command: 'article', options: { id: 'aaa111' } });
  });

  it('turns its pages by buttons that keep topic and count', async () => {
    const answering = createAnswering();
    const first = await answer('/latest 2', answering);
    const [controls] = blocksOf(first, 'pageControls');
    assert.equal(controls?.previous, null);
    assert.ok(controls?.next);
    const second = await answerAction(controls.next.action, answering);
    assert.deepEqual(
      blocksOf(second, 'story').map(({ position, headline }) => [position, headline]),
      [[3, '新车间投产']],
    );
    const [back] = blocksOf(second, 'pageControls');
    assert.deepEqual(back?.previous?.action, { command: 'latest', options: { count: 2, page: 1 } });
    assert.equal(back?.next, null);
  });

  it('offers the topics there are where there is nothing on one', async () => {
    const reply = await answer('/latest 志愿者');
    assert.match(wordsOf(reply), /no articles on “志愿者”/);
    assert.deepEqual(blocksOf(reply, 'buttons')[0]?.buttons[0]?.action, {
      command: 'latest',
      options: { topic: '志愿服务' },
    });
    assert.deepEqual(reply.data, { stories: [] });
  });

  it('says how to begin where there are no articles', async () => {
    const reply = await answer('/latest', createAnswering(createFakeServices([])));
    assert.match(wordsOf(reply), /There are no articles yet.*npm run cli/s);
  });

  it('names no folder or command line to the members of a chat', async () => {
    const { say } = talkIn(GROUP, { services: createFakeServices([]) });
    for (const text of ['/latest', '/digest all', '/topics all', '/status', '/latest sport'])
      assert.match(wordsOf(await say(text)), /no articles yet.*Whoever runs this bot/s, text);
    for (const error of [new StoreError('what?', 'unknown'), new Error('what?')]) {
      const services = createFakeServices(fakeArticles, { latest: () => Promise.reject(error) });
      const reply = await answer('/latest', createAnswering(services, { runsProgram: false }));
      assert.match(wordsOf(reply), /not done.*tell whoever runs this bot/s);
      assert.match(wordsOf(await answer('/latest', createAnswering(services))), /the log has the cause/);
    }
  });
});

describe('digest', () => {
  it('is today’s where no period is named', async () => {
    const services = createFakeServices();
    const reply = await answer('/digest', createAnswering(services));
    assert.deepEqual(services.calls[0]?.query, {
      topic: null,
      period: { kind: 'day', day: '2026-11-23' },
      language: 'en',
      zone: 'Asia/Shanghai',
      muted: [],
    });
    assert.match(wordsOf(reply), /1 story from 1 article of 1 source/);
  });

  it('numbers its stories and sources through all sections', async () => {
    const stories = blocksOf(await answer('/digest all'), 'story');
    assert.deepEqual(
      stories.map(({ position, sources }) => [position, sources[0]?.number]),
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    );
    assert.deepEqual(stories[2]?.figures, ['34.6万平方米', '32.30%']);
  });

  it('offers the newest day that has something, and all', async () => {
    const reply = await answer('/digest 2026-01-01');
    assert.deepEqual(
      blocksOf(reply, 'buttons')[0]?.buttons.map(({ action }) => action.options),
      [{ period: '2026-11-22' }, { period: 'all' }],
    );
  });

  it('guesses that a mistyped period was no topic', async () => {
    assert.match(wordsOf(await answer('/digest yesteday')), /“yesterday”/);
  });
});

describe('ask', () => {
  it('answers with sentences that each cite a listed source', async () => {
    const reply = await answer('周末共有多少人报名？');
    const [sentences] = blocksOf(reply, 'sentences');
    const [sources] = blocksOf(reply, 'sources');
    const numbers = sources?.sources.map(({ number }) => number) ?? [];
    assert.ok(sentences && sentences.sentences.length > 0);
    for (const { citations } of sentences.sentences) {
      assert.ok(citations.length > 0);
      for (const { number } of citations) assert.ok(numbers.includes(number));
    }
    assert.equal(sources?.sources[0]?.publisher, '河畔晚报');
  });

  it('says that it is not in the articles, and offers the nearest topics', async () => {
    const reply = await answer('/ask what is the price of tea');
    assert.match(wordsOf(reply), /do not say/);
    assert.equal(blocksOf(reply, 'buttons')[0]?.buttons[0]?.label, '志愿服务');
    assert.equal(reply.failure, undefined);
  });

  it('asks a single word, and offers the command that it nearly is', async () => {
    const reply = await answer('topic');
    assert.match(wordsOf(reply), /do not say/);
    assert.deepEqual(blocksOf(reply, 'buttons').at(-1)?.buttons[0]?.action, {
      command: 'topics',
      options: {},
    });
  });
});

describe('search, topics and article', () => {
  it('show hits with the words found in the original text', async () => {
    const [hit] = blocksOf(await answer('/search 面积'), 'hit');
    assert.ok(hit);
    assert.deepEqual(
      hit.highlights.map(({ start, end }) => hit.snippet.slice(start, end)),
      ['面积'],
    );
    assert.equal(hit.published, '5 Mar');
  });

  it('show topics with counts, change and a button', async () => {
    const [topics] = blocksOf(await answer('/topics 7d'), 'list');
    assert.deepEqual(topics?.items[0]?.button?.action, { command: 'latest', options: { topic: '志愿服务' } });
    assert.equal(topics?.items[0]?.detail, '1 article (3 more)');
    assert.equal(topics?.items[1]?.detail, '2 articles');
  });

  it('show an article by the beginning of its id, and say that its text breaks off', async () => {
    const reply = await answer('/article bbb');
    assert.equal(blocksOf(reply, 'articleText').length, 1);
    assert.match(wordsOf(reply), /breaks off/);
    assert.match(wordsOf(reply), /javascript:alert/, 'blocks carry the address as it is; platforms decide');
  });

  it('offer a choice where several ids begin so, and the nearest where none does', async () => {
    const several = await answer('/article aaa');
    assert.equal(several.failure, 'ambiguous');
    assert.equal(blocksOf(several, 'list')[0]?.items.length, 2);
    const none = await answer('/article bbb334');
    assert.equal(none.failure, 'not-found');
    assert.deepEqual(blocksOf(none, 'buttons')[0]?.buttons[0]?.action.options, { id: 'bbb333' });
  });

  it('turn the pages of a long article', async () => {
    const [first] = fakeArticles;
    assert.ok(first);
    const body = Array.from({ length: 5 }, (_, index) => `${index}${'长'.repeat(600)}。`).join('\n\n');
    const paragraphs = [...body.matchAll(/[^\n]+/gu)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'text' as const,
    }));
    const answering = createAnswering(createFakeServices([{ ...first, body, paragraphs }]));
    let reply = await answer('/article aaa111', answering);
    const texts: string[] = [];
    for (;;) {
      texts.push(
        ...blocksOf(reply, 'articleText').flatMap((block) => block.paragraphs.map(({ text }) => text)),
      );
      const next = blocksOf(reply, 'pageControls')[0]?.next;
      if (!next) break;
      reply = await answerAction(next.action, answering);
    }
    assert.equal(texts.join('\n\n'), body);
  });
});

describe('help', () => {
  it('lists every command of the list in every language', async () => {
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      const [items] = blocksOf(
        await answer('/help', createAnswering(createFakeServices(), { language })),
        'list',
      );
      assert.deepEqual(
        items?.items.map(({ text }) => text.split(' ')[0]),
        commands.map(({ name }) => `/${name}`),
      );
    }
  });

  it('gives examples that are right', async () => {
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      for (const command of commands) {
        const talk = talkIn(GROUP, { language });
        const translate = createTranslator(language);
        if (command.examples === null) continue;
        for (const example of translate(command.examples).split('\n')) {
          const reply = await talk.say(`/${command.name} ${example}`);
          assert.notEqual(reply.failure, 'bad-options', `${language} ${command.name} ${example}`);
        }
      }
    }
  });
});

describe('buttons', () => {
  it('all lead somewhere, in every language', async () => {
    const messages = [
      ...['/start', '/help', '/latest 1', '/digest all', '/digest 2026-01-01', '/digest #none'],
      ...['/latest #none', '/search 。', '/topics', '/article bbb', '/article aaa', '/article bbb334'],
      ...['/ask tea', '/digset', 'topic', '/why aaa', '/why aaa111', '/why bbb334', '/status'],
      ...['/settings', '/settings --show zones', '/subscribe', '/subscribe 8:00 CST', '/unsubscribe'],
    ];
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const)
      for (const message of messages) {
        const talk = talkIn(GROUP, { language });
        await talk.say('/subscribe 20:00 #科技 -"live sport"');
        await talk.say('/subscribe 21:00');
        const actions = actionsOf(await talk.say(message));
        for (const { action } of actions) {
          // As a platform hands it back: everything is a text.
          const options = Object.entries(action.options).map(([name, value]) => [name, String(value)]);
          const pressed = { command: action.command, options: Object.fromEntries(options) };
          const other = talkIn(GROUP, { language });
          await other.say('/subscribe 20:00 #科技 -"live sport"');
          await other.say('/subscribe 21:00');
          const reply = await other.press(pressed);
          assert.equal(reply.failure, undefined, `${message}: ${JSON.stringify(action)}`);
        }
      }
  });
});

describe('what goes wrong', () => {
  it('is said where a command is not known or its options are wrong, with what would be right', async () => {
    const unknown = await answer('/digset');
    assert.equal(unknown.failure, 'unknown-command');
    assert.match(wordsOf(unknown), /Did you mean “\/digest”/);
    const wrong = await answer('/latest 99');
    assert.equal(wrong.failure, 'bad-options');
    assert.match(wordsOf(wrong), /from 1 to 50.*\/latest \[topic\] \[count\]/);
  });

  it('is said in the reader’s language, and its cause goes to the log only', async () => {
    const services = createFakeServices(fakeArticles, {
      latest: async () => {
        throw new Error('secret detail');
      },
    });
    const answering = createAnswering(services, { language: 'zh-Hant' });
    const reply = await answer('/latest', answering);
    assert.equal(reply.failure, 'internal');
    assert.match(wordsOf(reply), /出了點問題/);
    assert.doesNotMatch(wordsOf(reply), /secret/);
    assert.equal(answering.errors.length, 1);
  });

  it('names the remedy where the store fails', async () => {
    const services = createFakeServices(fakeArticles, {
      latest: async () => {
        throw new StoreError('no space left', 'disk-full');
      },
    });
    const reply = await answer('/latest', createAnswering(services));
    assert.equal(reply.failure, 'store');
    assert.match(wordsOf(reply), /The disk is full/);
  });

  it('is no failure where it was cancelled', async () => {
    const reply = await answer(
      '/latest',
      createAnswering(createFakeServices(), { signal: AbortSignal.abort() }),
    );
    assert.equal(reply.failure, 'cancelled');
  });

  it('is not the reader’s doing where a button is of another version', async () => {
    const reply = await answerAction({ command: 'gone', options: {} }, createAnswering());
    assert.equal(reply.failure, 'unknown-command');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerText } from '../../src/commands/answer-text.ts';
import type { CommandContext } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/command-list.ts';
import { createTranslator } from '../../src/commands/create-translator.ts';
import type { Services } from '../../src/commands/services.ts';
import type { Block } from '../../src/core/blocks/blocks.ts';
import { DEFAULT_SETTINGS } from '../../src/core/subscriptions/chat-settings.ts';
import { answerWritten } from '../../src/platforms/chat/answer-written.ts';
import { citeFirst, createFakeServices, fakeArticles } from '../fakes/fake-services.ts';
import { GROUP, NOW, wordsOf } from './answer-in-chat.ts';

const model: Services['model'] = { name: 'test-model', status: async () => null };
const [first] = fakeArticles;
assert.ok(first);
const sentences = citeFirst(first);

function answeringWith(overrides: Partial<Services>, grow?: (blocks: readonly Block[]) => void) {
  const services = createFakeServices(fakeArticles, { model, ...overrides });
  const context: CommandContext = {
    ...{ services, language: 'en', translate: createTranslator('en'), target: GROUP, person: 'telegram:7' },
    ...{ settings: DEFAULT_SETTINGS, zone: 'Asia/Shanghai', now: () => NOW },
    writeCommand: (name) => `/${name}`,
    ...(grow === undefined ? {} : { grow }),
  };
  return { services, commands, context, onError: (error: unknown) => assert.fail(String(error)) };
}

describe('ask with a language model', () => {
  it('grows by sentences that were checked, for the chat and the person who ask, and says who wrote it', async () => {
    const grown: (readonly Block[])[] = [];
    const askers: unknown[] = [];
    const answering = answeringWith(
      {
        async ask(question, { reader, onSentences }) {
          askers.push(reader);
          onSentences?.(sentences.slice(0, 1));
          onSentences?.(sentences);
          return {
            ...{ question, answered: true, sentences, articles: [], nearestTopics: [] },
            generator: 'openai:test-model',
          };
        },
      },
      (blocks) => grown.push(blocks),
    );
    const reply = await answerText('周末共有多少人？', answering);
    assert.ok(reply);
    assert.deepEqual(askers, [
      {
        ...{ language: 'en', zone: 'Asia/Shanghai' },
        asker: { chat: `${GROUP.platform}:${GROUP.chat}`, person: 'telegram:7' },
      },
    ]);
    assert.deepEqual(
      grown.map(([block]) => block?.kind === 'sentences' && block.sentences.length),
      [1, 2],
    );
    assert.match(wordsOf(reply), /written by test-model/);
  });

  it('says that an answer is the articles’ own sentences where the model did not write it', async () => {
    const reply = await answerText('周末共有多少人？', answeringWith({}));
    assert.ok(reply);
    assert.match(wordsOf(reply), /sentences taken from the articles/);
  });

  it('asks what a follow-up means, written out by the model, or joined to what was asked before', async () => {
    const earlier = { question: '图书角哪天开放？', articleIds: ['aaa111'] };
    const asked: unknown[] = [];
    const written = answeringWith({
      async rewriteFollowUp(followUp, { asker }) {
        asked.push([followUp, asker]);
        return '周末共有多少人报名？';
      },
    });
    const answer = await answerWritten('那多少人？', earlier, written);
    assert.equal(answer?.exchange.question, '周末共有多少人报名？');
    assert.deepEqual(asked, [
      [
        { earlier: '图书角哪天开放？', articleIds: ['aaa111'], reply: '那多少人？' },
        { chat: `${GROUP.platform}:${GROUP.chat}`, person: 'telegram:7' },
      ],
    ]);
    const joined = await answerWritten('那多少人？', earlier, answeringWith({}));
    assert.equal(joined?.exchange.question, '图书角哪天开放？ 那多少人？');
  });
});

import assert from 'node:assert/strict';
import { answerText } from '../../src/commands/answer-text.ts';
import { type CommandContext, OUTSIDE_CHATS } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/command-list.ts';
import { createTranslator } from '../../src/commands/create-translator.ts';
import type { Block } from '../../src/core/blocks/blocks.ts';
import type { Article } from '../../src/core/model/article.ts';
import { createFakeServices, fakeArticles } from '../fakes/fake-services.ts';

/** An article whose body is one paragraph. */
export function articleOf(fields: Partial<Article>): Article {
  const article = { ...(fakeArticles[0] as Article), ...fields };
  return { ...article, paragraphs: [{ start: 0, end: article.body.length, kind: 'text' }] };
}

/** The blocks of every answer in which an article may stand, by command. */
export async function answerAbout(article: Article): Promise<Block[][]> {
  const context: CommandContext = {
    services: createFakeServices([article], {
      ask: async (question) => ({
        ...{ question, answered: true, articles: [], generator: 'extractive', nearestTopics: [] },
        sentences: [
          {
            text: article.body,
            citations: [{ articleId: article.id, start: 0, end: 1, quote: article.body }],
          },
        ],
      }),
    }),
    translate: createTranslator('zh-Hans'),
    language: 'zh-Hans',
    ...OUTSIDE_CHATS,
    zone: 'Asia/Shanghai',
    now: () => Date.parse('2026-11-23T04:00:00Z'),
    writeCommand: (name) => `/${name}`,
  };
  const answers: Block[][] = [];
  for (const line of [
    '/latest',
    '/digest all',
    '/ask x',
    `/search ${article.body.trim().slice(0, 3) || 'x'}`,
    '/topics',
    `/article ${article.id}`,
  ]) {
    const reply = await answerText(line, {
      commands,
      context,
      onError: (error) => assert.fail(String(error)),
    });
    answers.push([...(reply?.blocks ?? [])]);
  }
  return answers;
}

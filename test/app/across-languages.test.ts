import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openBilingualWords } from '../../src/app/open-bilingual-words.ts';
import type { DigestOutput } from '../../src/core/model/output.ts';
import { buildArticle } from '../build-article.ts';
import { createWritingModel, type NumberedLine, type Writer } from '../servers/openai/write-answers.ts';
import { openNewsroom } from './open-newsroom.ts';

/** What the article says, and each sentence in the reader's language. */
const SENTENCES = [
  [
    'The city council of Harbour Bay approved a new bridge across the river.',
    '港湾市议会批准修建一座跨河的新桥。',
  ],
  [
    'Farmers in the northern villages complain that the drought has destroyed their wheat harvest.',
    '北部村庄的农民抱怨说，干旱毁掉了他们的小麦收成。',
  ],
] as const;
const article = buildArticle({
  title: 'Council approves bridge',
  body: SENTENCES.map(([english]) => english).join('\n\n'),
  language: 'en',
  publishedAt: '2026-11-23T01:00:00.000Z',
});

const translationOf = ({ text }: NumberedLine): string =>
  SENTENCES.find(([english]) => english === text)?.[1] ?? '没有这句话。';
/** Each sentence in Chinese; cites its own source, or the other one. */
const translating =
  (isSwapped: boolean): Writer =>
  (lines, { count }) =>
    lines.slice(0, count).map((line, index) => ({
      text: translationOf(line),
      sources: [(isSwapped ? lines[(index + 1) % lines.length] : line)?.number ?? 0],
    }));

describe('a digest in another language than its articles', () => {
  const rooms: Awaited<ReturnType<typeof openNewsroom>>[] = [];
  after(() => Promise.all(rooms.map((room) => room.close())));

  async function digest(isSwapped: boolean, withDictionary: boolean): Promise<string[]> {
    const room = await openNewsroom({
      articles: [article],
      ...(withDictionary ? { openBilingualWords: () => openBilingualWords() } : {}),
    });
    rooms.push(room);
    room.behave(createWritingModel(translating(isSwapped)));
    const { output } = await room.newsroom.digest({
      ...{
        topic: null,
        period: { kind: 'day', day: '2026-11-23' },
        language: 'zh-Hans',
        zone: 'Asia/Shanghai',
      },
    });
    return sentencesOf(output);
  }
  const sentencesOf = ({ sections }: DigestOutput): string[] =>
    sections.flatMap(({ stories }) => stories.flatMap(({ sentences }) => sentences.map(({ text }) => text)));

  it('has translated sentences that are about what they cite', async () => {
    assert.deepEqual(
      await digest(false, true),
      SENTENCES.map(([, chinese]) => chinese),
    );
  });

  it('has the source’s own where they are about something else, which the dictionary alone tells', async () => {
    assert.deepEqual((await digest(true, true)).toSorted(), SENTENCES.map(([english]) => english).toSorted());
    assert.deepEqual(
      await digest(true, false),
      SENTENCES.map(([, chinese]) => chinese),
    );
  });
});

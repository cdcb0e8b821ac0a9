import { openBilingualWords } from '../../src/app/open-bilingual-words.ts';
import type { Article } from '../../src/core/model/article.ts';
import type { DigestOutput } from '../../src/core/model/output.ts';
import { readerLanguages } from '../../src/core/model/reader-language.ts';
import { openNewsroom } from '../../test/app/open-newsroom.ts';
import { buildArticle } from '../../test/build-article.ts';
import type { Behaviour } from '../../test/servers/openai/create-openai-server.ts';
import {
  createWritingModel,
  type NumberedLine,
  type Writer,
} from '../../test/servers/openai/write-answers.ts';
import { createRandom, pick, type Random } from './random.ts';
import type { BenchText } from './read-texts.ts';

const DAYS = 30;
const ARTICLES_A_DAY = 12;
const FIRST_DAY = Date.UTC(2026, 9, 1, 12);
const DAY = 86_400_000;
/** Shares of sentences that the model corrupts, and of requests that it does not answer as it should. */
const CORRUPTED = 0.5;
const FAILING = 0.08;

const FAILURES: readonly Behaviour[] = [
  { kind: 'refusal' },
  { kind: 'truncated', text: '{"sentences":[{"text":"' },
  { kind: 'text', text: '{"sentences":[{"te' },
  { kind: 'error', status: 500 },
];

/** What came of digests whose model corrupts half of its sentences and leaves one request in twelve without an answer that can be used. */
export interface ShippedDigests {
  asked: number;
  /** With a story for every article, each with a sentence whose citations stand in it. */
  shipped: number;
  sentences: number;
  /** Sentences that the model corrupted, asked anew counted again, and those of them that stand in a digest. */
  corrupted: number;
  shownCorrupted: number;
}

/** The digests of thirty days of twelve articles in three languages, through the real newsroom and the real client of a local server. */
export async function shipDigests(texts: readonly BenchText[], seed: number): Promise<ShippedDigests> {
  const random = createRandom(seed);
  const articles = Array.from({ length: DAYS * ARTICLES_A_DAY }, (_, index) =>
    toArticle(pick(random, texts), new Date(FIRST_DAY + Math.floor(index / ARTICLES_A_DAY) * DAY)),
  );
  const byId = new Map(articles.map((article) => [article.id, article]));
  const corrupted = new Set<string>();
  const room = await openNewsroom({
    articles: [...byId.values()],
    now: () => Math.round(FIRST_DAY + DAYS * DAY + performance.now()),
    limits: { day: Number.MAX_SAFE_INTEGER, chat: Number.MAX_SAFE_INTEGER },
    openBilingualWords: () => openBilingualWords(),
  });
  try {
    const write = createWritingModel(createCorrupting(random, corrupted));
    room.behave((request) => {
      const failure = random() < FAILING ? pick(random, FAILURES) : undefined;
      return failure ?? write(request);
    });
    const result: ShippedDigests = { asked: 0, shipped: 0, sentences: 0, corrupted: 0, shownCorrupted: 0 };
    for (let day = 0; day < DAYS; day += 1)
      for (const language of readerLanguages) {
        const date = new Date(FIRST_DAY + day * DAY).toISOString().slice(0, 10);
        const { output } = await room.newsroom.digest({
          ...{ topic: null, period: { kind: 'day', day: date }, language, zone: 'UTC' },
        });
        const wanted = [...byId.values()].filter(({ publishedAt }) => publishedAt?.startsWith(date)).length;
        result.asked += 1;
        if (isWhole(output, wanted, byId)) result.shipped += 1;
        const said = sentencesOf(output).map(({ text }) => text);
        result.sentences += said.length;
        result.shownCorrupted += said.filter((text) => corrupted.has(text)).length;
      }
    return { ...result, corrupted: corrupted.size };
  } finally {
    await room.close();
  }
}

function toArticle(text: BenchText | undefined, at: Date): Article {
  return buildArticle({
    title: text?.title || (text?.sentences[0] ?? '').slice(0, 40),
    body: (text?.sentences ?? []).join('\n\n'),
    language: text?.language ?? 'en',
    publishedAt: at.toISOString(),
    firstSeenAt: at.toISOString(),
  });
}

const sentencesOf = ({ sections, overview = [] }: DigestOutput) => [
  ...overview,
  ...sections.flatMap(({ stories }) => stories.flatMap(({ sentences }) => sentences)),
];

function isWhole(output: DigestOutput, wanted: number, byId: ReadonlyMap<string, Article>): boolean {
  const stories = output.sections.flatMap((section) => section.stories);
  return (
    stories.length === wanted &&
    stories.every(({ sentences }) => sentences.length > 0) &&
    sentencesOf(output).every(
      ({ citations }) =>
        citations.length > 0 &&
        citations.every(
          ({ articleId, start, end, quote }) => byId.get(articleId)?.body.slice(start, end) === quote,
        ),
    )
  );
}

/** Copies sentences, a word in front, and corrupts a share of them; keeps what it corrupted. */
function createCorrupting(random: Random, corrupted: Set<string>): Writer {
  return (lines, { count }) =>
    lines.slice(0, count).map((line) => {
      const isHan = /\p{Script=Han}/u.test(line.text);
      const text = isHan ? `据报道，${line.text}` : `Reportedly, ${line.text}`;
      if (random() >= CORRUPTED) return { text, sources: [line.number] };
      const written = corrupt(text, line, { lines, random, isHan });
      corrupted.add(written.text);
      return written;
    });
}

function corrupt(
  text: string,
  { number }: NumberedLine,
  { lines, random, isHan }: { lines: readonly NumberedLine[]; random: Random; isHan: boolean },
): { text: string; sources: number[] } {
  const others = lines.filter((line) => line.number !== number);
  const ways = [
    // A figure that is not there, another's place, a link, a quotation, another language.
    () => ({
      text: `${text.replace(/[。.]$/u, '')}${isHan ? '，共8437人。' : ', 8,437 people in all.'}`,
      sources: [number],
    }),
    () => ({
      text: `${text}${isHan ? '另有说明。' : ' So it was.'}`,
      sources: [pick(random, others)?.number ?? 99],
    }),
    () => ({ text: `${text} https://evil.example/${number}`, sources: [number] }),
    () => ({
      text: `${text}${isHan ? '他说：“我们从来没有答应过这件事。”' : ' "We never agreed to any of this," he said.'}`,
      sources: [number],
    }),
    () => ({
      text: isHan
        ? 'The council has approved the plan after a long debate.'
        : '经过长时间的讨论，市议会批准了这个计划。',
      sources: [number],
    }),
  ];
  const way = pick(random, ways);
  return way === undefined ? { text, sources: [number] } : way();
}

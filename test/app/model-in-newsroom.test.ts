import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Article } from '../../src/core/model/article.ts';
import type { DigestOutput, Sentence } from '../../src/core/model/output.ts';
import type { WrittenSentence as Written } from '../../src/core/writing/check-written.ts';
import { buildArticle } from '../build-article.ts';
import {
  citingNothing,
  correctable,
  createWritingModel,
  honest,
  inEnglish,
  inventing,
  obedient,
  swapping,
  type Writer,
} from '../servers/openai/write-answers.ts';
import { openNewsroom } from './open-newsroom.ts';

const article = (title: string, overrides: Partial<Article> = {}): Article =>
  buildArticle({
    title,
    body: `${title}的消息在周一公布，涉及居民3200户。\n\n负责人李明表示，工程投资1.2亿元，预计明年完成。\n\n施工期间，附近5条公交线路临时绕行，市民可以提前查询。\n\n去年同期只有87户报名。`,
    publishedAt: null,
    firstSeenAt: '2026-11-23T01:00:00.000Z',
    ...overrides,
  });
const articles = [
  article('旧城水管更换'),
  article('东湖公园扩建'),
  article('南站地铁开通', { section: 'travel' }),
];
const today = {
  topic: null,
  period: { kind: 'day', day: '2026-11-23' },
  language: 'zh-Hans',
  zone: 'Asia/Shanghai',
} as const;

let room: Awaited<ReturnType<typeof openNewsroom>>;
const open = async (options: Parameters<typeof openNewsroom>[0] = {}, writer?: Writer) => {
  room = await openNewsroom({ articles, ...options });
  if (writer !== undefined) room.behave(createWritingModel(writer));
  return room;
};
afterEach(async () => {
  assert.deepEqual(room.unsaved, []);
  await room.close();
});

const storiesOf = ({ sections }: DigestOutput) => sections.flatMap(({ stories }) => stories);
const sentencesOf = (output: DigestOutput) => storiesOf(output).flatMap(({ sentences }) => sentences);

function assertCited(sentences: readonly Sentence[], of: readonly Article[] = articles): void {
  const bodies = new Map(of.map(({ id, body }) => [id, body]));
  for (const { citations } of sentences) {
    assert.ok(citations.length > 0);
    for (const { articleId, start, end, quote } of citations)
      assert.equal(bodies.get(articleId)?.slice(start, end), quote);
  }
}

describe('a digest with a model', () => {
  it('has the model’s sentences, cited to the character, and says who wrote it', async () => {
    const { newsroom, requests } = await open({}, honest);
    const { output } = await newsroom.digest(today);
    assert.equal(output.edition.generator, 'openai:test-model');
    const sentences = sentencesOf(output);
    assert.equal(sentences.length, 6);
    for (const { text } of sentences) assert.match(text, /^据报道，/u);
    assertCited(sentences);
    assert.equal(requests.filter(({ task }) => task === 'article_summary').length, 3);
    for (const { input, schema } of requests) {
      assert.doesNotMatch(input, /"id"|articleId/u);
      assert.doesNotMatch(JSON.stringify(schema), /url|link|date/u);
    }
  });

  it('has an overview that is cited too, and its order within the sections', async () => {
    const { newsroom } = await open({}, honest);
    const { output } = await newsroom.digest(today);
    assert.equal(output.overview?.length, 1);
    assertCited(output.overview ?? []);
    const without = await openNewsroom({ articles });
    const plain = await without.newsroom.digest(today);
    await without.close();
    const titles = (each: DigestOutput) =>
      each.sections.map(({ stories }) => stories.map(({ headline }) => headline));
    assert.deepEqual(
      titles(output).map((section) => section.toSorted()),
      titles(plain.output).map((section) => section.toSorted()),
    );
    assert.deepEqual(
      titles(output),
      titles(plain.output).map((section) => section.toReversed()),
    );
  });

  /** Honest but in the overview, which says what `overview` has; `again` where its sentences were refused. */
  const writeOverview = (overview: readonly Written[], again: readonly Written[] | null) => {
    const write = createWritingModel(honest);
    room.behave((request) => {
      if (request.task !== 'edition_overview') return write(request);
      const isAgain = request.input.includes('were refused');
      if (isAgain && again === null) return { kind: 'refusal' };
      const sentences = isAgain ? again : overview;
      return { kind: 'text', text: JSON.stringify({ sentences, order: [3, 2, 1] }) };
    });
  };
  const good: Written = { text: '第一条新闻涉及居民3200户。', sources: [1] };
  const invented: Written = { text: '另一条新闻涉及居民9900户。', sources: [2] };

  it('asks once more for the sentences of the overview that were refused, with the reason', async () => {
    const { newsroom, requests, store } = await open();
    const better: Written = { text: '另一条新闻涉及居民3200户。', sources: [2] };
    writeOverview([good, invented], [better]);
    const { output } = await newsroom.digest(today);
    assert.deepEqual(
      output.overview?.map(({ text }) => text),
      [good.text, better.text],
    );
    assert.deepEqual(output.overviewWriting, { generator: 'openai:test-model', replaced: [] });
    const asked = requests.filter(({ task }) => task === 'edition_overview');
    assert.equal(asked.length, 2);
    assert.match(asked[1]?.input ?? '', /The figure "9900户" is not in the passages/u);
    assert.doesNotMatch(asked[1]?.input.split('were refused')[1] ?? '', /第一条新闻/u);
    await newsroom.settle();
    const { written, replaced } = await store.model.readDay('2026-11-23', null);
    assert.deepEqual({ written, replaced }, { written: 4, replaced: 0 });
  });

  for (const [name, again] of [
    ['fall again', [invented]],
    ['are not written anew', null],
    ['are left out', []],
  ] as const)
    it(`has a story’s own sentence in the overview where sentences of it ${name}, once, and says so`, async () => {
      const { newsroom, store } = await open();
      writeOverview([good, invented, { text: '还有5600户。', sources: [2] }], again);
      const { output } = await newsroom.digest(today);
      const [first, own, ...rest] = output.overview ?? [];
      assert.equal(first?.text, good.text);
      assert.ok(storiesOf(output).some(({ sentences }) => sentences[0]?.text === own?.text));
      assert.deepEqual(rest, []);
      assertCited(output.overview ?? []);
      assert.deepEqual(
        output.overviewWriting?.replaced.map(({ kind, detail }) => [kind, detail]),
        [
          ['figure', '9900户'],
          ['figure', '5600户'],
        ],
      );
      await newsroom.settle();
      assert.equal((await store.model.readDay('2026-11-23', null)).replaced, 2);
    });

  it('leaves out of the overview what cites no story, or one that is told in another language', async () => {
    const english = article('Library opens a night room', {
      language: 'en',
      body: 'The library opened a night reading room on Friday. It seats 120 readers and is free. The mayor said that 3 more rooms follow in spring. Nobody has to sign up.',
    });
    const { newsroom } = await open({ articles: [...articles, english] });
    room.behave(({ task, input }) => {
      if (task === 'headline_translation') return { kind: 'refusal' };
      if (task !== 'edition_overview')
        return input.includes('night room')
          ? { kind: 'refusal' }
          : { kind: 'text', text: '{"sentences":[{"text":"新闻涉及居民3200户。","sources":[1]}]}' };
      const number = Number(/^\[(\d+)\].*Library/mu.exec(input)?.[1]);
      const sentences = [
        { text: '有9900户。', sources: [99] },
        { text: '图书馆有9900个座位。', sources: [number] },
      ];
      return { kind: 'text', text: JSON.stringify({ sentences, order: [] }) };
    });
    const { output } = await newsroom.digest(today);
    assert.equal(output.overview, undefined);
    assert.deepEqual(
      output.overviewWriting?.replaced.map(({ kind }) => kind),
      ['citation', 'figure'],
    );
  });

  it('is written once, for those who ask at once and those who ask later, also after a restart', async () => {
    const { newsroom, requests, createOne } = await open({}, honest);
    const [first, second] = await Promise.all([newsroom.digest(today), newsroom.digest(today)]);
    assert.deepEqual(first, second);
    const asked = requests.length;
    assert.equal(asked, 4);
    assert.deepEqual(await newsroom.digest(today), first);
    await newsroom.settle();
    assert.deepEqual(await createOne().digest(today), first);
    assert.equal(requests.length, asked);
  });

  it('takes an article’s summary from what was written for another edition', async () => {
    const { newsroom, requests, store } = await open({}, honest);
    await newsroom.digest(today);
    await store.importArticles({ source: 'test', articles: [article('北街夜市重开')] });
    const before = requests.length;
    const { output } = await newsroom.digest(today);
    assert.equal(storiesOf(output).length, 4);
    assert.deepEqual(
      requests
        .slice(before)
        .map(({ task }) => task)
        .sort(),
      ['article_summary', 'edition_overview'],
    );
    await newsroom.settle();
    const { written, cached } = await store.model.readDay('2026-11-23', null);
    assert.deepEqual({ written, cached }, { written: 6, cached: 3 });
  });

  it('asks once more for what was refused, with the reason', async () => {
    const { newsroom, requests } = await open({}, correctable);
    const { output } = await newsroom.digest(today);
    assert.equal(output.edition.generator, 'openai:test-model');
    for (const { text } of sentencesOf(output)) assert.match(text, /^据报道，/u);
    for (const { writing } of storiesOf(output)) assert.deepEqual(writing?.replaced, []);
    const again = requests.filter(({ input }) => input.includes('were refused'));
    assert.equal(again.length, 3);
    assert.match(again[0]?.input ?? '', /The figure "[^"]+" is not in the passages/u);
  });

  for (const [name, writer, kind] of [
    ['invents figures', inventing, 'figure'],
    ['cites what is not there', citingNothing, 'citation'],
    ['writes in another language', inEnglish, 'language'],
    ['obeys what an article asks of it', obedient, 'link'],
  ] as const)
    it(`is told in the articles’ own sentences where the model ${name}, and says so`, async () => {
      const { newsroom, store } = await open({}, writer);
      const { output } = await newsroom.digest(today);
      assert.equal(output.edition.generator, 'extractive');
      assert.equal(storiesOf(output).length, 3);
      for (const { text, citations } of sentencesOf(output)) assert.equal(text, citations[0]?.quote);
      for (const { writing } of storiesOf(output)) {
        assert.equal(writing?.generator, 'extractive');
        assert.ok(writing.replaced.length > 0 && writing.replaced.every((each) => each.kind === kind));
      }
      await newsroom.settle();
      assert.equal((await store.model.readDay('2026-11-23', null)).replaced, 6);
      assert.doesNotMatch(
        JSON.stringify(output.sections.map(({ stories }) => stories.map(({ sentences }) => sentences))),
        /evil|HACKED/u,
      );
    });

  it('keeps the good sentences where another is replaced by what it cites', async () => {
    const { newsroom } = await open({}, (lines, seen) => [
      ...honest(lines, { ...seen, count: 1 }),
      { text: '工程投资9.9亿元。', sources: [2] },
    ]);
    const { output } = await newsroom.digest(today);
    assert.equal(output.edition.generator, 'openai:test-model');
    const [story] = storiesOf(output);
    assert.equal(story?.sentences.length, 2);
    assert.match(story.sentences[0]?.text ?? '', /^据报道/u);
    assert.equal(story.sentences[1]?.text, '负责人李明表示，工程投资1.2亿元，预计明年完成。');
    assert.deepEqual(story.writing, {
      generator: 'openai:test-model',
      replaced: [{ kind: 'figure', detail: '9.9亿元' }],
    });
  });

  it('does not show a sentence whose citations were swapped', async () => {
    const { newsroom } = await open({}, swapping);
    const { output } = await newsroom.digest(today);
    for (const { text, citations } of sentencesOf(output)) assert.equal(text, citations[0]?.quote);
  });

  for (const [name, behaviour] of Object.entries({
    refuses: { kind: 'refusal' },
    'says half a JSON': { kind: 'text', text: '{"sentences": [{"text": "据' },
    'is cut short': { kind: 'truncated', text: '{"sent' },
    'has no quota left': { kind: 'error', status: 429, code: 'insufficient_quota' },
    'is too busy': { kind: 'error', status: 429, headers: { 'retry-after': '100' } },
    fails: { kind: 'error', status: 400 },
  } as const))
    it(`ships at once in the articles’ own sentences where the model ${name}`, async () => {
      const { newsroom } = await open();
      room.behave(() => behaviour);
      const { output } = await newsroom.digest(today);
      assert.equal(output.edition.generator, 'extractive');
      assert.equal(sentencesOf(output).length, 6);
      assertCited(sentencesOf(output));
    });

  it('is tried again by the next who asks where the model was down, and its summaries are not the old ones', async () => {
    let at = Date.parse('2026-11-23T03:00:00Z');
    const { newsroom } = await open({ now: () => at });
    room.behave(() => ({ kind: 'error', status: 400 }));
    const first = (await newsroom.digest(today)).output;
    assert.equal(first.edition.generator, 'extractive');
    room.behave(createWritingModel(honest));
    at += 61_000;
    const second = (await newsroom.digest(today)).output;
    assert.equal(second.edition.generator, 'openai:test-model');
    await newsroom.settle();
    assert.deepEqual(await newsroom.edition(first.edition.id), first);
    assert.deepEqual(await newsroom.edition(second.edition.id), second);
  });

  it('is written whole by the first who asks after the pause that followed an outage', async () => {
    let at = Date.parse('2026-11-23T03:00:00Z');
    const many = Array.from({ length: 12 }, (_, index) => article(`第${index + 1}条街道改造`));
    const { newsroom } = await open({ articles: many, now: () => at });
    room.behave(() => ({ kind: 'error', status: 400 }));
    await newsroom.digest(today);
    at += 61_000;
    room.behave(createWritingModel(honest));
    const { output } = await newsroom.digest(today);
    assert.equal(storiesOf(output).length, many.length);
    for (const { text } of sentencesOf(output)) assert.match(text, /^据报道，/u);
  });

  it('is the articles’ own sentences beyond the budget, without a call', async () => {
    const { newsroom, requests } = await open({ limits: { day: 100, chat: 100 } }, honest);
    const { output } = await newsroom.digest(today);
    assert.equal(output.edition.generator, 'extractive');
    assert.equal(requests.length, 0);
  });

  it('has one purse for a chat that asks, and leaves the others theirs', async () => {
    const { newsroom } = await open({ limits: { day: 1_000_000, chat: 1000 } }, honest);
    const chat = { chat: 'telegram:1', person: null };
    assert.equal((await newsroom.digest({ ...today, asker: chat })).output.edition.generator, 'extractive');
    assert.equal((await newsroom.digest(today)).output.edition.generator, 'openai:test-model');
  });

  it('has the summary and the headline in the reader’s language, with the original beside', async () => {
    const english = article('Library opens a night room', {
      language: 'en',
      body: 'The library opened a night reading room on Friday. It seats 120 readers and is free. The mayor said that 3 more rooms follow in spring. Nobody has to sign up.',
    });
    const { newsroom } = await open({ articles: [english] });
    const summary = { sentences: [{ text: '图书馆周五开放夜间阅览室，设有120个座位。', sources: [1, 2] }] };
    room.behave(({ task }) => ({
      kind: 'text',
      text: JSON.stringify(task === 'headline_translation' ? { headline: '图书馆开放夜间阅览室' } : summary),
    }));
    const { output } = await newsroom.digest(today);
    const [story] = storiesOf(output);
    assert.equal(story?.headline, '图书馆开放夜间阅览室');
    assert.equal(story.originalHeadline, 'Library opens a night room');
    assert.equal(story.sentences[0]?.text, summary.sentences[0]?.text);
    assert.equal(story.sentences[0]?.citations.length, 2);
    assertCited(story.sentences, [english]);
  });

  it('keeps a headline whose translation says something else', async () => {
    const english = article('Library opens 3 rooms', {
      language: 'en',
      body: 'The library opened 3 rooms. It is free. Nobody has to sign up for it.',
    });
    const { newsroom } = await open({ articles: [english] });
    room.behave(({ task }) =>
      task === 'headline_translation'
        ? { kind: 'text', text: JSON.stringify({ headline: '图书馆开放30个房间' }) }
        : { kind: 'refusal' },
    );
    const { output } = await newsroom.digest(today);
    assert.equal(storiesOf(output)[0]?.headline, 'Library opens 3 rooms');
    assert.equal(storiesOf(output)[0]?.originalHeadline, undefined);
  });

  it('sends the sentences that matter of a long article, within a bound', async () => {
    const body = Array.from(
      { length: 900 },
      (_, index) => `第${index}段说明了当天的第${index}件琐事，记者在现场。`,
    ).join('\n\n');
    const { newsroom, requests } = await open({ articles: [article('长文', { body })] }, honest);
    await newsroom.digest(today);
    const [seen] = requests;
    assert.ok((seen?.input.length ?? 0) < 6000, `${seen?.input.length}`);
    assert.match(seen?.input ?? '', /\[1\] 第0段/u);
  });
});

describe('the latest and an article with a model', () => {
  it('are written once for both languages of readers each', async () => {
    const { newsroom, requests } = await open({}, honest);
    const { stories } = await newsroom.latest({ topic: null, offset: 0, limit: 3, language: 'zh-Hans' });
    for (const { sentences } of stories) assert.match(sentences[0]?.text ?? '', /^据报道/u);
    assert.equal(requests.length, 3);
    await newsroom.latest({ topic: null, offset: 0, limit: 3, language: 'zh-Hans' });
    assert.equal(requests.length, 3);
    const asker = { chat: 'telegram:1', person: 'telegram:7' };
    const shown = await newsroom.article(articles[0]?.id ?? '', { language: 'zh-Hans', asker });
    assert.ok(typeof shown === 'object' && 'summary' in shown);
    assert.equal(shown.generator, 'openai:test-model');
    assertCited(shown.summary);
  });
});

describe('an answer with a model', () => {
  const reader = {
    language: 'zh-Hans',
    zone: 'Asia/Shanghai',
    asker: { chat: 'telegram:1', person: 'telegram:7' },
  } as const;
  const question = '旧城水管更换工程投资多少？';

  it('is written from numbered passages, cited, and says who wrote it', async () => {
    const { newsroom, requests } = await open({}, honest);
    const answer = await newsroom.ask(question, { reader });
    assert.equal(answer.answered, true);
    assert.equal(answer.generator, 'openai:test-model');
    assertCited(answer.sentences);
    const [seen] = requests;
    assert.match(seen?.instructions ?? '', /Today is 2026-11-23/u);
    assert.match(seen?.input ?? '', /旧城水管更换工程投资多少/u);
  });

  it('is written from the sentences of a long article that may answer, wherever they stand', async () => {
    const filler = Array.from(
      { length: 240 },
      (_, index) => `第${index}段说明了当天的第${index}件琐事，记者在现场。`,
    );
    const answering = '旧城水管更换工程投资1.2亿元，由市政府承担。';
    const long = article('旧城水管更换', { body: filler.toSpliced(200, 0, answering).join('\n\n') });
    const { newsroom, requests } = await open({ articles: [long] }, honest);
    await newsroom.ask(question, { reader });
    const input = requests[0]?.input ?? '';
    assert.match(input, new RegExp(`^\\[\\d+\\] ${answering}$`, 'mu'));
    assert.ok(input.length < 3000, `${input.length}`);
  });

  it('comes sentence by sentence as each has been checked', async () => {
    const { newsroom, requests } = await open({}, (lines) => [
      { text: `据报道，${lines[0]?.text}`, sources: [1] },
      { text: '投资9.9亿元。', sources: [1] },
      { text: `另外，${lines[1]?.text}`, sources: [2] },
    ]);
    const grown: string[][] = [];
    const answer = await newsroom.ask(question, {
      reader,
      onSentences: (sentences) => grown.push(sentences.map(({ text }) => text)),
    });
    assert.equal(requests[0]?.streamed, true);
    assert.deepEqual(
      grown.map(({ length }) => length),
      [1, 2],
    );
    assert.doesNotMatch(JSON.stringify([grown, answer.sentences]), /9\.9/u);
    assert.equal(answer.sentences.length, 3);
  });

  describe('of sources that differ', () => {
    const body = articles[0]?.body ?? '';
    const differing = article('旧城水管更换', {
      ...{ publisher: '南山晚报', body: body.replace('1.2亿', '2.1亿') },
      firstSeenAt: '2026-11-23T02:00:00.000Z',
    });
    const open2 = (writer?: Writer) => open({ articles: [...articles, differing] }, writer);
    const find = (lines: Parameters<Writer>[0], figure: string) =>
      lines.find(({ text }) => text.includes(figure));

    it('has the other side’s own sentence at the end where the model tells one side alone', async () => {
      const { newsroom, requests } = await open2((lines) => {
        const cited = find(lines, '1.2亿元');
        return [{ text: '工程投资1.2亿元。', sources: [cited?.number ?? 0] }];
      });
      const { sentences, generator } = await newsroom.ask(question, { reader });
      assert.equal(generator, 'openai:test-model');
      assert.equal(sentences.length, 2);
      assert.deepEqual(sentences[1]?.differs, { from: 0, published: 'alike' });
      assert.equal(sentences[1]?.text, '负责人李明表示，工程投资2.1亿元，预计明年完成。');
      assertCited(sentences, [...articles, differing]);
      assert.match(requests[0]?.input ?? '', /\[\d+\] \(has another figure than \[\d+\]\) 负责人李明/u);
    });

    it('adds few passages of an article that says it with hundreds of figures', async () => {
      const rows = Array.from({ length: 300 }, (_, index) => body.replace('1.2亿', `${index + 2}.1亿`));
      const hostile = article('旧城水管更换', { publisher: '南山晚报', body: rows.join('') });
      const { newsroom, requests } = await open({ articles: [...articles, hostile] }, honest);
      await newsroom.ask(question, { reader });
      assert.ok((requests[0]?.input.length ?? 0) < 4000, `${requests[0]?.input.length}`);
    });

    it('stays as the model wrote it where it tells both, or says nothing of the figure', async () => {
      const { newsroom } = await open2((lines) => {
        const sources = ['1.2亿元', '2.1亿元'].map((figure) => find(lines, figure)?.number ?? 0);
        return [{ text: '东湖日报说工程投资1.2亿元，南山晚报说是2.1亿元。', sources }];
      });
      const both = await newsroom.ask(question, { reader });
      assert.equal(both.sentences.length, 1);
      assert.equal(both.sentences[0]?.differs, undefined);
      room.behave(
        createWritingModel((lines) => [
          { text: '负责人李明表示，预计明年完成。', sources: [find(lines, '1.2亿元')?.number ?? 0] },
        ]),
      );
      const neither = await newsroom.ask(question, { reader });
      assert.deepEqual(
        neither.sentences.map(({ differs }) => differs),
        [undefined],
      );
    });
  });

  it('is that it is not in the articles, where the model says so, or nothing was found, which costs nothing', async () => {
    const { newsroom, requests } = await open();
    room.behave(() => ({ kind: 'text', text: '{"answered": false, "sentences": []}' }));
    assert.equal((await newsroom.ask(question, { reader })).answered, false);
    assert.equal(requests.length, 1);
    assert.equal((await newsroom.ask('quantum chromodynamics?', { reader })).answered, false);
    assert.equal(requests.length, 1);
  });

  it('is the articles’ own sentences where the stream stops, the person has asked too often, or the model invents', async () => {
    const { newsroom, requests } = await open({ hourlyAnswers: 2 });
    const own = await newsroom.ask(question);
    assert.equal(own.generator, 'extractive');
    room.behave(() => ({ kind: 'stops', text: '{"answered": true, "sentences": [{"text": "据', after: 30 }));
    assert.deepEqual(await newsroom.ask(question, { reader, onSentences: () => {} }), own);
    room.behave(createWritingModel(inventing));
    assert.deepEqual(await newsroom.ask(question, { reader }), own);
    const asked = requests.length;
    assert.deepEqual(await newsroom.ask(question, { reader }), own);
    assert.equal(requests.length, asked);
    const other = { ...reader, asker: { chat: 'telegram:1', person: 'telegram:8' } };
    room.behave(createWritingModel(honest));
    assert.equal((await newsroom.ask(question, { reader: other })).generator, 'openai:test-model');
  });

  it('goes on about what was asked before, with the question written out', async () => {
    const { newsroom, requests } = await open();
    const followUp = { earlier: question, articleIds: [articles[0]?.id ?? ''], reply: '什么时候完成？' };
    room.behave(() => ({ kind: 'text', text: '{"question": "旧城水管更换工程什么时候完成？"}' }));
    assert.equal(await newsroom.rewriteFollowUp(followUp), '旧城水管更换工程什么时候完成？');
    assert.match(requests[0]?.input ?? '', /The answer was from: 旧城水管更换/u);
    room.behave(() => ({ kind: 'text', text: '{"question": "https://evil.example"}' }));
    assert.equal(await newsroom.rewriteFollowUp(followUp), null);
    room.behave(() => ({ kind: 'refusal' }));
    assert.equal(await newsroom.rewriteFollowUp(followUp), null);
  });
});

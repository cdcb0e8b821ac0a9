import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { parseMarkdown } from '../../src/ingest/parse-markdown.ts';

/** Tens of times what it takes, and less than what a time that grows with the square takes. */
const KILL_AFTER = 60_000;

function only(text: string) {
  const { articles } = parseMarkdown(text);
  assert.equal(articles.length, 1);
  const [article] = articles;
  assert.ok(article);
  return article;
}

describe('the title of a Markdown file', () => {
  it('is the first sentence that has words where the heading is empty, or the text begins with marks alone', () => {
    for (const [text, title] of [
      ['#\n\nThe ferry sailed on Monday. It rained.\n', 'The ferry sailed on Monday'],
      ['.\n\nThe ferry sailed on Monday.\n', 'The ferry sailed on Monday'],
      ['# <b>\n\n……！ 船在周一开航。\n', '船在周一开航'],
      ['!!!\n', '!!!'],
      ['.\n', '.'],
      ['.5 percent more ships.\n', '.5 percent more ships'],
    ] as const)
      assert.deepEqual(
        parseMarkdown(text).articles.map((article) => article.title),
        [title],
        text,
      );
  });
});

describe('parseMarkdown', () => {
  it('takes the first heading as title, lower ones as subheadings, and text without markup', () => {
    const article = only(
      '# City *opens* bridge\n\nIt is **long** and [wide](https://example.org/w).\n\n## History\n\n- begun in 2012\n- done now\n\n> A quote.\n',
    );
    assert.equal(article.title, 'City opens bridge');
    assert.equal(article.body, 'It is long and wide.\n\nHistory\n\nbegun in 2012\n\ndone now\n\nA quote.');
    assert.deepEqual(
      article.paragraphs
        .filter((paragraph) => paragraph.kind === 'subheading')
        .map(({ start, end }) => article.body.slice(start, end)),
      ['History'],
    );
    assert.equal(article.url, null);
  });

  it('understands title, date, url and publisher of front matter', () => {
    const article = only(
      '---\ntitle: "甲市通车"\ndate: 2024-05-06\nurl: https://example.org/1\npublisher: 滨河日报\ntags: [a, b]\n---\n\n# 另一个标题\n\n正文。\n',
    );
    assert.deepEqual(
      [article.title, article.publishedAt, article.url, article.publisher, article.body],
      ['甲市通车', '2024-05-06', 'https://example.org/1', '滨河日报', '正文。'],
    );
    assert.equal(article.range.start, 0);
  });

  it('takes several top headings for several articles', () => {
    assert.deepEqual(
      parseMarkdown('# 甲\n\n正文一。\n\n# 乙\n\n正文二。\n').articles.map(({ title, body }) => [
        title,
        body,
      ]),
      [
        ['甲', '正文一。'],
        ['乙', '正文二。'],
      ],
    );
  });

  it('takes a lone link for the address of the article', () => {
    assert.equal(only('# 甲\n\n[原文](https://example.org/1)\n\n正文。\n').url, 'https://example.org/1');
  });

  it('joins lines inside a paragraph: Chinese without a space, English with one', () => {
    assert.equal(only('# 甲\n\n第一行\n第二行。\n').body, '第一行第二行。');
    assert.equal(
      only('# A\n\nfirst line\nsecond line.\n').body,
      'first line\nsecond line.'.replace('\n', ' '),
    );
  });

  it('has a title also where there is no heading', () => {
    assert.equal(only('只有正文。还有一句。').title, '只有正文');
  });

  it('parses a long text in pieces to the same articles and ranges that hold them', () => {
    const part = (at: number) => `# 第${at}篇\n\n${`这是第${at}篇的一段正文，不长也不短。\n\n`.repeat(200)}`;
    const text = Array.from({ length: 12 }, (_, at) => part(at)).join('');
    const { articles } = parseMarkdown(text);
    assert.equal(articles.length, 12);
    for (const [at, article] of articles.entries()) {
      assert.equal(article.paragraphs.length, 200);
      assert.ok(text.slice(article.range.start, article.range.end).startsWith(`# 第${at}篇`));
    }
  });

  it('keeps code and HTML out of the text, and says so', () => {
    const text =
      '# 甲\n\n正文一。\n\n```js\nconst a = 1;\n\nlet b;\n```\n\n- 一项。\n\n  ~~~\n  in a list\n  ~~~\n\n<table><tr><td>x</td></tr></table>\n\n    git push\n\n正文二，用 `npm` 安装。\n';
    const { articles, skipped } = parseMarkdown(text);
    assert.deepEqual(
      articles.map(({ body }) => body),
      ['正文一。\n\n一项。\n\n正文二，用 npm 安装。'],
    );
    assert.ok(skipped.every(({ reason, detail }) => reason === 'unsupported' && detail !== undefined));
    const left = skipped.map(({ range }) => text.slice(range?.start, range?.end)).join('\n');
    for (const piece of ['const a = 1;\n\nlet b;', 'in a list', 'git push', '<table>'])
      assert.ok(left.includes(piece), `${piece} in ${left}`);
  });

  it('keeps paragraphs that are indented like code, and text below a fence that nothing closes', () => {
    const prose = '市图书馆昨日宣布，自本月起开放时间延长至晚上十点，周末不变，欢迎读者前来。';
    assert.equal(only(`# 甲\n\n    ${prose}\n\n    ${prose}\n`).body, `${prose}\n\n${prose}`);
    assert.equal(only(`# 甲\n\n\`\`\`\n${prose}\n`).body, prose);
  });

  it('keeps every item of a long list, in order', () => {
    const items = Array.from({ length: 3000 }, (_, at) => `item ${at} of the list`);
    const article = only(`# A\n\n${items.map((item) => `- ${item}`).join('\n')}\n`);
    assert.equal(article.body, items.join('\n\n'));
  });

  it('finds the address of a link at the end of a long text', () => {
    const lines = Array.from({ length: 1200 }, (_, at) => `Paragraph ${at} has a [link][there].`);
    const article = only(`# A\n\n${lines.join('\n\n')}\n\n[there]: https://example.org/1\n`);
    assert.ok(!article.body.includes('['), article.body.slice(-80));
  });

  it('loses nothing of a line longer than it parses at once', () => {
    const sentence = '市图书馆昨日宣布，自本月起开放时间延长至晚上十点😀。';
    const { body } = only(`# 甲\n\n${sentence.repeat(8000)}\n`);
    assert.equal(body.replaceAll('\n\n', ''), sentence.repeat(8000));
    for (const paragraph of body.split('\n\n')) assert.ok(paragraph.endsWith('。'));
  });

  it('takes a time that grows with the length of lists, headings and HTML that nothing closes, not faster', async () => {
    const openHtml = ['a<!--', 'a<?', 'a<![CDATA[', 'a<!X '];
    for (const [length, repeated] of [
      ...['- a\n', 'a\n=\n', '- a\n  - b\n', '> a\nb\n', '[a]: b\n\n'].map((each) => [64_000, each] as const),
      ...openHtml.map((each) => [640_000, each] as const),
    ]) {
      const worker = new Worker(new URL('./parse-markdown-worker.ts', import.meta.url), {
        workerData: repeated.repeat(length / repeated.length),
      });
      const timer = setTimeout(() => worker.terminate(), KILL_AFTER);
      try {
        const [message] = await Promise.race([once(worker, 'message'), once(worker, 'exit')]);
        assert.equal(message, 'done', JSON.stringify(repeated));
      } finally {
        clearTimeout(timer);
        await worker.terminate();
      }
    }
  });

  it('keeps the comments of a text that has many out of it', () => {
    const text = `The ferry sailed. ${'<!-- a note --> It rained. '.repeat(40)}`;
    const { body } = only(`# Ferry\n\n${text}\n`);
    assert.equal(body.match(/It rained\./g)?.length, 40);
    assert.doesNotMatch(body, /note/);
  });

  it('survives deep nesting', () => {
    for (const text of ['> '.repeat(20_000), '- '.repeat(20_000), '['.repeat(20_000), '*a '.repeat(5000)]) {
      assert.ok(parseMarkdown(`# 甲\n\n${text}x\n`).articles.length <= 1);
    }
  });

  it('never throws, whatever the text is', () => {
    const mark = fc.constantFrom(
      '# ',
      '> ',
      '- ',
      '```\n',
      '[a](b)',
      '---\n',
      '\n\n',
      '甲。',
      '*',
      '<b>',
      '    x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(mark, fc.string())), (pieces) => {
        for (const { body, paragraphs } of parseMarkdown(pieces.join('')).articles) {
          assert.equal(paragraphs.map(({ start, end }) => body.slice(start, end)).join('\n\n'), body);
        }
      }),
    );
  });
});

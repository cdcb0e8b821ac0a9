import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseMarkdown } from '../../src/ingest/parse-markdown.ts';

function only(text: string) {
  const { articles } = parseMarkdown(text);
  assert.equal(articles.length, 1);
  const [article] = articles;
  assert.ok(article);
  return article;
}

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

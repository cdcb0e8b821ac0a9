import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ArticleDraft } from '../../../src/core/model/article.ts';
import { parseDump } from '../../../src/ingest/dump/parse-dump.ts';

const LIBRARY = '市图书馆自5月1日起延长开放时间至晚上10时30分。该馆去年接待读者59026名,同比增长32.30%';
const SCHOOL =
  '山区小学的新操场3日启用,面积7.5万平方米。全校312名学生参加了启用仪式,校长说这是二十年来的心愿。';
const FERRY = '渡轮码头的班次由每小时两班加到四班,船票仍是五元。船员们说,候船的人比往年多了三成。';

function titlesAndPublishers(text: string) {
  return parseDump(text).articles.map(({ title, publisher }) => [title, publisher]);
}

function bodies(text: string) {
  return parseDump(text).articles.map((article) => article.body);
}

function kindsOf({ paragraphs }: ArticleDraft) {
  return paragraphs.map((paragraph) => paragraph.kind);
}

describe('an article that ends in dots', () => {
  it('ends where a headline with a dateline follows, and gets nothing of that', () => {
    const { articles } = parseDump(
      `【图书馆延长开放时间】${LIBRARY}……\n\n山区小学用上新操场\n\n新华社北京3月5日电 ${SCHOOL}`,
    );
    assert.deepEqual(
      articles.map(({ title, publisher, publishedAt, truncated }) => [
        title,
        publisher,
        publishedAt,
        truncated,
      ]),
      [
        ['图书馆延长开放时间', null, null, true],
        ['山区小学用上新操场', '新华社', '--03-05', false],
      ],
    );
  });

  for (const [name, tail] of [
    ['ends in its publisher', '(山区日报)'],
    ['has a source line', '\n\n来源：山区日报'],
  ] as const) {
    it(`ends where a text of another subject with a headline follows that ${name}`, () => {
      assert.deepEqual(
        titlesAndPublishers(`【图书馆延长开放时间】${LIBRARY}……\n\n山区小学用上新操场\n\n${SCHOOL}${tail}`),
        [
          ['图书馆延长开放时间', null],
          ['山区小学用上新操场', '山区日报'],
        ],
      );
    });
  }

  it('ends where a headline over a source line follows', () => {
    assert.deepEqual(
      titlesAndPublishers(
        `【图书馆延长开放时间】${LIBRARY}……\n\n山区小学用上新操场\n来源：山区日报\n${SCHOOL}`,
      ),
      [
        ['图书馆延长开放时间', null],
        ['山区小学用上新操场', '山区日报'],
      ],
    );
  });

  it('ends where text of another subject with a headline follows', () => {
    assert.equal(
      parseDump(`【图书馆延长开放时间】${LIBRARY}……\n\n山区小学用上新操场\n\n${SCHOOL}`).articles.length,
      2,
    );
  });

  for (const [name, text] of [
    ['plain text', `【图书馆延长开放时间】${LIBRARY}……\n\n${SCHOOL}(山区日报)`],
    ['a short subheading', `【图书馆延长开放时间】${LIBRARY}……\n\n深化改革\n\n${SCHOOL}(山区日报)`],
    [
      'a subheading over text of the same subject',
      `【图书馆延长开放时间】${LIBRARY}……\n\n图书馆的夜间读者\n\n夜间的读者多是下班的人,图书馆为他们开放了自习室。该馆去年接待读者的人数也增长了。(山区日报)`,
    ],
  ] as const) {
    it(`goes on where ${name} follows`, () => {
      assert.deepEqual(titlesAndPublishers(text), [['图书馆延长开放时间', '山区日报']]);
    });
  }

  it('takes no dateline from below a subheading', () => {
    const [article] = parseDump(
      `【图书馆延长开放时间】${LIBRARY}……\n\n新华社北京3月5日电 ${SCHOOL}`,
    ).articles;
    assert.deepEqual([article?.publisher, article?.publishedAt], [null, null]);
  });
});

describe('a paragraph that ends in a publisher', () => {
  for (const [name, first, second] of [
    ['posts that begin with a super-topic', '#熊猫守护者[超话]#', '#图书馆[超话]#'],
    ['paragraphs without headlines', '', ''],
    ['posts that begin with hashtags', '#甲# #乙#', '#丙# #丁#'],
  ] as const) {
    it(`ends its article among ${name}`, () => {
      assert.deepEqual(titlesAndPublishers(`${first}${SCHOOL}(四川日报)\n\n${second}${LIBRARY}(文化日报)`), [
        ['山区小学的新操场3日启用,面积7.5万平方米', '四川日报'],
        ['市图书馆自5月1日起延长开放时间至晚上10时30分', '文化日报'],
      ]);
    });
  }

  for (const [open, close] of ['［］', '[]', '〖〗', '【】'] as const) {
    it(`ends its article before a title in ${open}…${close}`, () => {
      assert.deepEqual(
        titlesAndPublishers(
          `#熊猫守护者[超话]#${SCHOOL}(四川日报)\n\n${open}图书馆延长开放${close}${LIBRARY}(文化日报)`,
        ),
        [
          ['山区小学的新操场3日启用,面积7.5万平方米', '四川日报'],
          ['图书馆延长开放', '文化日报'],
        ],
      );
    });
  }

  it('takes an emoticon at the start of a line for no title', () => {
    const [article] = parseDump(`【图书馆延长开放】${LIBRARY}。\n[开心开心]${SCHOOL}`).articles;
    assert.ok(article?.body.includes('[开心开心]'));
  });

  it('keeps a post before the first title mark, with hashtags behind its text', () => {
    const { articles } = parseDump(
      `#熊猫守护者[超话]#大熊猫今日回家,${SCHOOL}#熊猫# #四川[超话]#(四川日报)\n\n#熊猫守护者[超话]#\n【大熊猫回家】${SCHOOL}(四川日报)`,
    );
    assert.deepEqual(
      articles.map(({ title, publisher, hashtags }) => [title, publisher, hashtags]),
      [
        [
          '大熊猫今日回家,山区小学的新操场3日启用,面积7.5万平方米',
          '四川日报',
          ['熊猫守护者', '熊猫', '四川'],
        ],
        ['大熊猫回家', '四川日报', ['熊猫守护者']],
      ],
    );
  });

  it('parts posts of super-topics without publishers', () => {
    assert.equal(parseDump(`#熊猫守护者[超话]#${SCHOOL}\n\n#图书馆[超话]#${LIBRARY}。`).articles.length, 2);
  });

  it('leaves numbered items that each name a source in one article, and credits none with the whole', () => {
    const text = `【今日早报】\n1、${LIBRARY}。（文化日报）\n2、${SCHOOL}（四川日报）`;
    assert.deepEqual(titlesAndPublishers(text), [['今日早报', null]]);
    assert.equal(bodies(text)[0]?.split('\n\n').length, 2);
  });

  it('does not end its article in the credit of a picture', () => {
    const [article, ...others] = parseDump(
      `【图书馆延长开放】${LIBRARY}。\n图为读者在馆内看书。（新华社记者张三摄）\n${SCHOOL}（文化日报）`,
    ).articles;
    assert.equal(article?.publisher, '文化日报');
    assert.equal(others.length, 0);
  });

  it('counts without parentheses after 来源 too', () => {
    for (const label of ['来源:', '。来源：', '。稿件来源: ', ' 来源：', '。\n来源:']) {
      const text = `【图书馆延长开放】${LIBRARY}${label}文化日报\n\n山区小学用上新操场\n\n${SCHOOL}`;
      assert.deepEqual(titlesAndPublishers(text), [
        ['图书馆延长开放', '文化日报'],
        ['山区小学用上新操场', null],
      ]);
      assert.doesNotMatch(bodies(text).join(), /来源/);
    }
  });

  it('goes on below a line of the source between its lead and its text', () => {
    assert.deepEqual(
      titlesAndPublishers(`【图书馆延长开放】${LIBRARY}。\n来源：文化日报\n${LIBRARY}。全年无休。`),
      [['图书馆延长开放', '文化日报']],
    );
  });

  it('takes the source of figures or pictures inside a sentence for no publisher', () => {
    assert.deepEqual(titlesAndPublishers(`【图书馆延长开放】${LIBRARY}。数据来源：市统计局`), [
      ['图书馆延长开放', null],
    ]);
  });
});

describe('numbered teasers', () => {
  const items = [
    '这些地方的水果熟了，价格便宜得让人不敢相信，绝对...',
    '这种菜千万不要再吃了，赶紧告诉家里...',
    '这些地方...',
  ];
  for (const heading of ['相关阅读:', '热推：', '手慢无']) {
    for (const number of [
      (at: number) => `${at + 1}. `,
      (at: number) => `${at + 1}、`,
      (at: number) => '①②③'.charAt(at),
      (at: number) => `(${at + 1}) `,
      (at: number) => `（${at + 1}）`,
    ]) {
      it(`under ${heading} with ${number(0)} are teasers`, () => {
        for (const count of [2, 3]) {
          const list = items.slice(0, count).map((item, at) => `${number(at)}${item}`);
          const { articles, skipped } = parseDump(
            `【图书馆延长开放】${LIBRARY}。\n\n${heading}\n${list.join('\n')}\n`,
          );
          assert.deepEqual(
            articles.map((article) => article.body),
            [`${LIBRARY}。`],
          );
          assert.equal(skipped.filter((entry) => entry.reason === 'teaser').length, count);
        }
      });
    }
  }

  it('need no heading after the end of an article', () => {
    const { articles, skipped } = parseDump(
      `【图书馆延长开放】${LIBRARY}(文化日报)\n\n1. 这些地方...\n2. 那种菜...`,
    );
    assert.deepEqual(
      articles.map((article) => article.body),
      [LIBRARY],
    );
    assert.equal(skipped.filter((entry) => entry.reason === 'teaser').length, 2);
  });

  it('are told from the numbered points of an article', () => {
    const text = `【图书馆延长开放】${LIBRARY}。\n\n注意事项\n1. 带好借书证和本人的身份证\n2. 不要带食物和饮料进入阅览室\n3. 晚上十点前还书`;
    assert.match(bodies(text)[0] ?? '', /借书证.*食物.*还书/s);
  });
});

describe('chrome in front of the publisher', () => {
  for (const chrome of [
    '转发微博 展开全文c 收起d',
    '网页链接',
    'L文化日报的微博视频',
    '网页链接 LCCTV新闻的微博视频',
    '点击下方阅读原文',
  ]) {
    for (const gap of ['', ' ', '\n']) {
      it(`is reported and not in the body: ${JSON.stringify(gap + chrome)}`, () => {
        const { articles, skipped } = parseDump(
          `【图书馆延长开放】${LIBRARY}${gap}${chrome}(文化日报)\n\n【新操场】${SCHOOL}`,
        );
        assert.equal(articles[0]?.body, LIBRARY);
        assert.equal(articles[0]?.publisher, '文化日报');
        const said = skipped.map((entry) => entry.excerpt).join(' ');
        for (const word of chrome.split(' ')) assert.ok(said.includes(word), `${word} in ${said}`);
      });
    }
  }
});

describe('headlines without marks', () => {
  it('are of their own articles where each stands over its dateline, time or source', () => {
    assert.deepEqual(
      titlesAndPublishers(
        [
          '图书馆延长开放时间',
          '2023-05-01 10:20',
          `${LIBRARY}。`,
          '山区小学用上新操场',
          `中新网3月5日电 ${SCHOOL}`,
          '渡轮班次加倍',
          '来源：海港日报',
          FERRY,
        ].join('\n\n'),
      ),
      [
        ['图书馆延长开放时间', null],
        ['山区小学用上新操场', '中新网'],
        ['渡轮班次加倍', '海港日报'],
      ],
    );
  });

  it('are of their own articles where each text speaks of something else', () => {
    const { articles } = parseDump(
      `图书馆延长开放时间\n\n${LIBRARY}。\n\n山区小学用上新操场\n\n${SCHOOL}\n\n渡轮班次由两班加到四班\n\n${FERRY}`,
    );
    assert.deepEqual(
      articles.map((article) => article.title),
      ['图书馆延长开放时间', '山区小学用上新操场', '渡轮班次由两班加到四班'],
    );
  });

  it('are subheadings where the text goes on about its subject', () => {
    const [article, ...others] = parseDump(
      `图书馆延长开放时间\n\n${LIBRARY}。\n\n夜间读者多是下班的人\n\n夜间来市图书馆的读者多是下班的人,馆长说开放时间还会延长。`,
    ).articles;
    assert.equal(others.length, 0);
    assert.ok(article);
    assert.deepEqual(kindsOf(article), ['text', 'subheading', 'text']);
  });
});

describe('lines that are no subheadings, and lines that are', () => {
  it('takes （一）… as it takes 一、…', () => {
    for (const part of ['（一）延长的时间', '(一)延长的时间', '一、延长的时间']) {
      const [article] = parseDump(`【图书馆延长开放】${SCHOOL}\n\n${part}\n\n${LIBRARY}。`).articles;
      assert.ok(article);
      assert.deepEqual(kindsOf(article), ['text', 'subheading', 'text'], part);
    }
  });

  for (const line of [
    '2小时前',
    '2小时前 来自微博',
    '文化日报 · 2小时前',
    '昨天 08:30',
    '2023/2/30',
    '发布于 2024-13-45',
    '2023年2月30日 08:30',
    '发布时间：2023-02-30',
  ]) {
    it(`takes ${line} for neither subheading nor time`, () => {
      for (const text of [
        `【图书馆延长开放】\n${line}\n${LIBRARY}。`,
        `【图书馆延长开放】${SCHOOL}\n\n${line}\n\n${LIBRARY}。`,
        `图书馆延长开放\n\n${line}\n\n${LIBRARY}。`,
      ]) {
        const { articles } = parseDump(text);
        const [article] = articles;
        assert.ok(article);
        assert.equal(articles.length, 1);
        assert.equal(article.publishedAt, null);
        assert.ok(!kindsOf(article).includes('subheading'));
        assert.ok(!article.body.includes(line));
      }
    });
  }

  it('takes no day from a dateline that no calendar has', () => {
    const [article] = parseDump(`【图书馆延长开放】新华社北京2月30日电 ${LIBRARY}。`).articles;
    assert.deepEqual([article?.publisher, article?.publishedAt], ['新华社', null]);
  });

  it('takes 【…】 that is broken over two lines as title', () => {
    for (const gap of ['\n', '\n\n']) {
      const { articles } = parseDump(`【图书馆延长${gap}开放时间】${LIBRARY}(文化日报)\n【新操场】${SCHOOL}`);
      assert.deepEqual(
        articles.map(({ title, body }) => [title, body]),
        [
          ['图书馆延长开放时间', LIBRARY],
          ['新操场', SCHOOL],
        ],
      );
    }
  });
});

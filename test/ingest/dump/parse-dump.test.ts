import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseDump } from '../../../src/ingest/dump/parse-dump.ts';

const PROSE = '市图书馆昨日宣布，自本月起开放时间延长至晚上十点，周末不变。';
const MORE = '馆长表示，读者可以在下班之后借阅图书，全年无休。';

function only(text: string) {
  const { articles } = parseDump(text);
  assert.equal(articles.length, 1, JSON.stringify(articles.map((article) => article.title)));
  const [article] = articles;
  assert.ok(article);
  return article;
}

function textsOf(text: string, kind: 'text' | 'subheading') {
  const article = only(text);
  return article.paragraphs
    .filter((paragraph) => paragraph.kind === kind)
    .map(({ start, end }) => article.body.slice(start, end));
}

describe('title marks', () => {
  it('takes 【…】 as title and what follows as body', () => {
    const article = only(`【图书馆延长开放】${PROSE}\n\n${MORE}`);
    assert.equal(article.title, '图书馆延长开放');
    assert.equal(article.body, `${PROSE}\n\n${MORE}`);
    assert.deepEqual(article.hashtags, []);
  });

  it('takes 【#…#】 as title and hashtag', () => {
    const article = only(`【#图书馆延长开放#】\n${PROSE}`);
    assert.equal(article.title, '图书馆延长开放');
    assert.deepEqual(article.hashtags, ['图书馆延长开放']);
  });

  it('takes #…# at the start of a line as title', () => {
    const { articles } = parseDump(`#一号线开通#${PROSE}\n\n#二号线开工#\n${MORE}`);
    assert.deepEqual(
      articles.map((article) => article.title),
      ['一号线开通', '二号线开工'],
    );
  });

  it('keeps nested brackets and quotes in a title', () => {
    assert.equal(
      only(`【颱風「小燕」逼近【更新】發布警報】${PROSE}`).title,
      '颱風「小燕」逼近【更新】發布警報',
    );
  });

  it('leaves a bracketed label of a part in the body', () => {
    const article = only(`【图书馆延长开放】${PROSE}\n【编者按】${MORE}`);
    assert.ok(article.body.endsWith(`【编者按】${MORE}`));
  });

  it('parts articles that no empty line parts', () => {
    const { articles } = parseDump(
      `【甲市通车】${PROSE}\n${MORE}（甲市日报）\n【乙县修路】${MORE}\n（乙县融媒）`,
    );
    assert.deepEqual(
      articles.map(({ title, publisher }) => [title, publisher]),
      [
        ['甲市通车', '甲市日报'],
        ['乙县修路', '乙县融媒'],
      ],
    );
  });
});

describe('bare headlines', () => {
  it('takes the first short line as the headline of pasted prose', () => {
    const article = only(`图书馆延长开放时间\n\n　　${PROSE}\n　　${MORE}\n`);
    assert.equal(article.title, '图书馆延长开放时间');
    assert.equal(article.body, `${PROSE}\n\n${MORE}`);
  });

  it('makes a title of the first sentence where there is no headline', () => {
    const article = only(`${PROSE}\n\n${MORE}`);
    assert.equal(article.title, PROSE.replace('。', ''));
    assert.ok(article.body.startsWith(PROSE));
  });

  it('opens an article at a headline after a publisher, an editor or a list of teasers', () => {
    const { articles } = parseDump(
      [
        `城东通车\n${PROSE}（城东日报）`,
        `城西修路\n${PROSE}\n责任编辑：王五`,
        `城南种茶\n${PROSE}\n热门推荐\n• 今天去了趟海边，风很大，但是心情很好，拍了很多照片，回来之后发`,
        `城北建馆\n${PROSE}`,
      ].join('\n\n'),
    );
    assert.deepEqual(
      articles.map((article) => article.title),
      ['城东通车', '城西修路', '城南种茶', '城北建馆'],
    );
  });

  it('takes a short line inside an article as a subheading', () => {
    assert.deepEqual(textsOf(`【甲市通车】${PROSE}\n\n方便居民出行\n\n${MORE}`, 'subheading'), [
      '方便居民出行',
    ]);
  });
});

describe('publishers', () => {
  for (const [name, tail] of [
    ['full-width parentheses', '（滨河日报）'],
    ['half-width parentheses', '(滨河日报)'],
    ['a line of its own', '\n\n（滨河日报）'],
    ['a line of its own before an editor', '\n（滨河日报）\n（责任编辑：王五）'],
    ['an editor in parentheses behind it', '（滨河日报）（责任编辑：王五）'],
    ['the reporter in the parentheses', '（滨河日报记者 王五）'],
    ['a source line', '\n来源：滨河日报 作者：王五'],
    ['middle dots', '·滨河日报·'],
  ] as const) {
    it(`finds the publisher in ${name}`, () => {
      const article = only(`【甲市通车】${PROSE}\n${MORE}${tail}\n`);
      assert.equal(article.publisher, '滨河日报');
      assert.equal(article.body, `${PROSE}\n\n${MORE}`);
    });
  }

  for (const remark of [
    '（完）',
    '（张三）',
    '（第二部）',
    '（图文无关）',
    '（记者 李四）',
    '（2019年第24期）',
  ]) {
    it(`keeps ${remark} in the body and takes it for no publisher`, () => {
      const article = only(`【甲市通车】${PROSE}${remark}`);
      assert.equal(article.publisher, null);
      assert.equal(article.body, `${PROSE}${remark}`);
    });
  }

  it('reads publisher and day from a dateline, which stays in the body, and invents no year', () => {
    const article = only(`【甲市通车】新华社北京3月5日电（记者 王五）${PROSE}`);
    assert.equal(article.publisher, '新华社');
    assert.equal(article.publishedAt, '--03-05');
    assert.ok(article.body.startsWith('新华社北京3月5日电'));
  });

  it('knows that 本报讯 names no publisher', () => {
    assert.equal(only(`【甲市通车】本报讯（记者 王五）${PROSE}`).publisher, null);
  });

  it('takes no dateline from 电 and 讯 inside words', () => {
    assert.equal(only(`【甲市通车】甲市广播电视台新闻频道电视剧播出，${PROSE}`).publisher, null);
  });

  it('reads an English dateline', () => {
    const article = only(
      'Farmers welcome early rain\n\nBEIJING, March 5 (Xinhua) -- Farmers across the plain welcomed an early rain this week, officials said.\n',
    );
    assert.deepEqual([article.publisher, article.publishedAt], ['Xinhua', '--03-05']);
  });
});

describe('published times', () => {
  it('takes day, time and source from the line below the title', () => {
    const article = only(`图书馆延长开放\n2023-05-06 10:20 来源：滨河日报\n${PROSE}\n${MORE}`);
    assert.deepEqual([article.publishedAt, article.publisher], ['2023-05-06T10:20', '滨河日报']);
    assert.equal(article.body, `${PROSE}\n\n${MORE}`);
  });

  it('takes none from prose', () => {
    assert.equal(only(`【甲市通车】2021年7月1日，甲市一号线开工。${PROSE}`).publishedAt, null);
  });
});

describe('what belongs to no article', () => {
  const TEASERS = [
    '  • #跑步[超话]#今天又跑了十公里，膝盖有点疼，不过风景真的很好，一路上遇到好多小',
    '  • 新买的耳机到了，音质确实不错，就是戴久了耳朵有点疼，不知道大家有没有同',
  ];

  it('reports each teaser for itself and their heading and the buttons as chrome', () => {
    const text = `【甲市通车】${PROSE}\n\n\n发布     👍 0 举报 写留言 🖊   \n✋热门推荐\n${TEASERS.join('\n')}\n`;
    const { articles, skipped } = parseDump(text);
    assert.equal(articles[0]?.body, PROSE);
    assert.deepEqual(
      skipped.map((entry) => entry.reason),
      ['chrome', 'chrome', 'teaser', 'teaser'],
    );
    for (const { range, excerpt } of skipped) {
      assert.ok(range);
      assert.ok(text.slice(range.start, range.end).replace(/\s+/g, ' ').startsWith(excerpt.slice(0, 20)));
    }
  });

  it('finds teasers between articles', () => {
    const { articles, skipped } = parseDump(
      `【甲市通车】${PROSE}\n猜你喜欢\n${TEASERS.join('\n')}\n【乙县修路】${MORE}`,
    );
    assert.deepEqual(
      articles.map((article) => article.body),
      [PROSE, MORE],
    );
    assert.equal(skipped.filter((entry) => entry.reason === 'teaser').length, 2);
  });

  it('keeps a list in the middle of an article', () => {
    const article = only(`【甲市通车】${PROSE}\n• 一号线至东区\n• 二号线至西区\n${MORE}`);
    assert.ok(article.body.includes('一号线至东区'));
  });

  it('keeps a long sentence that mentions rights inside an article', () => {
    const sentence = '馆长提醒，馆内拍摄的照片未经许可不得用于商业用途，读者如有需要可以到服务台登记申请。';
    assert.ok(only(`【甲市通车】${PROSE}\n${sentence}\n${MORE}`).body.includes(sentence));
  });

  it('reports a title without text as empty', () => {
    const { articles, skipped } = parseDump(`【甲市通车】\n\n【乙县修路】${MORE}`);
    assert.equal(articles.length, 1);
    assert.equal(skipped[0]?.reason, 'empty');
  });
});

describe('hashtags, emoticons and endings', () => {
  it('collects hashtags and super-topics without their marks, and keeps emoticons in the body', () => {
    const article = only(`【甲市通车】${PROSE}[羞嗒嗒]\n\n#跑步[超话]# #马拉松# #跑步#`);
    assert.deepEqual(article.hashtags, ['跑步', '马拉松']);
    assert.equal(article.body, `${PROSE}[羞嗒嗒]`);
  });

  it('marks an article that ends in …… as truncated', () => {
    assert.equal(only(`【甲市通车】${PROSE}\n\n读者纷纷表示，这样的服务……`).truncated, true);
    assert.equal(only(`【甲市通车】${PROSE}`).truncated, false);
  });
});

describe('English pages', () => {
  const page = [
    'Skip to main content',
    'Home | News | Sport | Business',
    'City opens new bridge after long delay',
    'By Jane Doe',
    'Published: March 5, 2022 10:30 GMT',
    'Share',
    'The city opened its newest bridge on Saturday, five years later than planned, officials said.',
    'Advertisement',
    'Mayor John Smith told reporters that the bridge would carry 40,000 vehicles a day.',
    'Related articles',
    'Bridge costs rise again',
    'Mayor under fire',
    'The bridge will be free to use until the end of the year, after which a toll will be charged. (Reuters)',
    'Most popular',
    'Ten ways to save',
    '© 2022 City Herald. All rights reserved.',
  ].join('\n');

  it('finds headline, time, publisher and body, and none of the rest', () => {
    const article = only(page);
    assert.equal(article.title, 'City opens new bridge after long delay');
    assert.equal(article.publishedAt, '2022-03-05T10:30Z');
    assert.equal(article.publisher, 'Reuters');
    assert.equal(article.paragraphs.length, 3);
    assert.doesNotMatch(article.body, /Advertisement|fire|save|rights/);
  });

  it('joins the lines of text that was wrapped at a width', () => {
    const article = only(
      'The River\n\nWhen I was a child there was a river in front of the village. Its water\nwas so clear that one could count the stones on its bed, and in summer\nwe swam in it every day.\n\nLater a factory was built on its bank. The water turned black, the fish\ndied, and people sighed when they passed.\n',
    );
    assert.equal(article.paragraphs.length, 2);
    assert.ok(article.body.includes('Its water was so clear'));
  });
});

describe('whole web pages', () => {
  const navigation = [
    '首页',
    '新闻',
    '体育',
    '财经',
    '科技',
    '汽车',
    '房产',
    '教育',
    '旅游',
    '登录',
    '注册',
    '客户端',
  ];
  const comments = ['12条评论', '江边的风', '早就该延长了，支持一下，下班正好去。', '2小时前 回复 举报'];
  const page = [
    ...navigation.map((entry) => `  • ${entry}`),
    '首页 > 新闻 > 正文',
    '图书馆延长开放时间至晚十点',
    '2023年5月6日 09:30 滨河日报',
    '分享到：',
    '  • 微信',
    '  • 微博',
    PROSE,
    '夜间也能借书',
    MORE,
    PROSE.replace('图书馆', '博物馆'),
    '责任编辑：王五',
    '为您推荐',
    ...Array.from({ length: 12 }, (_, at) => `  • 推荐的新闻标题第${at}条`),
    ...comments,
    '© 2023 滨河网 版权所有 滨ICP备00000000号',
  ].join('\n');

  it('finds the one article by its structure', () => {
    const article = only(page);
    assert.equal(article.title, '图书馆延长开放时间至晚十点');
    assert.equal(article.publisher, '滨河日报');
    assert.equal(article.publishedAt, '2023-05-06T09:30');
    assert.equal(article.paragraphs.length, 4);
    assert.doesNotMatch(article.body, /微博|责任编辑|推荐的|支持一下|版权/);
  });

  it('says of what it leaves out what it is', () => {
    const reasons = new Set(parseDump(page).skipped.map((entry) => entry.reason));
    assert.deepEqual([...reasons].sort(), ['chrome', 'comment', 'teaser']);
  });
});

describe('a framed page', () => {
  it('may hold several articles, each with its publisher', () => {
    const { articles } = parseDump(
      [
        '首页 | 新闻 | 登录',
        `城东通车\n${PROSE}\n${MORE}（城东日报）`,
        `城西修路\n${PROSE}\n${MORE}（城西日报）`,
        '© 2023 滨河网 版权所有 滨ICP备00000000号',
      ].join('\n\n'),
    );
    assert.deepEqual(
      articles.map(({ title, publisher }) => [title, publisher]),
      [
        ['城东通车', '城东日报'],
        ['城西修路', '城西日报'],
      ],
    );
  });
});

describe('any text', () => {
  const scrap = fc.constantFrom(
    '【甲】',
    '【甲市通车】',
    '#话题#',
    '热门推荐',
    '• ',
    '（新华社）',
    '来源：甲报',
    '责任编辑：乙',
    '2023-05-06 10:20',
    PROSE,
    MORE,
    '登录',
    '评论',
    '👍 3',
    '……',
    '　　',
    '\u0000',
    '\ud83d',
    'Advertisement',
    'The city opened its bridge, officials said.',
  );
  const dump = fc
    .array(
      fc.tuple(fc.oneof(scrap, fc.string({ unit: 'grapheme' })), fc.constantFrom('', '\n', '\n\n', '\r\n')),
    )
    .map((pieces) => pieces.flat().join(''));

  it('has every character that is no space in an article or in a skipped piece', () => {
    fc.assert(
      fc.property(dump, (text) => {
        const { articles, skipped } = parseDump(text);
        const covered = new Uint8Array(text.length);
        for (const { start, end } of articles.map((article) => article.range)) covered.fill(1, start, end);
        for (const { range } of skipped) covered.fill(1, range?.start, range?.end);
        for (let at = 0; at < text.length; at += 1) {
          assert.ok(
            covered[at] === 1 || /[\s\p{Cc}\p{Cf}]/u.test(text.charAt(at)),
            `${at}: ${text.charAt(at)}`,
          );
        }
      }),
    );
  });

  it('has paragraphs in order that make up the body', () => {
    fc.assert(
      fc.property(dump, (text) => {
        for (const { body, paragraphs, title } of parseDump(text).articles) {
          assert.notEqual(title, '');
          const pieces = paragraphs.map(({ start, end }) => body.slice(start, end));
          assert.equal(pieces.join('\n\n'), body);
        }
      }),
    );
  });
});

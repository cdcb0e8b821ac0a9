import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ReaderLanguage, readerLanguages } from '../../../src/core/model/reader-language.ts';
import { detectLanguage } from '../../../src/core/text/language.ts';
import { checkWrittenSentence } from '../../../src/core/verify/check-written-sentence.ts';

const ZH = '3月12日，全市有4821名志愿者参加植树，种下约2.6万棵树，成活率为92.5%，三成是学生。';
const ZH_NAMES = '姚明上周在上海会见了奥巴马，双方没有讨论税收问题。';
const EN = 'About 300 people, 30 per cent of them children, met on March 5 in Leeds, the mayor said.';
const EN_NAMES = 'Angela Merkel met Barack Obama in Berlin on Monday, but they did not discuss trade.';

/** The kind of problem, or null. */
function check(
  sentence: string,
  cited: readonly string[],
  language: ReaderLanguage = 'zh-Hans',
  context: { title?: string; publishedAt?: string } = {},
): string | null {
  const { title = '', publishedAt = null } = context;
  return checkWrittenSentence(sentence, { cited, context: { title, publishedAt }, language })?.kind ?? null;
}

describe('checkWrittenSentence', () => {
  it('takes what says the same in other words and forms', () => {
    assert.equal(check('4821人参加了3月的植树，三成为学生。', [ZH]), null);
    assert.equal(check('志愿者种树约2.6万棵，成活率百分之九十二点五。', [ZH]), null);
    assert.equal(check('30%的志愿者是学生，全市4,821名志愿者参加植树。', [ZH]), null);
    assert.equal(check('In Leeds, 30% of the people who met were children.', [EN], 'en'), null);
    assert.equal(check('Merkel met Obama in Berlin; they did not discuss trade.', [EN_NAMES], 'en'), null);
    assert.equal(check('奥巴马在上海与姚明会见，没有讨论税收。', [ZH_NAMES]), null);
  });

  it('wants something cited, and something said', () => {
    assert.equal(check('种树。', []), 'citation');
    assert.equal(check('种树。', ['  ']), 'citation');
    assert.equal(check('  ', [ZH]), 'subject');
  });

  it('rounds only where the sentence says so', () => {
    assert.equal(check('全市有约4800名志愿者参加植树。', [ZH]), null);
    assert.equal(check('全市有4800名志愿者参加植树。', [ZH]), 'figure');
    assert.equal(check('约5.9万人参加。', ['有59026人参加。']), null);
    assert.equal(check('5.9万人参加。', ['有59026人参加。']), 'figure');
  });

  it('finds figures, percentages and dates that the citation lacks', () => {
    assert.equal(check('全市有4822名志愿者参加植树。', [ZH]), 'figure');
    assert.equal(check('成活率为95.2%。', [ZH]), 'figure');
    assert.equal(check('四成志愿者是学生。', [ZH]), 'figure');
    assert.equal(check('3月13日，志愿者参加植树。', [ZH]), 'date');
    assert.equal(check('About 300 people met on March 6 in Leeds.', [EN], 'en'), 'date');
    assert.equal(check('About 400 people met in Leeds.', [EN], 'en'), 'figure');
    assert.equal(check('全市有4821名志愿者参加植树。', [ZH_NAMES]), 'figure');
    assert.equal(check('由塔身、塔灯及塔八部分组成。', ['由塔身、塔灯及塔三部分组成。']), 'figure');
  });

  it('finds the number of one thing given to another', () => {
    const source = '事故造成52名学生和48名教师受伤。';
    assert.equal(check('52名学生受伤。', [source]), null);
    assert.equal(check('52名教师受伤。', [source]), 'figure');
    assert.equal(check('There were 52 women.', ['There were 52 men and 48 women.'], 'en'), 'figure');
  });

  it('takes the year from the publishing date or the title, and no figure', () => {
    const march = { publishedAt: '2022-03-20' };
    assert.equal(check('2022年3月12日，志愿者参加植树。', [ZH], 'zh-Hans', march), null);
    assert.equal(check('2021年3月12日，志愿者参加植树。', [ZH], 'zh-Hans', march), 'date');
    assert.equal(check('2022年3月12日，志愿者参加植树。', [ZH]), 'date');
    assert.equal(check('2022年3月12日，志愿者参加植树。', [ZH], 'zh-Hans', { title: '2022年植树节' }), null);
    assert.equal(check('5300名志愿者参加植树。', [ZH], 'zh-Hans', { title: '5300名志愿者植树' }), 'figure');
  });

  it('resolves dates that are told by their distance', () => {
    const friday = { publishedAt: '2022-03-04T08:00:00+08:00' };
    assert.equal(check('法院3月3日宣判。', ['法院昨天宣判。'], 'zh-Hans', friday), null);
    assert.equal(check('法院3月2日宣判。', ['法院昨天宣判。'], 'zh-Hans', friday), 'date');
    assert.equal(check('法院今天宣判。', ['法院昨天宣判。'], 'zh-Hans', friday), 'date');
    assert.equal(check('周三法院宣判。', ['The court ruled on Wednesday.'], 'zh-Hans'), null);
    assert.equal(check('周四法院宣判。', ['The court ruled on Wednesday.'], 'zh-Hans'), 'date');
    assert.equal(check('The court ruled on March 2.', ['The court ruled on Wednesday.'], 'en', friday), null);
    assert.equal(check('法院在2021年宣判。', ['法院去年宣判。'], 'zh-Hans', friday), null);
  });

  it('finds quoted words in the citation whatever the marks, and misses none that are invented', () => {
    const source = '市长说：“我们明年再来。”活动名为《绿色行动》。';
    for (const [open, close] of ['“”', '「」', '『』', '""', '‘’', '«»', '„“', '〝〞', '﹁﹂'].map(
      (marks) => [...marks],
    )) {
      assert.equal(check(`市长说${open}我们明年再来${close}。`, [source]), null, open);
      assert.equal(check(`市长说${open}我们后年再来${close}。`, [source]), 'quotation', open);
    }
    assert.equal(check('《蓝色行动》是活动的名称。', [source]), 'quotation');
    assert.equal(check('市长说“我们后年再来。', [source]), 'quotation');
    const english = "'It's a great day,' the mayor said.";
    assert.equal(check("The mayor called it 'a great day'.", [english], 'en'), null);
    assert.equal(check("The mayor called it 'a sad day'.", [english], 'en'), 'quotation');
  });

  it('lets nobody be quoted in words that are not theirs, translated ones either', () => {
    const source = 'The mayor, who wrote "The Green Plan" with Café 21, said: "We will come back next year."';
    assert.equal(check('市长写有绿色计划一书。', [source]), null);
    assert.equal(check('市长写有《The Green Plan》（绿色计划）。', [source]), null);
    assert.equal(check('市长与“Cafe-21”合写了一本书。', [source]), null);
    assert.equal(check('市长与“Cafe Noir”合写了一本书。', [source]), 'quotation');
    assert.equal(check('市长写有《绿色计划》。', [source]), 'quotation');
    assert.equal(check('市长表示明年会再来。', [source]), null);
    assert.equal(check('市长说：“我们明年再来。”', [source]), 'quotation');
    assert.equal(check('The mayor called it "a day".', ['市长称之为“好日子”。'], 'en'), 'quotation');
    assert.equal(check('市长只说“好”。', ['市长只说“不好”。']), null);
    assert.equal(check('市长只说“好”。', ['市长只说“再见”。']), 'quotation');
  });

  it('finds links, mentions and addresses that the citation lacks', () => {
    for (const link of [
      'goo.gl/abc',
      'youtu.be/x1',
      'https://evil.example/x',
      'www.example.org',
      'example.com',
      't.me/channel',
      '@channel',
      '@everyone',
      'a@example.com',
      '[这里](tg://user?id=1)',
      '<@1234>',
      'ｅｘａｍｐｌｅ．ｃｏｍ',
      'exam\u200bple.com',
      'javascript:alert(1)',
      '203.0.113.7/x',
    ])
      assert.equal(check(`志愿者参加植树 ${link} 。`, [ZH]), 'link', link);
    assert.equal(check('植树见example.com网站。', ['植树活动见 https://example.com 网站。']), null);
    assert.equal(check('植树见ample.com网站。', ['植树活动见 https://example.com 网站。']), 'link');
  });

  it('finds names that the citation lacks or has in another place', () => {
    assert.equal(check('姚明在北京会见了奥巴马。', [ZH_NAMES]), 'name');
    assert.equal(check('姚明在上海会见了普京。', [ZH_NAMES]), 'name');
    assert.equal(check('Angela Merkel met Barack Obama in Paris on Monday.', [EN_NAMES], 'en'), 'name');
    assert.equal(check('Angela Merkel met Tony Blair in Berlin.', [EN_NAMES], 'en'), 'name');
    assert.equal(check('Putin met Barack Obama in Berlin on Monday.', [EN_NAMES], 'en'), 'name');
  });

  it('finds a person’s name that no dictionary has where the source, which says the same, has another', () => {
    const source = '1847年，甘地最先发表了这种植物的描述，被会议接受。';
    assert.equal(check('1847年，王治平最先发表了这种植物的描述。', [source]), 'name');
    assert.equal(check('1847年，张成泽最先发表了这种植物的描述。', [source]), 'name');
    assert.equal(check('1847年，侯活·韦比最先发表了这种植物的描述。', [source]), 'name');
    assert.equal(check('1847年，他最先发表了这种植物的描述。', [source]), null);
    assert.equal(check('1847年，甘地首先发表了这种植物的描述。', [source]), null);
    const dotted = '路易·勒沃设计了这座建筑，工程延续了多年。';
    assert.equal(check('这座建筑由路易·勒沃设计。', [dotted]), null);
    assert.equal(check('这座建筑由勒沃设计。', [dotted]), null);
    assert.equal(check('这座建筑由安托万·勒布朗设计。', [dotted]), 'name');
  });

  it('knows a name in the characters of the other way of writing Chinese', () => {
    const source = '唐纳德·特朗普在会议上发表了讲话，并回答了提问。';
    assert.equal(check('唐納·川普在會議上發表了講話，並回答了提問。', [source], 'zh-Hant'), null);
  });

  it('tells a rough figure by the side that it is on', () => {
    assert.equal(check('超过30人参加植树。', ['不足30人参加植树。']), 'figure');
    assert.equal(check('Fewer than 30 people met.', ['More than 30 people met.'], 'en'), 'figure');
    assert.equal(check('逾30人参加植树。', ['超过30人参加植树。']), null);
  });

  it('tells what a sentence is about, whatever its title', () => {
    const title = { title: '海门市电动渡轮开通' };
    const source = '海门市开通了电动渡轮，渡江时间缩短。';
    assert.equal(check('电动渡轮让渡江更快。', [source], 'zh-Hans', title), null);
    assert.equal(
      check('海门市的学校本周举办了音乐会，许多家长到场观看演出。', [source], 'zh-Hans', title),
      'subject',
    );
    assert.equal(
      check('The choir sang in the old church of the town.', ['The ferry crosses the river.'], 'en'),
      'subject',
    );
  });

  it('lets the title name the subject, not one that takes the place of another', () => {
    const title = { title: 'Tony Blair in Leeds' };
    assert.equal(
      check('Tony Blair said that 300 people met.', ['He said that 300 people met.'], 'en', title),
      null,
    );
    assert.equal(check('Tony Blair met Barack Obama in Berlin on Monday.', [EN_NAMES], 'en', title), 'name');
  });

  it('knows a name in its other forms', () => {
    const source = 'The United Nations said Italian and Chinese experts met in the U.S. capital.';
    assert.equal(
      check('The UN said experts from Italy and China met in the United States capital.', [source], 'en'),
      null,
    );
    assert.equal(check('习近平在北大讲话。', ['习近平昨日在北京大学讲话。']), null);
  });

  it('lets an abbreviation in Latin letters stand for a Chinese name', () => {
    assert.equal(check('5月CPI同比上涨0.3%。', ['5月份居民消费价格同比上涨0.3%。']), null);
    assert.equal(check('岸田文雄在G7峰会期间签署协议。', ['岸田文雄在七国集团峰会期间签署协议。']), null);
    assert.equal(check('节目由NBC播出。', ['节目由CBS播出。']), 'name');
    assert.equal(
      check('The Fed left rates unchanged.', ['The Federal Reserve left rates unchanged.'], 'en'),
      null,
    );
    assert.equal(check('Then Tom left.', ['Then he left the market until tomorrow.'], 'en'), 'name');
  });

  it('tells countries and names in Latin letters across languages', () => {
    assert.equal(check('默克尔在德国会见奥巴马。', ['Merkel met Obama in Berlin.']), null);
    assert.equal(check('默克尔在法国会见奥巴马。', ['Merkel met Obama in Berlin.']), 'name');
    assert.equal(check('OpenAI发布了新模型。', ['OpenAI released a new model.']), null);
    assert.equal(check('Google发布了新模型。', ['OpenAI released a new model.']), 'name');
  });

  it('finds a denial that was put in or left out', () => {
    assert.equal(check('双方讨论税收问题。', [ZH_NAMES]), 'polarity');
    assert.equal(check('姚明上周在上海没有会见奥巴马。', [ZH_NAMES]), 'polarity');
    assert.equal(check('Merkel and Obama did discuss trade in Berlin.', [EN_NAMES], 'en'), 'polarity');
    assert.equal(check('Angela Merkel never met Barack Obama in Berlin.', [EN_NAMES], 'en'), 'polarity');
    assert.equal(check('公司营收下降5%。', ['公司营收增长5%。']), 'polarity');
    assert.equal(check('Profits fell 5% last year.', ['Profits rose 5% last year.'], 'en'), 'polarity');
  });

  it('takes denials in another form, and words that only look like one', () => {
    assert.equal(check('他没有出席会议。', ['他拒绝出席会议。']), null);
    assert.equal(
      check('She did not attend the meeting.', ['She refused to attend the meeting.'], 'en'),
      null,
    );
    assert.equal(check('他不仅出席会议，还发表讲话。', ['他出席会议并发表讲话。']), null);
    assert.equal(check('不久，他出席会议。', ['他随后出席会议。']), null);
  });

  it('tells the languages apart, and Simplified from Traditional', () => {
    const traditional = '全市有4821名志願者參加植樹。';
    assert.equal(check('全市有4821名志愿者参加植树。', [ZH], 'zh-Hant'), 'language');
    assert.equal(check(traditional, [ZH], 'zh-Hant'), null);
    assert.equal(check(traditional, [ZH], 'zh-Hans'), 'language');
    assert.equal(check('4821 volunteers took part in planting trees.', [ZH], 'zh-Hans'), 'language');
    assert.equal(check('全市有4821名志愿者参加植树。', [ZH], 'en'), 'language');
    assert.equal(
      check('Environ 300 personnes se sont réunies dans la ville pour la fête.', [EN], 'en'),
      'language',
    );
  });

  it('takes a sentence of the source word for word in its own language only', () => {
    assert.equal(check(ZH, [ZH], 'zh-Hant'), 'language');
    assert.equal(check(EN, [EN], 'zh-Hans'), 'language');
    assert.equal(check(EN, [EN], 'zh-Hans', { title: '全市植树' }), null);
    assert.equal(check(`${ZH}见 https://example.com 。`, [`${ZH}见 https://example.com 。`]), null);
  });

  it("takes Taiwan's words for the mainland's", () => {
    const source = '公司发布“网络软件计划”，意大利用户可以免费使用。';
    assert.equal(check('公司釋出「網路軟體計畫」，義大利使用者可以免費使用。', [source], 'zh-Hant'), null);
  });

  it('finds a sentence that is about something else', () => {
    assert.equal(check('股市大幅上涨，投资者情绪高涨。', ['消防员扑灭了居民楼的火灾。']), 'subject');
    assert.equal(
      check('Shares climbed as investors cheered the news.', ['Firefighters put out a blaze.'], 'en'),
      'subject',
    );
  });

  it('does not check what rests on a whole book', () => {
    assert.equal(check('志愿者参加植树。', ['植树。'.repeat(30_000)]), 'citation');
    assert.equal(check('植树。'.repeat(3_000), [ZH]), 'citation');
  });
});

const PIECES = fc.constantFrom(
  ...[
    '3月5日',
    '昨天',
    '周一',
    '约',
    '五百',
    '12.5%',
    '“',
    '”',
    '「',
    '《',
    "'",
    '"',
    '……',
    ' ',
    '。',
    '，',
    '没有',
    '不',
  ],
  ...[
    '北京',
    '姚明',
    '法國',
    'Obama',
    'not ',
    'never ',
    'March 5 ',
    'http://a.b',
    '@x',
    '1:2',
    '😀',
    '\n',
    '1-2-3',
    'é',
  ],
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(PIECES, { maxLength: 30 }).map((pieces) => pieces.join('')),
);

describe('checkWrittenSentence, on any text', () => {
  it('never throws, and says what it found', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(anyText, { maxLength: 3 }),
        anyText,
        fc.option(fc.constantFrom('2022-03-04', '2022-03', '--03-04', '2022-03-04T08:00:00Z', 'x')),
        fc.constantFrom(...readerLanguages),
        (sentence, cited, title, publishedAt, language) => {
          const problem = checkWrittenSentence(sentence, {
            cited,
            context: { title, publishedAt },
            language,
          });
          assert.ok(problem === null || typeof problem.detail === 'string');
        },
      ),
      { numRuns: 400 },
    );
  });

  it("takes every sentence of a source in the source's language", () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => text.trim() !== ''),
        fc.array(anyText, { maxLength: 2 }),
        anyText,
        (sentence, others, title) => {
          const detected = detectLanguage(sentence);
          const languages = detected === 'other' ? readerLanguages : [detected];
          for (const language of languages)
            assert.equal(
              checkWrittenSentence(sentence, {
                cited: [...others, sentence],
                context: { title, publishedAt: null },
                language,
              }),
              null,
            );
        },
      ),
      { numRuns: 400 },
    );
  });

  // A pattern or a search that goes back over what it has read would take hours.
  it('takes hostile repetitions in its stride', { timeout: 60_000 }, () => {
    for (const piece of [
      "'a ",
      '“',
      '‘’',
      '"a',
      '1',
      '1-',
      '1,',
      '2022-',
      '三',
      '百分之',
      '3月',
      'a.',
      'a-',
      'a@',
      '@',
      'http://',
      '<a ',
      '](',
      'Aa ',
      'A.',
      'not ',
      '不',
      '没有',
      '北京',
      '姚明，',
      '周',
      'last ',
      'II ',
      'March ',
      '\u0300',
      '😀',
      '一半',
      'hundreds of ',
      '1 ',
      '《',
    ]) {
      const sentence = piece.repeat(Math.floor(4_900 / piece.length));
      const cited = [`${piece.repeat(Math.floor(29_000 / piece.length))}。`];
      for (const language of readerLanguages)
        checkWrittenSentence(sentence, {
          cited,
          context: { title: sentence, publishedAt: '2022-03-04' },
          language,
        });
      checkWrittenSentence(`x${sentence}`, {
        cited: ['y', sentence],
        context: { title: '', publishedAt: null },
        language: 'en',
      });
    }
    checkWrittenSentence('甲。'.repeat(2_000), {
      cited: ['甲。'.repeat(500_000)],
      context: { title: '', publishedAt: null },
      language: 'zh-Hans',
    });
  });
});

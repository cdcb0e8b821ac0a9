import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Figure, figuresAgree, findFigures } from '../../../src/core/text/figures.ts';

const only = (text: string): Figure => {
  const [figure, ...others] = findFigures(text);
  assert.ok(figure && others.length === 0, `one figure in ${text}: ${JSON.stringify(findFigures(text))}`);
  return figure;
};
const texts = (text: string) => findFigures(text).map((figure) => figure.text);

describe('findFigures', () => {
  const counted: [text: string, figure: string, value: number, unit: string, counts: string][] = [
    ['全市48213名社区志愿者参加', '48213名', 48213, '名', '社区志愿者'],
    ['建成27.4万平方米', '27.4万平方米', 274000, '平方米', ''],
    ['两千余名志愿者', '两千余名', 2000, '名', '志愿者'],
    ['15.8万余名', '15.8万余名', 158000, '名', ''],
    ['１２０余支队伍', '１２０余支', 120, '支', '队伍'],
    ['十多万人', '十多万人', 100000, '人', ''],
    ['三亿五千万人', '三亿五千万人', 350000000, '人', ''],
    ['3亿5000万人', '3亿5000万人', 350000000, '人', ''],
    ['九點五萬人', '九點五萬人', 95000, '人', ''],
    ['1.5 million people', '1.5 million', 1500000, '', 'people'],
    ['48,213 volunteers came', '48,213', 48213, '', 'volunteers'],
    ['twenty-five workers', 'twenty-five', 25, '', 'workers'],
    ['a hundred people', 'a hundred', 100, '', 'people'],
    ['ran 4.5 km', '4.5 km', 4.5, 'km', ''],
    ['一分钟', '一分钟', 1, '分钟', ''],
    ['3家载体认定为省级', '3家', 3, '家', '载体'],
    ['600余名专家学者围绕主题发言', '600余名', 600, '名', '专家学者'],
    ['2000名身着表演服', '2000名', 2000, '名', ''],
    ['272個產業鏈項目落地', '272個', 272, '個', '產業鏈項目'],
    ['含光800性能', '800', 800, '', ''],
    ['6亿人次出游', '6亿人次', 600000000, '人次', ''],
    ['368平方英里', '368平方英里', 368, '平方英里', ''],
    ['10 primary school children', '10', 10, '', 'primary school children'],
  ];
  for (const [text, written, value, unit, counts] of counted)
    it(`reads ${written} with its value, unit and what it counts`, () => {
      const figure = only(text);
      assert.deepEqual(
        {
          text: figure.text,
          value: figure.value,
          unit: figure.unit,
          counts: figure.counts,
          kind: figure.kind,
        },
        { text: written, value, unit, counts, kind: 'number' },
      );
    });

  const shares: [text: string, value: number][] = [
    ['28.70%', 28.7],
    ['三成', 30],
    ['七成五', 75],
    ['百分之五', 5],
    ['百分之三十二点五', 32.5],
    ['千分之5', 0.5],
    ['30 per cent', 30],
    ['12.5 percent', 12.5],
    ['四分之一', 25],
    ['６０％', 60],
    ['3个百分点', 3],
  ];
  for (const [text, value] of shares)
    it(`reads ${text} as a share`, () => {
      const figure = only(text);
      assert.deepEqual([figure.text, figure.kind, figure.value], [text, 'percentage', value]);
    });

  const sums: [text: string, value: number, unit: string][] = [
    ['US$1.2bn', 1.2e9, 'US$'],
    ['$4.9', 4.9, '$'],
    ['£22,100', 22100, '£'],
    ['€5m', 5e6, '€'],
    ['12.5bn yuan', 1.25e10, 'yuan'],
    ['三百万元', 3e6, '元'],
    ['５億港元', 5e8, '港元'],
    ['2000美元', 2000, '美元'],
    ['HK$300', 300, 'HK$'],
  ];
  for (const [text, value, unit] of sums)
    it(`reads ${text} as a sum of money`, () => {
      const figure = only(text);
      assert.deepEqual([figure.text, figure.kind, figure.value, figure.unit], [text, 'money', value, unit]);
    });

  for (const text of [
    '3月25日',
    '2022年3月25日',
    '２０２１年３月',
    '二〇二二年三月五日',
    '2019-05-06',
    '20日凌晨2时30分',
    '20世纪90年代',
    'March 5, 2022',
    '5 March',
    'Jan. 5',
  ])
    it(`reads ${text} as one date`, () => {
      const figure = only(text);
      assert.deepEqual([figure.text, figure.kind, figure.value], [text, 'date', null]);
    });

  for (const text of ['10时30分', '下午3点半', '10:30', '3.30pm', '9 a.m', '上午十点'])
    it(`reads ${text} as a time`, () => {
      const figure = only(text);
      assert.deepEqual([figure.text, figure.kind, figure.value], [text, 'time', null]);
    });

  for (const text of [
    '2021—2023年',
    '3月24日至25日',
    '10-14',
    '3至5天',
    '5万~6万元',
    '10%-15%',
    '上午10时至12时',
    '3、4个',
    '5、6万人',
  ])
    it(`reads ${text} as one range`, () =>
      assert.deepEqual([only(text).text, only(text).kind], [text, 'range']));

  it('reads ordinals, and the year that one belongs to with it', () => {
    assert.deepEqual([only('第7届').value, only('第一届').value, only('the 21st').value], [7, 1, 21]);
    const figure = only('2022年第7场');
    assert.deepEqual(
      [figure.text, figure.kind, figure.value, figure.unit],
      ['2022年第7场', 'ordinal', 7, '场'],
    );
  });

  it('takes no unit that is half of another word', () => {
    assert.deepEqual(texts('第一部长和第一名医'), ['第一', '第一名']);
    assert.deepEqual(texts('共3，4个'), ['3', '4个']);
  });

  it('reads a score before a full stop, and counts stations rather than appliances', () => {
    assert.deepEqual(texts('They won 3-1. It rained.'), ['3-1']);
    assert.deepEqual(texts('三家电视台'), ['三家']);
    assert.deepEqual(texts('风靡一时'), []);
  });

  it('reads scores and sizes as one', () => {
    for (const text of ['1:2', '3比0', '2-1', '4x100米']) assert.deepEqual(texts(text), [text]);
  });

  it('leaves names and set phrases alone', () => {
    for (const text of [
      '5G网络',
      'COVID-19',
      'G20',
      'F-16',
      'H1N1',
      'v1.2.3',
      '三心二意',
      '统一',
      '十分高兴',
      '万一',
      '一个人',
      'https://example.org/2021/5',
    ])
      assert.deepEqual(texts(text), [], text);
  });

  it('marks rough figures', () => {
    for (const text of [
      '近3000人',
      '约五成',
      '100多场',
      '超过2万',
      'about 300 people',
      'more than $5m',
      '50人左右',
      '数百人',
    ])
      assert.equal(only(text).approximate, true, text);
    assert.equal(only('3000人').approximate, false);
  });

  it('gives ordered figures that stand in the text where they say', () => {
    const pieces = fc.constantFrom(
      ...'0123456789一二三十百千万亿年月日时分点第成%,.:-~至$名米余多 ',
      'bn',
      'about ',
      '百分之',
      '世纪',
      'March ',
      '\ud83d',
      '😀',
      '㎡',
      'twenty-',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((list) => list.join('')),
        ),
        (text) => {
          let covered = 0;
          for (const figure of findFigures(text)) {
            assert.ok(figure.start >= covered && figure.end > figure.start);
            assert.equal(text.slice(figure.start, figure.end), figure.text);
            assert.ok(figure.value === null || Number.isFinite(figure.value));
            covered = figure.end;
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes hostile repetitions in its stride', () => {
    for (const piece of ['1', '1,', '1.', '十', '几', '三分之', '1至', '$', 'a@', '第', '2022年', 'www.'])
      assert.ok(Array.isArray(findFigures(piece.repeat(30_000))));
  });
});

describe('figuresAgree', () => {
  const agree = (claimed: string, source: string) => figuresAgree(only(claimed), only(source));
  const pairs: [claimed: string, source: string, expected: boolean][] = [
    ['1000001001868', '1000001001822', false],
    ['约1-1.6厘米', '1-1.2厘米', false],
    ['3 to 5 million', '3至500万', false],
    ['30 to 50 thousand', '3至5万', true],
    ['30%', '三成', true],
    ['百分之三十', '30 per cent', true],
    ['30个百分点', '30%', false],
    ['4.8万人', '48213名', false],
    ['约4.8万人', '48213名', true],
    ['about 48,000 people', '48213名', true],
    ['约4.7万人', '48213名', false],
    ['over 48,000', '48213', true],
    ['超过4.9万', '48213', false],
    ['34.6万', '346000', true],
    ['3亿元', '300 million yuan', true],
    ['3亿美元', '3亿元', false],
    ['5公里', '5000米', true],
    ['5公里', '5公斤', false],
    ['两名', '2人', true],
    ['50%', '50人', false],
    ['3月25日', '2022年3月25日', true],
    ['2022年3月25日', '3月25日', false],
    ['March 25', '3月25日', true],
    ['25日', '3月24日至25日', true],
    ['3月25日', '3月24日至25日', true],
    ['3月26日', '3月24日至25日', false],
    ['下午3点', '15时', true],
    ['10时', '10时30分', true],
    ['10时30分', '10时', false],
    ['3pm', '下午3时', true],
    ['中午1点', '13时', true],
    ['晚上12点', '0时', true],
    ['凌晨12点', '0时', true],
    ['深夜2点', '14时', false],
    ['12am', '12pm', false],
    ['第7场', '2022年第7场', true],
    ['2022年第7场', '第7场', false],
    ['第7场', '7场', false],
    ['7th', '第7届', true],
    ['2:1', '2比1', true],
    ['4个', '3、4个', true],
    ['5个', '3、4个', false],
    ['1:2', '2:1', false],
    ['10-14岁', '10至14岁', true],
  ];
  for (const [claimed, source, expected] of pairs)
    it(`${expected ? 'takes' : 'does not take'} ${claimed} for ${source}`, () =>
      assert.equal(agree(claimed, source), expected));

  it('takes every figure for itself', () => {
    for (const text of ['近3000人', '2022年第7场', '3月5日8时', '10-14', '4x100米', 'US$1.2bn', '数百人'])
      assert.ok(agree(text, text), text);
  });
});

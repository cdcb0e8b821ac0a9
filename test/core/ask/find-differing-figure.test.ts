import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findDifferingFigure } from '../../../src/core/ask/find-differing-figure.ts';
import { readStatement } from '../../../src/core/ask/read-statement.ts';

/** The figures that differ, as they stand in the two sentences. */
function differ(one: string, other: string): [string, string] | null {
  const found = findDifferingFigure(readStatement(one), readStatement(other));
  return found === null
    ? null
    : [one.slice(found.one.start, found.one.end), other.slice(found.other.start, found.other.end)];
}

describe('a figure that differs', () => {
  for (const [one, other, figures] of [
    ['大火造成59人死亡，百余人受伤。', '大火造成63人死亡，百余人受伤。', ['59人', '63人']],
    [
      '据新华社报道，大火已造成59人死亡，百余人受伤。',
      '截至目前，大火造成63人死亡，百余人受伤。',
      ['59人', '63人'],
    ],
    ['大橋全長1268米，主跨360米。', '大桥全长1286米，主跨360米。', ['1268米', '1286米']],
    ['工程总投资1.2亿元，由市政府承担。', '工程总投资2.1亿元，由市政府承担。', ['1.2亿元', '2.1亿元']],
    ['新机场的地铁将于5月1日开通运营。', '新机场的地铁将于6月1日开通运营。', ['5月1日', '6月1日']],
    [
      'The fire destroyed 59 homes in Springfield, officials said.',
      'The fire in Springfield has destroyed 63 homes.',
      ['59', '63'],
    ],
    [
      'Unemployment in the region rose to 7.2% in May.',
      'Unemployment in the region rose to 7.9% in May.',
      ['7.2%', '7.9%'],
    ],
  ] as const)
    it(`is found: ${one} / ${other}`, () => {
      assert.deepEqual(differ(one, other), figures);
      assert.deepEqual(differ(other, one), figures.toReversed());
    });

  for (const [why, one, other] of [
    ['it is rounded', '目前约6万人撤离了受灾的山区。', '目前59026人撤离了受灾的山区。'],
    [
      'it is rounded in ten thousands',
      '共有6万名群众撤离了受灾的山区。',
      '共有59026名群众撤离了受灾的山区。',
    ],
    ['it is said in another unit', '大桥全长1.268公里，主跨360米。', '大桥全长1268米，主跨360米。'],
    [
      'it is said in words',
      'About three people in four in the town voted for it.',
      'About 3 people in 4 in the town voted for it.',
    ],
    ['it is of another year', '2021年全市新增就业59万人。', '2022年全市新增就业63万人。'],
    ['only one names its year', '全市新增就业59万人。', '2022年全市新增就业63万人。'],
    ['it is of another day', '3月5日全市新增病例59例。', '3月6日全市新增病例63例。'],
    ['the day is told by its distance', '昨天全市新增病例59例。', '今天全市新增病例63例。'],
    ['it is of another group', '全国城镇居民人均收入4.9万元。', '全国农村居民人均收入2.1万元。'],
    ['one is of a part', '全国居民人均可支配收入3.6万元。', '全国城镇居民人均可支配收入4.9万元。'],
    ['it is of another city', '唐山市新建学校59所，秋季开学。', '保定市新建学校63所，秋季开学。'],
    ['it is what was added', '医院病床新增59张，市民可以就近看病。', '医院病床共有63张，市民可以就近看病。'],
    ['one denies it', '大火没有造成59人死亡，百余人受伤。', '大火造成63人死亡，百余人受伤。'],
    ['it is the number of a meeting', '全市第7次防汛会议在市政府召开。', '全市第8次防汛会议在市政府召开。'],
    ['the men and the women', 'The men won 59 medals at the games.', 'The women won 63 medals at the games.'],
    ['the sentences say too little', '共59人。', '共63人。'],
    ['two dates are others', '展览于5月1日开幕，5月20日结束参观。', '展览于6月1日开幕，6月20日结束参观。'],
  ] as const)
    it(`is none where ${why}`, () => {
      assert.equal(differ(one, other), null);
      assert.equal(differ(other, one), null);
    });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashContent } from '../../../src/core/articles/hash-content.ts';

const body =
  '东湖新区的厂房今年建成22栋,入驻的工厂有608家;总建筑面积34.6万平方米,还有三栋正在装修,年内可以搬进去。';

describe('hashContent', () => {
  it('is the same with other spacing, width, punctuation and script', () => {
    const hash = hashContent('标题', body);
    assert.match(hash, /^[0-9a-z]{51}$/);
    assert.equal(hashContent('标题', body.replaceAll(',', '\uff0c').replaceAll('。', ' 。\n\n')), hash);
    assert.equal(hashContent('另一个标题', body.replace('22', '\uff12\uff12')), hash);
    assert.equal(hashContent('標題', body.replace('厂房', '廠房')), hash);
  });

  it('is another where a figure is another, a decimal point too', () => {
    assert.notEqual(hashContent('标题', body.replace('608', '609')), hashContent('标题', body));
    assert.notEqual(hashContent('标题', body.replace('34.6', '346')), hashContent('标题', body));
  });

  it('goes by the title too where the body is short', () => {
    assert.notEqual(hashContent('甲', '详见正文。'), hashContent('乙', '详见正文。'));
  });

  it('goes by the text itself where there are hardly any letters', () => {
    for (const [one, other] of [
      ['😀', '😎'],
      ['好😀', '好😎'],
      ['……', '！！！'],
      ['★☆', '★★'],
    ] as const) {
      assert.notEqual(hashContent(one, one), hashContent(other, other), `${one} ${other}`);
    }
    assert.equal(hashContent('😀', '😀 😀\n'), hashContent('😀', '😀😀'));
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expectAnswer, holdsExpected, holdsUnit } from '../../../src/core/ask/expected-answer.ts';

describe('expectAnswer', () => {
  it('knows what kind of thing a question asks for, in Chinese and English', () => {
    const kinds: Record<string, string> = {
      大桥哪一年通车: 'time',
      全长多少公里: 'count',
      谁设计了大桥: 'person',
      哪位工程师设计的: 'person',
      哪个国家最早采用: 'place',
      大桥位于哪里: 'place',
      为什么停工: 'reason',
      它的别名叫什么: 'name',
      大桥有什么特点: 'other',
      'when did it open': 'time',
      'how many people came': 'count',
      'who designed it': 'person',
      'where is the bridge': 'place',
      'why did it close': 'reason',
    };
    for (const [question, kind] of Object.entries(kinds))
      assert.equal(expectAnswer(question).kind, kind, question);
  });

  it('finds a date, a figure or a reason in a sentence', () => {
    assert.ok(holdsExpected('大桥于2021年通车', expectAnswer('什么时候通车')));
    assert.ok(!holdsExpected('大桥很长', expectAnswer('什么时候通车')));
    assert.ok(holdsExpected('because of the rain', expectAnswer('why did it close')));
    assert.ok(!holdsExpected('大桥很长', expectAnswer('大桥有什么特点')));
  });

  it('finds a figure in the unit that the question names', () => {
    const expected = expectAnswer('全长多少公里');
    assert.ok(holdsUnit('全长364.6公里', expected));
    assert.ok(!holdsUnit('364座桥梁,公里数未知', expected));
  });
});

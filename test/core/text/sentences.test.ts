import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { splitArticle, splitSentences } from '../../../src/core/text/sentences.ts';

const split = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences in Chinese', () => {
  it('ends a sentence at 。！？ and keeps closing quotes and brackets with it', () => {
    assert.deepEqual(split('今天下雨。（记者摄）大家问：“真的吗？！”没有人回答！'), [
      '今天下雨。',
      '（记者摄）大家问：“真的吗？！”',
      '没有人回答！',
    ]);
  });

  it('keeps emoticons at the end of a line with the sentence before them', () => {
    assert.deepEqual(split('下雨了。路上很滑。[微笑][微笑]'), ['下雨了。', '路上很滑。[微笑][微笑]']);
  });

  it('does not end one at ； or ， or in a decimal', () => {
    assert.deepEqual(split('增长3.5%；其中城区占2.1万人，郊区占1.4万人。'), [
      '增长3.5%；其中城区占2.1万人，郊区占1.4万人。',
    ]);
  });

  it('keeps who speaks with a quotation that leads the sentence', () => {
    assert.deepEqual(split('“路修好了！我们很高兴。”村民王某说。大家鼓掌。'), [
      '“路修好了！我们很高兴。”村民王某说。',
      '大家鼓掌。',
    ]);
    assert.deepEqual(split('「請問您是誰？」他問。「我姓王。」她答道。'), [
      '「請問您是誰？」他問。',
      '「我姓王。」她答道。',
    ]);
  });

  it('goes on after a mark within a quoted word or a title', () => {
    assert.deepEqual(split('他喊了一声“快跑！”就冲了出去。影片《你在吗？》上映。'), [
      '他喊了一声“快跑！”就冲了出去。',
      '影片《你在吗？》上映。',
    ]);
  });

  it('ends the sentence with a quotation that a verb of speech leads to', () => {
    assert.deepEqual(split('会议强调“必须坚持。”会议指出，成效明显。'), [
      '会议强调“必须坚持。”',
      '会议指出，成效明显。',
    ]);
  });

  it('keeps a short quotation of several sentences whole and breaks a long one', () => {
    const sentence = '我们把每一条街道都走了一遍并且记下了问题。';
    assert.equal(split(`他说：“${sentence.repeat(2)}”`).length, 1);
    assert.equal(split(`他说：“${sentence.repeat(8)}”`).length, 8);
  });

  it('goes on after …… in mid-sentence and ends at it before a closing quote or the end', () => {
    assert.deepEqual(split('苹果、梨……应有尽有。他说：“我不知道……”天黑了……'), [
      '苹果、梨……应有尽有。',
      '他说：“我不知道……”',
      '天黑了……',
    ]);
  });

  it('does not take a list number for a sentence', () => {
    assert.deepEqual(split('1.加强领导。2.落实责任。'), ['1.加强领导。', '2.落实责任。']);
  });

  it('reads a line that uses . for 。', () => {
    assert.deepEqual(split('今天我们在公园里种下了很多树.大家都觉得非常高兴.'), [
      '今天我们在公园里种下了很多树.',
      '大家都觉得非常高兴.',
    ]);
    assert.deepEqual(split('作家约翰.史密斯来了。'), ['作家约翰.史密斯来了。']);
  });

  it('keeps a reference number with the sentence before it', () => {
    assert.deepEqual(split('该镇建于1900年。[3]人口很少。'), ['该镇建于1900年。[3]', '人口很少。']);
  });
});

describe('splitSentences in English', () => {
  it('does not break after titles, initials, months, numbers and Latin abbreviations', () => {
    const text =
      'Mr. J. R. Brown met Dr. Green on Jan. 5 at No. 10, e.g. for tea. The U.S. Army paid $4.5 million for it.';
    assert.deepEqual(split(text), [
      'Mr. J. R. Brown met Dr. Green on Jan. 5 at No. 10, e.g. for tea.',
      'The U.S. Army paid $4.5 million for it.',
    ]);
  });

  it('breaks after an abbreviation when a sentence clearly begins', () => {
    assert.deepEqual(split('She left the U.S. The trip began at 3 p.m. He stayed.'), [
      'She left the U.S.',
      'The trip began at 3 p.m.',
      'He stayed.',
    ]);
  });

  it('keeps speech with its speaker', () => {
    assert.deepEqual(split('"Are you sure?" he asked. “I went. I saw,” she said. "Yes!" Brown said.'), [
      '"Are you sure?" he asked.',
      '“I went. I saw,” she said.',
      '"Yes!" Brown said.',
    ]);
  });

  it('does not break in addresses, file names and ellipses that go on', () => {
    assert.deepEqual(
      split('See https://example.org/a?b=C.D! Node.js runs... and runs. He waited... Then he left.'),
      ['See https://example.org/a?b=C.D!', 'Node.js runs... and runs.', 'He waited...', 'Then he left.'],
    );
  });

  it('breaks where a page lost the space between two sentences', () => {
    assert.deepEqual(split('The fee doubled.The council agreed.'), [
      'The fee doubled.',
      'The council agreed.',
    ]);
  });

  it('joins a sentence that is wrapped over two lines, and only such', () => {
    const text = 'This is the first line of a long mail that goes on\nin the second line. It ends.\nNext';
    assert.equal(split(text).length, 3);
    assert.deepEqual(split('one\ntwo\nthree'), ['one', 'two', 'three']);
  });
});

describe('splitSentences of anything', () => {
  const marks = fc.constantFrom(
    ...'。！？!?.…；;“”‘’「」『』《》（）()[]"\' \n\t',
    '\u3000',
    'a',
    'B',
    'c d',
    '中',
    '文字',
    '3',
    '.5',
    'Mr',
    '说',
    '\u0301',
    '😀',
    '🏻',
    '\ufe0f',
    '\u200d',
    'http://',
    '\ud83d',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(marks, { maxLength: 60 }).map((pieces) => pieces.join('')),
  );

  it('gives ordered spans that do not overlap and leave out white space only', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let covered = 0;
        for (const { start, end } of splitSentences(text)) {
          assert.ok(start >= covered && end > start);
          assert.equal(text.slice(covered, start).trim(), '');
          covered = end;
        }
        assert.equal(text.slice(covered).trim(), '');
      }),
      { numRuns: 1000 },
    );
  });

  it('never cuts what a reader takes for one character', () => {
    const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
    fc.assert(
      fc.property(anyText, (text) => {
        const borders = new Set([...graphemes.segment(text)].map(({ index }) => index)).add(text.length);
        for (const { start, end } of splitSentences(text)) {
          assert.ok(borders.has(start), `start ${start} of ${JSON.stringify(text)}`);
          assert.ok(borders.has(end), `end ${end} of ${JSON.stringify(text)}`);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('takes hostile repetitions in its stride', () => {
    for (const piece of ['“', '“。”', '.', 'A. ', '://', '。[', "。'", ' ()', '…', '"a'])
      assert.ok(splitSentences(piece.repeat(50_000)).length >= 1);
    assert.ok(splitSentences(`${' '.repeat(50_000)}${'()'.repeat(50_000)}`).length === 1);
  });
});

describe('splitArticle', () => {
  it('gives sentences with offsets into the body, and a subheading as one piece', () => {
    const body = '一、进展。顺利\n\n今天开工。明天完成。';
    const sentences = splitArticle({
      body,
      paragraphs: [
        { start: 0, end: 7, kind: 'subheading' },
        { start: 9, end: 19, kind: 'text' },
      ],
    });
    assert.deepEqual(
      sentences.map(({ text, paragraph, kind }) => ({ text, paragraph, kind })),
      [
        { text: '一、进展。顺利', paragraph: 0, kind: 'subheading' },
        { text: '今天开工。', paragraph: 1, kind: 'text' },
        { text: '明天完成。', paragraph: 1, kind: 'text' },
      ],
    );
    for (const { start, end, text } of sentences) assert.equal(body.slice(start, end), text);
  });
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { passagesToEmbed, questionToEmbed } from '../../../src/core/embeddings/text-to-embed.ts';
import { estimateTokens } from '../../../src/core/writing/estimate-tokens.ts';
import { anyText } from '../../any-text.ts';

const textsOf = (article: { title: string; body: string }) =>
  passagesToEmbed(article).map(({ text }) => text);

it('a short article is embedded whole, its title first', () => {
  assert.deepEqual(textsOf({ title: '大桥通车', body: '全长1268米。' }), ['大桥通车\n全长1268米。']);
  assert.deepEqual(textsOf({ title: '  ', body: '\n' }), []);
});

it('a passage is as long as small models read, however it is written', () => {
  for (const piece of ['大桥今天通车。', 'The bridge opened today. ', '😀🌉', 'ж']) {
    const [text = '', ...others] = textsOf({ title: piece, body: piece.repeat(5000) });
    assert.ok(text.startsWith(piece.trim()));
    const tokens = estimateTokens(text);
    assert.ok(tokens <= 480 && tokens > 400, `${piece}: ${tokens}`);
    assert.equal(others.length, 3);
    for (const other of others) assert.ok(other.startsWith(piece.trim()) && estimateTokens(other) <= 480);
  }
});

it('the passages of a long article are spread over it, each from the beginning of a sentence', () => {
  const sentences = Array.from({ length: 300 }, (_, index) => `第${index}句说的是另一件事。`);
  const body = sentences.join('');
  const passages = passagesToEmbed({ title: '长文', body });
  assert.equal(passages.length, 4);
  for (const { start, text } of passages)
    assert.match(text, new RegExp(`^长文\\n${body.slice(start, start + 5)}`, 'u'));
  for (const { start } of passages) assert.match(body.slice(start), /^第\d+句/u);
  assert.ok((passages.at(-1)?.end ?? 0) > body.length * 0.8);
});

it('any article gives at most four well-formed texts within the limit, apart and in order', () => {
  fc.assert(
    fc.property(anyText(), anyText(), (title, piece) => {
      const body = piece.repeat(50);
      const passages = passagesToEmbed({ title, body });
      assert.ok(passages.length <= 4);
      let last = 0;
      for (const { start, end, text } of passages) {
        assert.ok(text.isWellFormed() && estimateTokens(text) <= 480 && text.trim() === text && text !== '');
        assert.ok(start >= last && end >= start && end <= body.length);
        last = end;
      }
      assert.ok(estimateTokens(questionToEmbed(body)) <= 480);
    }),
    { numRuns: 200 },
  );
});

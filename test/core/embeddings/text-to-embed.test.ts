import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { textToEmbed } from '../../../src/core/embeddings/text-to-embed.ts';
import { estimateTokens } from '../../../src/core/writing/estimate-tokens.ts';
import { anyText } from '../../any-text.ts';

it('a short article is embedded whole, its title first', () => {
  assert.equal(textToEmbed({ title: '大桥通车', body: '全长1268米。' }), '大桥通车\n全长1268米。');
  assert.equal(textToEmbed({ title: '  ', body: '\n' }), '');
});

it('a long article is embedded as far as small models read, however it is written', () => {
  for (const piece of ['大桥今天通车。', 'The bridge opened today. ', '😀🌉', 'ж']) {
    const text = textToEmbed({ title: piece, body: piece.repeat(5000) });
    assert.ok(text.startsWith(piece.trim()));
    const tokens = estimateTokens(text);
    assert.ok(tokens <= 480 && tokens > 400, `${piece}: ${tokens}`);
  }
});

it('any article gives a well-formed text within the limit', () => {
  fc.assert(
    fc.property(anyText(), anyText(), (title, body) => {
      const text = textToEmbed({ title, body: body.repeat(50) });
      assert.ok(text.isWellFormed() && estimateTokens(text) <= 480);
    }),
    { numRuns: 200 },
  );
});

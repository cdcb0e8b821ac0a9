import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { findEmoticons } from '../../../src/core/text/emoticons.ts';
import { extractKeywords } from '../../../src/core/text/extract-keywords.ts';
import { findFigures } from '../../../src/core/text/figures.ts';
import { foldText, foldWithOffsets } from '../../../src/core/text/fold.ts';
import { detectLanguage } from '../../../src/core/text/language.ts';
import { segmentWords } from '../../../src/core/text/segment.ts';
import { splitSentences } from '../../../src/core/text/sentences.ts';
import { verifySentences } from '../../../src/core/verify/verify-sentences.ts';

const FILE = new URL('../../../../shared/data/G_adversarial/strings.jsonl', import.meta.url);

describe('hostile strings', () => {
  it('go through every part of the text room unharmed', (t) => {
    if (!existsSync(FILE)) {
      t.skip('../shared/data/G_adversarial/strings.jsonl is not there');
      return;
    }
    const lines = readFileSync(FILE, 'utf8').trim().split('\n');
    for (const line of lines) {
      const { text }: { text: string } = JSON.parse(line);
      assert.equal(foldWithOffsets(text).folded, foldText(text));
      for (const span of [...findFigures(text), ...findEmoticons(text)])
        assert.ok(span.start < span.end && span.end <= text.length);
      for (const word of extractKeywords(text, 5)) assert.ok(text.includes(word));
      assert.ok(segmentWords(text).every((word) => word.length > 0));
      assert.ok(detectLanguage(text).length > 0);
      const sentences = splitSentences(text).map(({ start, end }) => {
        const quote = text.slice(start, end);
        return { text: quote, citations: [{ articleId: 'g', start, end, quote }] };
      });
      const verified = verifySentences(sentences, new Map([['g', { body: text }]]));
      assert.deepEqual(verified, { sentences, replaced: [] });
    }
  });
});

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { toTraditional } from '../../../bench/faithful/convert-script.ts';
import { estimateTokens } from '../../../src/core/writing/estimate-tokens.ts';
import { loadPrompts } from '../../../src/llm/load-prompts.ts';

const prompts = await loadPrompts();
const folder = join(import.meta.dirname, '../../../data/samples');
const samples = await Promise.all(
  (await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')),
);
/** As the service counts: nothing in a text is a sign of the model's own. */
const count = (text: string): number => countTokens(text, { disallowedSpecial: new Set() });

function promptsOf(text: string): string[] {
  const values = {
    ...{ language: 'Simplified Chinese (简体中文)', sentences: '2', length: '240', today: '2026-11-23' },
    ...{ title: text.slice(0, 60), published: '2026-11-23', text, passages: text, stories: text },
    ...{ headline: text.slice(0, 60), lead: text.slice(0, 200), question: text.slice(0, 80) },
    ...{ earlier: text.slice(0, 80), titles: text.slice(0, 120), reply: text.slice(0, 60) },
  };
  return Object.values(prompts).map((prompt) => {
    const { instructions, input } = prompt.fill(values, { refused: text.slice(0, 100) });
    return instructions + input;
  });
}

describe('the estimate of tokens', () => {
  it('is never under what o200k counts of a prompt, and in the mean less than a third over it', () => {
    const texts = samples.flatMap((text) => [text, toTraditional(text)]);
    const ratios = texts.flatMap(promptsOf).map((prompt) => estimateTokens(prompt) / count(prompt));
    assert.ok(Math.min(...ratios) >= 1, `${Math.min(...ratios)}`);
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    assert.ok(mean < 1.35, `${mean}`);
  });

  it('is not under it either where an article is made of what costs much', () => {
    const dear = [
      'aGVsbG8gd29ybGQsIHRoaXMgaXMgYSB0ZXN0IG9mIGJhc2U2NA',
      '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      'Z̷̢̛a̵̡̛l̶̡͠g̴̨͘o̷̢͝',
      '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🫨',
      '𠜎𠜱𠝹𠱓㐀㐁',
      'Ｆｕｌｌ　ｗｉｄｔｈ',
      '1,2;3:4|5/6\\7~8',
      'xqzjvwkp',
    ];
    for (const text of dear) {
      const long = text.repeat(Math.ceil(3000 / text.length));
      for (const prompt of promptsOf(long)) {
        const [estimate, counted] = [estimateTokens(prompt), count(prompt)];
        assert.ok(estimate >= counted, `${text}: ${estimate} for ${counted}`);
      }
    }
  });

  it('grows with the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        const whole = estimateTokens(`${one} ${other}`);
        assert.ok(
          Number.isInteger(whole) && whole >= Math.max(estimateTokens(one), estimateTokens(other)) - 1,
        );
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseSearchQuery } from '../../../src/core/retrieval/parse-search-query.ts';

describe('parseSearchQuery', () => {
  it('tells words, phrases and what is excluded apart', () => {
    assert.deepEqual(parseSearchQuery('大桥 "青石 隧道" -开工'), {
      words: '大桥 青石 隧道',
      pieces: ['大桥', '青石 隧道'],
      phrases: ['青石 隧道'],
      excluded: ['开工'],
    });
  });

  it('knows Chinese quotation marks, and an excluded phrase', () => {
    assert.deepEqual(parseSearchQuery('“青石大桥” -「一等奖」').phrases, ['青石大桥']);
    assert.deepEqual(parseSearchQuery('“青石大桥” -「一等奖」').excluded, ['一等奖']);
  });

  it('takes a hyphen inside a word, a lone sign and an open quotation mark for no sign', () => {
    assert.deepEqual(parseSearchQuery('covid-19 - "open').pieces, ['covid-19', 'open']);
    assert.deepEqual(parseSearchQuery('covid-19 - "open').excluded, []);
  });

  it('makes a query of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { pieces, phrases } = parseSearchQuery(text);
        for (const phrase of phrases) assert.ok(pieces.includes(phrase));
      }),
    );
    assert.deepEqual(parseSearchQuery('"-'.repeat(50_000)).pieces, []);
  });
});

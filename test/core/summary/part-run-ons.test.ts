import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findOpeningWord, partRunOns } from '../../../src/core/summary/part-run-ons.ts';

const CAPTION =
  'Fishermen mend their nets in the harbour of Marlow on the morning after the great storm of last week';
const part = (text: string, names: string[] = []): string[] =>
  partRunOns(text, new Set(names)).map(({ start, end }) => text.slice(start, end));

describe('partRunOns', () => {
  it('parts where a capital starts what can only be a new sentence', () => {
    const sentence =
      'The council has promised to pay for every boat that was lost, and to have the pier rebuilt before the winter comes.';
    assert.deepEqual(part(`${CAPTION} ${sentence}`), [CAPTION, sentence]);
  });

  it('parts before a name that starts sentences elsewhere, where its verb follows', () => {
    const sentence =
      'Keller has promised to pay for every boat that was lost, and to have the pier rebuilt before the winter comes again.';
    assert.deepEqual(part(`${CAPTION} ${sentence}`, ['Keller']), [CAPTION, sentence]);
    assert.equal(part(`${CAPTION} ${sentence}`).length, 1);
  });

  it('leaves titles of works and short sentences whole', () => {
    const film = `${CAPTION}, a scene that was made for the film The Harbour and shown at the festival in the spring of that year`;
    assert.equal(part(film.replace(' week,', ' week')).length <= 2, true);
    assert.deepEqual(part('The boats came back at night The crews were tired.'), [
      'The boats came back at night The crews were tired.',
    ]);
  });

  it('leaves Chinese whole', () => {
    const text = '青河市图书馆今年计划新建15座分馆，'.repeat(20);
    assert.deepEqual(part(text), [text]);
  });
});

describe('findOpeningWord', () => {
  it('is the capitalised first word', () => {
    assert.equal(findOpeningWord('"Keller has promised to pay.'), 'Keller');
    assert.equal(findOpeningWord('2021年，青河'), null);
  });
});

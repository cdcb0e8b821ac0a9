import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { publishedAtSchema } from '../../../src/core/model/article.ts';

const takes = (text: string) => publishedAtSchema.safeParse(text).success;

describe('a published time', () => {
  it('is as precise as the text gives it', () => {
    for (const text of [
      '2022-03-05T08:30:00+08:00',
      '2022-03-05T23:59:59.999Z',
      '2022-03-05T08:30',
      '2022-03-05',
      '2024-02-29',
      '2000-02-29T00:00Z',
      '2022-12',
      '--03-05',
      '--02-29',
      '--12-31T23:59',
    ])
      assert.ok(takes(text), text);
  });

  it('has a month, a day and a time that there are', () => {
    for (const text of [
      '2022-13-05T08:30Z',
      '2022-00',
      '2022-13',
      '2022-02-30',
      '2023-02-29',
      '1900-02-29T08:30',
      '2022-04-31',
      '2022-01-00',
      '2022-01-32',
      '2022-03-05T24:00Z',
      '2022-03-05T08:60',
      '2022-03-05T08:30:60Z',
      '2022-03-05T08:30:00+24:00',
      '2022-03-05T08:30:00+08:60',
      '--02-30',
      '--13-01',
      '--03-05T25:00',
      '',
      'today',
    ])
      assert.ok(!takes(text), text);
  });
});

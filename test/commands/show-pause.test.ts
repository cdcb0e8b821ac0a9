import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslator, type ReaderLanguage } from '../../src/commands/create-translator.ts';
import { showPauseElsewhere } from '../../src/commands/show-pause.ts';

const show = (language: ReaderLanguage, chats: string[], others: number): string =>
  JSON.stringify(
    showPauseElsewhere([{ reason: 'muted', chats, others }], {
      language,
      translate: createTranslator(language),
    }),
  );

describe('what is said elsewhere of chats whose digests pause', () => {
  it('names one, some, and the number of the others', () => {
    assert.match(show('zh-Hans', ['读者'], 0), /“读者”的简报暂停了。我没有/);
    assert.match(show('zh-Hans', ['读者', '新闻'], 12), /“读者”、“新闻”和另外 12 处的简报暂停了。/);
    assert.match(show('zh-Hant', ['讀者', '新聞'], 0), /「讀者」和「新聞」的簡報暫停了。/);
    assert.match(show('en', ['Readers'], 1), /The digests for “Readers” and 1 other are paused\. I had/);
    assert.match(show('en', ['Readers', 'News'], 12), /“Readers”, “News”,? and 12 others are paused\./);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameSource } from '../../src/commands/name-source.ts';

const SOURCES = {
  '/home/ada/news/inbox/a.jsonl': 'a.jsonl',
  'C:\\Users\\Ada\\a.txt': 'a.txt',
  'data/samples/': 'samples',
  'page.html': 'page.html',
  'https://ada:word@feeds.example.org/rss?key=abc': 'feeds.example.org',
  'https://[': '…',
};

describe('the source of an article', () => {
  it('is whole for whoever runs the program', () => {
    for (const source of Object.keys(SOURCES))
      assert.equal(nameSource(source, { runsProgram: true }), source);
  });

  it('tells the members of a chat no folder and no key', () => {
    for (const [source, name] of Object.entries(SOURCES)) assert.equal(nameSource(source, {}), name);
  });
});

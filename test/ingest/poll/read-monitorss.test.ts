import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readMonitoRss } from '../../../src/ingest/poll/read-monitorss.ts';

const documents = [
  { _id: { $oid: '65' }, title: ' Harbour Post ', url: 'https://a.example.org/feed', connections: {} },
  { _id: { $oid: '66' }, title: '', url: 'https://b.example.org/feed' },
];
const feeds = [
  { url: 'https://a.example.org/feed', title: 'Harbour Post' },
  { url: 'https://b.example.org/feed', title: null },
];

describe('an export of MonitoRSS', () => {
  it('is read as mongoexport writes it, a line or an array, and as its interface answers', () => {
    const lines = documents.map((document) => JSON.stringify(document)).join('\n');
    for (const text of [
      lines,
      `${lines}\r\n`,
      JSON.stringify(documents, null, 2),
      JSON.stringify({ results: documents, total: 2 }),
      JSON.stringify(documents[0]),
    ])
      assert.deepEqual(
        readMonitoRss(text),
        text === JSON.stringify(documents[0]) ? feeds.slice(0, 1) : feeds,
      );
  });

  it('loses no feed to a line that is none', () => {
    const text = [...documents, { note: 'no feed' }].map((each) => JSON.stringify(each)).join('\n');
    assert.deepEqual(readMonitoRss(`${text}\n`), feeds);
  });

  it('is not what names no feed, or hardly any', () => {
    for (const text of [
      '',
      'hello',
      '{}',
      '[]',
      '{"feeds":[]}',
      '[1,2,{"url":"https://x.example/"}]',
      '[{"url":3}]',
    ])
      assert.equal(readMonitoRss(text), null, text);
  });
});

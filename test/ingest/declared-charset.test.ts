import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  normaliseCharset,
  readDeclaredCharset,
  readHeaderCharset,
} from '../../src/ingest/declared-charset.ts';

describe('readHeaderCharset', () => {
  it('reads the charset of a Content-Type, in quotes or not, as the wider of its family', () => {
    assert.equal(readHeaderCharset('text/xml; charset=GB2312'), 'gb18030');
    assert.equal(readHeaderCharset('application/rss+xml;charset="utf-8"; x=y'), 'utf-8');
    assert.equal(readHeaderCharset("text/xml; charset='big5-hkscs'"), 'big5');
    assert.equal(readHeaderCharset('text/xml; charset=us-ascii'), 'windows-1252');
  });

  it('reads none where there is none that anything reads', () => {
    for (const header of ['', 'text/xml', 'text/xml; charset=', 'text/xml; charset=klingon'])
      assert.equal(readHeaderCharset(header), null);
    assert.equal(normaliseCharset('x'.repeat(1000)), null);
  });
});

describe('readDeclaredCharset', () => {
  const read = (head: string) => readDeclaredCharset(Buffer.from(head, 'latin1'));

  it('reads an XML declaration and the meta of a page', () => {
    assert.equal(read('\n<?xml version="1.0" encoding=\'GBK\' ?><rss/>'), 'gb18030');
    assert.equal(read('<html><head><meta charset=big5>'), 'big5');
    assert.equal(
      read('<!doctype html><meta http-equiv="Content-Type" content="text/html; charset=shift_jis">'),
      'shift_jis',
    );
  });

  it('believes no declaration of UTF-16 that can be read as ASCII, and none outside of markup', () => {
    assert.equal(read('<?xml version="1.0" encoding="utf-16"?>'), null);
    assert.equal(read('they wrote <?xml version="1.0" encoding="gbk"?>'), null);
  });
});
